using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.MediaEngine;

/// <summary>Does the work of jobs in this process.</summary>
/// <param name="media">Does it.</param>
/// <param name="store">Where its runs are written down.</param>
/// <param name="holder">This process.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Hears of faults.</param>
public sealed partial class EmbeddedMediaEngine(
    MediaWork media, IDocumentStore store, LeaseHolder holder, TimeProvider time, ILogger<EmbeddedMediaEngine> log)
    : InProcessEngine(Name, store, holder, time)
{
    /// <summary>How configurations call it.</summary>
    public const string Name = "embedded";

    /// <summary>One: a job uses every core, so that two at once would only both be late.</summary>
    public override int? CapacityOf(string lane) => 1;

    /// <inheritdoc/>
    protected override Task<EngineVerdict> WorkAsync(EngineWork work) =>
        media.DoAsync(work.Order, work.Watcher, work.GiveUp, work.Token);

    /// <inheritdoc/>
    protected override Task DiscardAsync(EngineOrder order) => media.DiscardAsync(order);

    /// <inheritdoc/>
    protected override void OnFault(EngineOrder order, Exception fault) => LogFault(log, fault, order.Job.JobId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The engine broke on job {JobId}")]
    private static partial void LogFault(ILogger logger, Exception fault, string jobId);
}
