using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>How watercolours run on paper: no edge is straight, and pigment gathers in its grain.</summary>
internal static unsafe class Bleeding
{
    /// <summary>Moves all a little, by noise.</summary>
    public static void Wobble(Sheet sheet, int seed)
    {
        byte[] noise = Noise.Tile(256, 10, 3, seed + 17);
        float reach = 6 * sheet.Scale;
        uint[] before = new uint[sheet.Stride * sheet.Height];
        for (int y = 0; y < sheet.Height; y++) sheet.Row(y).CopyTo(before.AsSpan(y * sheet.Stride));
        for (int y = 0; y < sheet.Height; y++)
        {
            uint* row = sheet.RowAt(y);
            for (int x = 0; x < sheet.Width; x++)
            {
                int dx = (int)((noise[(y & 255) * 256 + (x & 255)] - 128) / 64f * reach);
                int dy = (int)((noise[(x + 97 & 255) * 256 + (y + 31 & 255)] - 128) / 64f * reach);
                row[x] = before[Math.Clamp(y + dy, 0, sheet.Height - 1) * sheet.Stride + Math.Clamp(x + dx, 0, sheet.Width - 1)];
            }
        }
    }

    /// <summary>Lets the paper show through, more here and less there.</summary>
    public static void Granulate(Sheet sheet, int seed)
    {
        byte[] grain = Noise.Tile(256, 12, 4, seed + 3);
        Colour paper = new(0.97f, 0.95f, 0.90f);
        for (int y = 0; y < sheet.Height; y++)
        {
            uint* row = sheet.RowAt(y);
            for (int x = 0; x < sheet.Width; x++)
            {
                uint pixel = row[x];
                uint alpha = pixel >> 24;
                if (alpha == 0) continue;
                float inverse = 1f / alpha;
                float gathered = (grain[(y & 255) * 256 + (x & 255)] - 128) / 128f;
                Colour colour = new Colour((pixel >> 16 & 255) * inverse, (pixel >> 8 & 255) * inverse, (pixel & 255) * inverse)
                    .Saturate(1.25f).Times(1.04f + gathered * 0.15f).Mix(paper, 0.16f - gathered * 0.12f);
                row[x] = alpha << 24 | Part(colour.R) << 16 | Part(colour.G) << 8 | Part(colour.B);

                uint Part(float value) => (uint)(Math.Clamp(value, 0, 1) * alpha);
            }
        }
    }
}
