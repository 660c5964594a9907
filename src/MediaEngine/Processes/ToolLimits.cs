namespace Understudy.MediaEngine.Processes;

/// <summary>What one run of a tool may use up. Going beyond ends it with a <see cref="MediaToolException"/>.</summary>
public sealed record ToolLimits
{
    /// <summary>
    /// For what looks at a file or makes something small, which takes a second or two. What it may cost is counted in
    /// processor time, so that a busy machine makes it late but never wrong.
    /// </summary>
    public static ToolLimits Quick { get; } = new()
    {
        ProcessorTime = TimeSpan.FromSeconds(60),
        Patience = TimeSpan.FromMinutes(10),
        OutputBytes = 16 << 20,
    };

    /// <summary>For work that lasts as long as a job: it leaves the processor to whoever waits for an answer.</summary>
    public static ToolLimits Work { get; } = new() { GivesWay = true };

    /// <summary>The processor time of all its threads together; null for any.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>How long it may take by the clock before it is taken to hang; null for as long as the job lasts.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>How many bytes it may write to standard output.</summary>
    public long OutputBytes { get; init; } = long.MaxValue;

    /// <summary>The folder that it writes to, and what may be in there; null for a tool that writes no files.</summary>
    public DiskQuota? Disk { get; init; }

    /// <summary>Whether it runs at a lower priority.</summary>
    public bool GivesWay { get; init; }
}
