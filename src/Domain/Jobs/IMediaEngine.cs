using Understudy.Domain.Common;

namespace Understudy.Domain.Jobs;

/// <summary>What does the work of a job.</summary>
public interface IMediaEngine
{
    /// <summary>How long a text takes to say.</summary>
    TimeSpan EstimateSpeech(string text, Language language);

    /// <summary>What of a text will not be said as it is written.</summary>
    Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken);

    /// <summary>
    /// How many jobs of a lane it works on at once: whoever hands it work keeps to that, in the lane's order. Null when it takes
    /// any number, and puts them in an order of its own.
    /// </summary>
    int? CapacityOf(string lane);

    /// <summary>
    /// Does a job's work and stores what it makes. Doing it again, after a crash, replaces
    /// what was half made.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="watcher">Is told when the work begins and how far it is.</param>
    /// <param name="cancellationToken">Stops the work; nothing half made stays.</param>
    /// <returns>What was made, or why that is impossible.</returns>
    /// <exception cref="Exception">The engine broke; trying again may help.</exception>
    Task<EngineVerdict> RunAsync(Job job, IJobWatcher watcher, CancellationToken cancellationToken);

    /// <summary>Stops the work on a job, if it is being done here.</summary>
    void Cancel(string jobId);
}

/// <summary>Hears from an engine how a job goes on.</summary>
public interface IJobWatcher
{
    /// <summary>The job's turn has come.</summary>
    /// <returns>Whether the work is still wanted.</returns>
    Task<bool> StartedAsync(CancellationToken cancellationToken);

    /// <summary>The job got further, in percent.</summary>
    /// <returns>Whether the work is still wanted.</returns>
    Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken);
}

/// <summary>How an engine's work ended: exactly one of the two is set.</summary>
/// <param name="Outputs">What it made.</param>
/// <param name="Failure">Why it made nothing; trying again would end the same way.</param>
public sealed record EngineVerdict(JobOutputs? Outputs, JobFailure? Failure)
{
    /// <summary>The work is done.</summary>
    public static EngineVerdict Finished(JobOutputs outputs) => new(outputs, null);

    /// <summary>The work cannot be done.</summary>
    public static EngineVerdict Impossible(JobFailure failure) => new(null, failure);
}
