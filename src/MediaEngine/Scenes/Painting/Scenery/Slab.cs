using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>A piece of land on a sheet, on which things may stand.</summary>
/// <param name="Sheet">The sheet.</param>
internal sealed record Slab(Sheet Sheet)
{
    /// <summary>The height of its upper edge, in units from above, at a place; beyond the lower edge where it has none.</summary>
    public float TopAt(float x)
    {
        int column = Math.Clamp((int)((x + Sheet.MarginX) * Sheet.Scale), 0, Sheet.Width - 1);
        for (int y = 0; y < Sheet.Height; y++)
            if (Sheet.Row(y)[column] >> 24 > 127) return y / Sheet.Scale - Sheet.MarginY;
        return Stage.Height * 2;
    }
}
