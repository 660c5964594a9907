using Understudy.Domain.Jobs;

namespace Understudy.Functions.Core.Jobs;

/// <summary>Writes the decisions about jobs into the log: ids and codes, and no word of a person.</summary>
internal sealed partial class JobLog(ILogger<JobLog> log) : IJobLog
{
    /// <inheritdoc/>
    public void Asked(Job job) => LogAsked(log, job.Id, job.Product, job.Kind, job.OwnerId, job.Lane, job.Cost);

    /// <inheritdoc/>
    public void Ended(Job job) => LogEnded(
        log, job.Id, job.Product, job.Kind, job.OwnerId, job.State, job.Failure?.Code ?? "without a failure", job.Cost, job.Charged ?? 0);

    [LoggerMessage(
        300,
        LogLevel.Information,
        "Job {JobId} of {Product}, {Kind}, is asked for by account {AccountId}, in lane {Lane}, for {Cost}")]
    private static partial void LogAsked(
        ILogger logger, string jobId, string product, string kind, string accountId, string lane, int cost);

    [LoggerMessage(
        301,
        LogLevel.Information,
        "Job {JobId} of {Product}, {Kind}, of account {AccountId} is {State}, {Failure}: {Charged} of {Cost} charged")]
    private static partial void LogEnded(
        ILogger logger,
        string jobId,
        string product,
        string kind,
        string accountId,
        JobState state,
        string failure,
        int cost,
        int charged);
}
