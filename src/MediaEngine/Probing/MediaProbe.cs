namespace Understudy.MediaEngine.Probing;

/// <summary>What a media file holds.</summary>
/// <param name="Kind">Whether there are moving pictures.</param>
/// <param name="Container">The container family: mp4 (also mov and m4a), matroska (also webm), avi, mp3, wav or aac.</param>
/// <param name="Duration">Length in seconds, more than 0.</param>
/// <param name="Video">The first video stream; null for <see cref="MediaKind.Audio"/>.</param>
/// <param name="AudioCodec">The codec of the first audio stream; null when there is no sound.</param>
public sealed record MediaProbe(
    MediaKind Kind, string Container, double Duration, VideoProperties? Video, string? AudioCodec);

/// <summary>The properties of a video stream.</summary>
/// <param name="Codec">For instance h264 or vp9.</param>
/// <param name="Width">Width as shown, that is rotated and with square pixels.</param>
/// <param name="Height">Height as shown.</param>
/// <param name="FrameRate">Average frames per second; 0 when the container does not tell.</param>
/// <param name="ColorMatrix">How colours are coded, for instance bt709; null when the file does not tell.</param>
public sealed record VideoProperties(string Codec, int Width, int Height, double FrameRate, string? ColorMatrix);
