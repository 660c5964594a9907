namespace Understudy.MediaEngine.Probing;

/// <summary>What a media file holds.</summary>
/// <param name="Kind">Whether there are moving pictures.</param>
/// <param name="Container">The container family: mp4 (also mov and m4a), matroska (also webm), avi, mp3, wav or aac.</param>
/// <param name="Duration">Length of the picture, or of the sound for <see cref="MediaKind.Audio"/>, in seconds, more than 0.</param>
/// <param name="Video">The video stream that counts; null for <see cref="MediaKind.Audio"/>.</param>
/// <param name="AudioCodec">The codec of the first audio stream; null when there is no sound.</param>
public sealed record MediaProbe(
    MediaKind Kind, string Container, double Duration, VideoProperties? Video, string? AudioCodec)
{
    /// <summary>Length of the sound by its own word, in seconds; null when there is none or it is not told.</summary>
    public double? SoundDuration { get; init; }
}
