using Understudy.Domain.Jobs.Engines;

namespace Understudy.EngineWorker;

/// <summary>Tells the app how work goes on: often enough to be watched, and seldom enough to cost little.</summary>
internal sealed class ReportingWatcher(EngineAssignment assignment, IReportSender reports, TimeProvider time) : IJobWatcher
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private long? _told;
    private int _percent;

    /// <inheritdoc/>
    // Whether it is wanted, the permit says.
    public async Task<bool> StartedAsync(CancellationToken cancellationToken)
    {
        await TellAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken)
    {
        _percent = percent;
        if (_told is { } before && time.GetElapsedTime(before) < _pause) return true;
        await TellAsync(cancellationToken);
        return true;
    }

    /// <summary>Tells how far it is; also that somebody still works on it.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        _told = time.GetTimestamp();
        await reports.SendAsync(Report(EngineState.Working), cancellationToken);
    }

    /// <summary>Tells how the work ended; null when the engine broke.</summary>
    public Task EndAsync(EngineVerdict? verdict) => reports.SendAsync(
        Report(verdict is null ? EngineState.Broken : EngineState.Ended) with { Verdict = verdict }, CancellationToken.None);

    private EngineReport Report(EngineState state) => new(assignment.Order.Job, assignment.Attempt, state, _percent);
}
