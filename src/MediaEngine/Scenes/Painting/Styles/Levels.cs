using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>Divides brightness into a few levels with soft edges, as painted cels have.</summary>
internal static unsafe class Levels
{
    private const float Count = 9;

    /// <summary>Changes the colours of a sheet.</summary>
    public static void Anime(Sheet sheet)
    {
        uint last = 0;
        uint becomes = 0;
        for (int y = 0; y < sheet.Height; y++)
        {
            uint* row = sheet.RowAt(y);
            for (int x = 0; x < sheet.Width; x++)
            {
                if (row[x] == 0) continue;
                if (row[x] != last) (last, becomes) = (row[x], Change(row[x]));
                row[x] = becomes;
            }
        }
    }

    private static uint Change(uint pixel)
    {
        uint alpha = pixel >> 24;
        float inverse = 1f / alpha;
        Colour colour = new Colour((pixel >> 16 & 255) * inverse, (pixel >> 8 & 255) * inverse, (pixel & 255)
            * inverse).Saturate(1.28f);
        float luma = Math.Clamp(colour.Luma, 0.001f, 1);
        float level = MathF.Floor(luma * Count);
        float flat = (level + Eight.Step(0.35f, 0.65f, luma * Count - level)) / Count;
        flat += (flat * flat * (3 - 2 * flat) - flat) * 0.25f;
        colour = colour.Times(flat / luma);
        return alpha << 24 | Part(colour.R) << 16 | Part(colour.G) << 8 | Part(colour.B);

        uint Part(float value) => (uint)(Math.Clamp(value, 0, 1) * alpha);
    }
}
