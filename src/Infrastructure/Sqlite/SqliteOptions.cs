namespace Understudy.Infrastructure.Sqlite;

/// <summary>Where and how documents are kept.</summary>
/// <param name="FilePath">The database file; its folder is created when it is missing.</param>
public sealed record SqliteOptions(string FilePath)
{
    /// <summary>
    /// Whether every commit reaches the disk itself (synchronous=FULL). Without it an acknowledged write survives the
    /// death of the process, but a loss of power may take the last ones, never the file's consistency.
    /// </summary>
    public bool SurvivesPowerLoss { get; init; }

    /// <summary>How long to wait for another process that holds the file.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often expired documents are removed physically, at most.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromMinutes(10);
}
