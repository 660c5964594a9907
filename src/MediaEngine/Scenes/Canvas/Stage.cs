namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>
/// The size of a picture. What is painted is thought of in units, of which every picture is 720 high, and as wide as its shape says.
/// </summary>
/// <param name="PixelWidth">Pixels across, a multiple of 16.</param>
/// <param name="PixelHeight">Pixels down, even.</param>
internal sealed record Stage(int PixelWidth, int PixelHeight)
{
    /// <summary>Units down.</summary>
    public const float Height = 720;

    /// <summary>Units across.</summary>
    public float Width => Height * PixelWidth / PixelHeight;

    /// <summary>Pixels of a unit.</summary>
    public float Scale => PixelHeight / Height;

    /// <summary>The middle, in units.</summary>
    public float Centre => Width / 2;
}
