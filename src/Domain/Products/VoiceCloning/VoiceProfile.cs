using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>A voice of a person, learned from a sample. The job that trains it has its id.</summary>
public sealed record VoiceProfile : IDocument
{
    // Hertz of the median: few men speak above, few women below, and between them one cannot tell.
    private const double LowestUncertain = 150;
    private const double HighestUncertain = 170;

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("voiceProfile", "language", "gender", "createdAt");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>What its owner says of it.</summary>
    public string? Description { get; init; }

    /// <summary>The language of the sample.</summary>
    public required string Language { get; init; }

    /// <summary>male or female, by the sample's pitch; null before it is known, and where it cannot be told.</summary>
    public string? Gender { get; init; }

    /// <summary>The sample's file.</summary>
    public required string SampleId { get; init; }

    /// <summary>Where the sample is.</summary>
    public required MediaKey Sample { get; init; }

    /// <summary>Where it stands.</summary>
    public VoiceProfileState State { get; init; }

    /// <summary>Why it could not be trained.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The gender that most people of a pitch have; null where that cannot be told.</summary>
    /// <param name="pitch">The median, in hertz.</param>
    public static string? GenderOf(double? pitch) => pitch switch
    {
        > 0 and < LowestUncertain => "male",
        > HighestUncertain => "female",
        _ => null,
    };
}

/// <summary>Where a profile stands.</summary>
public enum VoiceProfileState
{
    /// <summary>It is being trained; it can be used already, by its sample.</summary>
    Training,

    /// <summary>It is trained.</summary>
    Ready,

    /// <summary>The sample cannot be used.</summary>
    Failed,
}
