using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// What the app remembers of work that an engine does: who does it, and how it ended, until that has been kept.
/// </summary>
public sealed record EngineRun : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("engine-run");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public required string Partition { get; init; }

    /// <summary>The process that works on it, as long as it does; without one, and without an end, the work is lost.</summary>
    public Lease? Lease { get; init; }

    /// <summary>How it ended.</summary>
    public EngineVerdict? Verdict { get; init; }

    /// <summary>Whether the engine broke.</summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether nobody wants it any more: whoever works on it stops when this is seen.</summary>
    public bool IsUnwanted { get; init; }

    /// <summary>Which attempt counts, where others do it; 1 is the first.</summary>
    public int Attempt { get; init; }

    /// <summary>Whether the attempt was sent to those who do it.</summary>
    public bool IsHandedIn { get; init; }

    /// <summary>When was last heard of the attempt; not from every report on, since those come often.</summary>
    public DateTimeOffset? HeardAt { get; init; }
}
