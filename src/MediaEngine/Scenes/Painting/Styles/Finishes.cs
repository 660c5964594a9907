using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Finishing;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>How each style finishes its pictures.</summary>
internal static class Finishes
{
    private const float WideScreen = 2.39f;

    /// <summary>The finish of a style.</summary>
    /// <param name="style">The style.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="seed">Of its grain.</param>
    public static Finish Of(FilmStyle style, int width, int height, int seed) => style switch
    {
        FilmStyle.Cinematic => new Finish
        {
            Vignette = 0.45f,
            Bar = width > height ? (1 - width / WideScreen / height) / 2 : 0,
            Grain = GrainTile.Film(seed, 2.4f),
            // Teal in what is dark, orange in what is bright.
            Grade = new Grade(
                luma => Grade.Contrast(luma, 0.4f), 0.95f,
                luma => (0.075f * luma * luma - 0.05f * (1 - luma) * (1 - luma), -0.085f * luma * luma + 0.06f * (1 - luma)
                    * (1 - luma))),
        },
        FilmStyle.Noir => new Finish
        {
            Vignette = 0.7f,
            Grain = GrainTile.Film(seed, 4f),
            Grade = new Grade(luma => Grade.Contrast(MathF.Pow(luma, 0.86f), 0.9f), 0, _ => (0, 0)),
        },
        FilmStyle.Watercolor => new Finish { Grain = GrainTile.Paper(seed), GrainMoves = false },
        FilmStyle.Anime => new Finish(),
        FilmStyle.Pixel => new Finish { Mosaic = SquareOf(width, height) },
        _ => new Finish { Vignette = 0.15f, Grain = GrainTile.Film(seed, 1.2f) },
    };

    // About 180 squares along the shorter side, whole ones, and of an even size.
    private static int SquareOf(int width, int height)
    {
        int size = Math.Max(2, Math.Min(width, height) / 180 & ~1);
        return width % size == 0 && height % size == 0 ? size : 2;
    }
}
