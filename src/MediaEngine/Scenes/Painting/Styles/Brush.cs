using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>What a style does to a sheet when it is painted; what it does to all of a picture is its
/// <see cref="Finishes"/>.</summary>
internal static class Brush
{
    /// <summary>Paints a sheet over.</summary>
    public static void Apply(Sheet sheet, FilmStyle style, int seed)
    {
        if (sheet.IsLight) return;
        switch (style)
        {
            case FilmStyle.Anime:
                Strokes.Paint(sheet, Math.Max(1, (int)(3 * sheet.Scale)));
                Outlines.Draw(sheet, Math.Max(1, (int)(1.6f * sheet.Scale)), 0.35f, isSoft: false);
                Levels.Anime(sheet);
                break;
            case FilmStyle.Watercolor:
                Bleeding.Wobble(sheet, seed);
                Strokes.Paint(sheet, Math.Max(2, (int)(5 * sheet.Scale)));
                Outlines.Draw(sheet, Math.Max(2, (int)(4 * sheet.Scale)), 0.72f, isSoft: true);
                Bleeding.Granulate(sheet, seed);
                break;
        }
    }
}
