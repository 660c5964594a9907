using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs;

/// <summary>What a job made.</summary>
public sealed record JobOutputs
{
    /// <summary>The length of what was made, or of the source that was worked on, in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The size in bytes of the video or the sound; null for training.</summary>
    public long? Bytes { get; init; }

    /// <summary>The video, when one was made.</summary>
    public MediaKey? Video { get; init; }

    /// <summary>The sound, when only one was made.</summary>
    public MediaKey? Audio { get; init; }

    /// <summary>A still of it, or of the trained person.</summary>
    public MediaKey? Thumbnail { get; init; }

    /// <summary>WebVTT captions of what is said.</summary>
    public MediaKey? Captions { get; init; }

    /// <summary>
    /// What the engine tells of its work, as JSON: a film's scene, music's recipe, a transcript, how well a dub fits, a waveform.
    /// </summary>
    public MediaKey? Report { get; init; }
}
