using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Styles;

/// <summary>Draws lines along the edges of what is on a sheet. Soft edges get none: lines around clouds look like soot.</summary>
internal static unsafe class Outlines
{
    /// <summary>Draws them.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="width">How wide they are, in pixels.</param>
    /// <param name="shade">How much of the colour is left.</param>
    /// <param name="isSoft">Whether pigment gathered there, rather than ink.</param>
    public static void Draw(Sheet sheet, int width, float shade, bool isSoft)
    {
        byte[] alphas = new byte[sheet.Width * sheet.Height];
        for (int y = 0; y < sheet.Height; y++)
            for (int x = 0; x < sheet.Width; x++) alphas[y * sheet.Width + x] = (byte)(sheet.RowAt(y)[x] >> 24);
        uint keep = (uint)(shade * 256);
        byte edge = (byte)(isSoft ? 128 : 60);
        for (int y = width; y < sheet.Height - width; y++)
        {
            uint* row = sheet.RowAt(y);
            for (int x = width; x < sheet.Width - width; x++)
            {
                int at = y * sheet.Width + x;
                if (alphas[at] < 200 || Least(at, width) >= edge) continue;
                uint pixel = row[x];
                row[x] = pixel & 0xFF000000 | ((pixel & 0xFF00FF) * keep >> 8 & 0xFF00FF)
                    | ((pixel & 0xFF00) * keep >> 8 & 0xFF00);
            }
        }

        byte Least(int at, int reach) => Math.Min(
            Math.Min(alphas[at - reach], alphas[at + reach]),
                Math.Min(alphas[at - reach * sheet.Width], alphas[at + reach * sheet.Width]));
    }
}
