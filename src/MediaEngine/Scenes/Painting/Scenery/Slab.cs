using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A piece of land on a sheet, on which things may stand.</summary>
/// <param name="Sheet">The sheet, before grass and flowers rise above its edge and waters are cut out of it.</param>
internal sealed record Slab(Sheet Sheet)
{
    private readonly float[] _tops = [.. Enumerable.Range(0, Sheet.Width).Select(column => Top(Sheet, column))];

    /// <summary>The height of its upper edge, in units from above, at a place; beyond the lower edge where it has none.</summary>
    public float TopAt(float x) => _tops[ColumnAt(x)];

    /// <summary>Whether there is ground at a place below its upper edge, and no water.</summary>
    public bool IsGround(float x, float y)
    {
        int row = (int)((y + Sheet.MarginY) * Sheet.Scale);
        return row >= Sheet.Height || (row >= 0 && Sheet.Row(row)[ColumnAt(x)] >> 24 > 127);
    }

    private int ColumnAt(float x) => Math.Clamp((int)((x + Sheet.MarginX) * Sheet.Scale), 0, Sheet.Width - 1);

    private static float Top(Sheet sheet, int column)
    {
        for (int y = 0; y < sheet.Height; y++)
            if (sheet.Row(y)[column] >> 24 > 127) return y / sheet.Scale - sheet.MarginY;
        return Stage.Height * 2;
    }
}
