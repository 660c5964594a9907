namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>A finished film.</summary>
/// <param name="Video">MP4 (H.264, no sound) that can be played while it loads.</param>
/// <param name="Thumbnail">JPEG, 640 pixels wide.</param>
/// <param name="Scene">JSON: what was understood of the prompt and what is shown.</param>
/// <param name="Duration">Length in seconds, exact to a frame.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="Size">Size of the video in bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Style">How it is painted.</param>
public sealed record FilmResult(
    string Video, string Thumbnail, string Scene, double Duration, int Frames, long Size, int Width, int Height, FilmStyle Style);
