namespace Understudy.MediaEngine.LipSync;

/// <summary>Which film shall speak which recording.</summary>
/// <param name="Video">The uploaded film, with a face that need not be trained.</param>
/// <param name="Audio">The uploaded recording.</param>
/// <param name="Title">A title for the file's metadata.</param>
/// <param name="LongestSide">A film that is larger is made smaller: the most pixels of its longer side, 64 to 8192.</param>
/// <param name="NeedsFace">Whether a film in which no face is seen is refused; else only its sound and its length change.</param>
public sealed record LipSyncRequest(
    string Video, string Audio, string? Title = null, int LongestSide = 1920, bool NeedsFace = true)
{
    /// <summary>The id of what it is made by, which its files carry; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>Whether the picture itself says that it is AI-made.</summary>
    public bool Watermark { get; init; }
}

/// <summary>A film whose lips follow a recording.</summary>
/// <param name="Video">MP4 (H.264, AAC) that can be played while it loads.</param>
/// <param name="Thumbnail">JPEG, 640 pixels wide.</param>
/// <param name="Duration">Length in seconds: the recording's.</param>
/// <param name="Size">Size of the video in bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FaceShare">In how much of the film a face was seen and its lips moved, 0 to 1; never 0 of one that needs a face.</param>
public sealed record LipSyncResult(
    string Video, string Thumbnail, double Duration, long Size, int Width, int Height, double FaceShare);
