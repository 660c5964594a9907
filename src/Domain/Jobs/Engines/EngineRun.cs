using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// What an engine that works in the app's own processes remembers of work: who does it, and how it ended, until that has been
/// kept.
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
}
