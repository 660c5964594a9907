namespace Understudy.Domain.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It waits in its lane.</summary>
    Queued,

    /// <summary>The engine works on it.</summary>
    Processing,

    /// <summary>Its outputs are stored and its cost is charged.</summary>
    Completed,

    /// <summary>It could not be done, and costs nothing.</summary>
    Failed,

    /// <summary>The person gave it up, and it costs nothing.</summary>
    Cancelled,
}
