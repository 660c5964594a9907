using Understudy.Domain.Media;

namespace Understudy.Domain.Jobs;

/// <summary>What a job made.</summary>
public sealed record JobOutputs
{
    /// <summary>The length of the video made, or of the source that was trained from, in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>The made video's size in bytes; null for training.</summary>
    public long? Bytes { get; init; }

    /// <summary>The video, when one was made.</summary>
    public MediaKey? Video { get; init; }

    /// <summary>A still of it, or of the trained person.</summary>
    public MediaKey? Thumbnail { get; init; }

    /// <summary>WebVTT captions of what is said.</summary>
    public MediaKey? Captions { get; init; }
}
