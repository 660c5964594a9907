namespace Understudy.MediaEngine.Probing;

/// <summary>The properties of a video stream.</summary>
/// <param name="Codec">For instance h264 or vp9.</param>
/// <param name="Width">Width as shown, that is rotated and with square pixels.</param>
/// <param name="Height">Height as shown.</param>
/// <param name="FrameRate">Average frames per second; 0 when the container does not tell.</param>
public sealed record VideoProperties(string Codec, int Width, int Height, double FrameRate)
{
    /// <summary>Which stream of the file it is, counted from 0.</summary>
    public int Stream { get; init; }

    /// <summary>Width of the frames as they are stored.</summary>
    public int CodedWidth { get; init; } = Width;

    /// <summary>Height of the frames as they are stored.</summary>
    public int CodedHeight { get; init; } = Height;

    /// <summary>How stored frames have to be turned.</summary>
    public Orientation Orientation { get; init; } = Orientation.Upright;

    /// <summary>What the numbers of a pixel mean.</summary>
    public PictureColours Colours { get; init; } = PictureColours.Untold;

    /// <summary>Whether the file says that its frames are two fields, taken one after the other.</summary>
    public bool FlaggedInterlaced { get; init; }

    /// <summary>When its frames are shown.</summary>
    public PictureTimes Times { get; init; } = PictureTimes.None;
}
