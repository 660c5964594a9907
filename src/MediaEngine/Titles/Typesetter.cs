using SkiaSharp;

namespace Understudy.MediaEngine.Titles;

/// <summary>Sets a text into lines of glyphs that fit into a room.</summary>
internal static class Typesetter
{
    // Smaller letters nobody reads.
    private const float SmallestLetters = 9;

    /// <summary>Sets a text as big as it may be and as it fits: in more lines first, in smaller letters then.</summary>
    /// <param name="text">The text.</param>
    /// <param name="size">The size of its letters at most, in pixels.</param>
    /// <param name="width">How wide it may be.</param>
    /// <param name="height">How high it may be.</param>
    /// <exception cref="Models.MediaRejectedException">It has no letter, or does not fit in letters that can be read.</exception>
    public static SetText Set(string text, float size, float width, float height)
    {
        ScriptRuns scripts = new(text);
        Dictionary<string, List<GlyphRun>> shaped = [];
        if (Shape(text.Replace('\n', ' ')).All(run => run.Width <= 0))
            throw TitleRequest.Rejected("The title has no letter that can be drawn.");
        for (float letters = size; letters >= MathF.Min(SmallestLetters, size); letters *= 0.94f)
        {
            float ems = width / letters;
            List<string>? lines = LineBreaker.Break(text, ems, piece => Shape(piece).Sum(run => run.Width));
            if (lines is null) continue;
            List<SetLine> set = [.. lines.Select(line => new SetLine(Shape(line), letters))];
            if (set.Sum(line => line.Height) <= height) return new SetText(set, letters);
        }
        throw TitleRequest.Rejected("The title is too long for the picture.");

        List<GlyphRun> Shape(string piece)
        {
            if (shaped.TryGetValue(piece, out List<GlyphRun>? known)) return known;
            return shaped[piece] = [.. scripts.Of(piece).Select(run => run.Font.Shape(run.Text, run.IsRightToLeft))];
        }
    }
}

/// <summary>A text that is set.</summary>
/// <param name="Lines">Its lines, from above.</param>
/// <param name="Size">The size of its letters, in pixels.</param>
internal sealed record SetText(IReadOnlyList<SetLine> Lines, float Size)
{
    /// <summary>Its height, in pixels.</summary>
    public float Height => Lines.Sum(line => line.Height);
}

/// <summary>A line that is set.</summary>
internal sealed class SetLine(IReadOnlyList<GlyphRun> runs, float size)
{
    /// <summary>Its runs, from left to right.</summary>
    public IReadOnlyList<GlyphRun> Runs => runs;

    /// <summary>Its width, in pixels.</summary>
    public float Width { get; } = runs.Sum(run => run.Width) * size;

    /// <summary>From it to the next, in pixels.</summary>
    public float Height { get; } = runs.Max(run => run.Font.LineHeight) * size;

    /// <summary>Draws it from that place on its base line.</summary>
    public void Draw(SKCanvas canvas, float x, float y, SKPaint paint)
    {
        foreach (GlyphRun run in runs)
        {
            using SKFont font = new(run.Font.Typeface, size)
            {
                Edging = SKFontEdging.Antialias,
                Subpixel = true,
                Hinting = SKFontHinting.None,
                Embolden = run.Font.IsThin,
            };
            using SKTextBlobBuilder builder = new();
            builder.AddPositionedRun(run.Glyphs, font, [.. run.Places.Select(place => new SKPoint(place.X * size,
                place.Y * size))]);
            using SKTextBlob? blob = builder.Build();
            if (blob is not null) canvas.DrawText(blob, x, y, paint);
            x += run.Width * size;
        }
    }
}
