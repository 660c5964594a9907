using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>Takes down what workers elsewhere tell of their work. Reports may come twice, late, and in any order.</summary>
public sealed class EngineReports(IDocumentStore store, JobWork work, TimeProvider time)
{
    // How exactly is known when work was last heard of: each time costs a write.
    private static readonly TimeSpan _exactness = TimeSpan.FromMinutes(1);

    /// <summary>Takes one down.</summary>
    /// <returns>Whether the work goes on no more, so that whoever waits for it has something to ask for.</returns>
    public async Task<bool> TakeAsync(EngineReport report, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        EngineRun? run = await store.UpdateAsync<EngineRun>(
            report.Job.OwnerId, report.Job.JobId, known => Take(known, report, now), cancellationToken);
        if (run is null || run.Attempt != report.Attempt) return false;
        if (report.IsLast) return true;
        if (!IsOver(run)) await work.TellAsync(report.Job, report.Percent, cancellationToken);
        return false;
    }

    private static EngineRun Take(EngineRun run, EngineReport report, DateTimeOffset now) =>
        run.Attempt != report.Attempt || IsOver(run) ? run
        : report.IsLast ? run with { Verdict = report.Verdict, IsBroken = report.Verdict is null, HeardAt = now }
        : run.HeardAt is { } heard && now - heard < _exactness ? run
        : run with { HeardAt = now };

    private static bool IsOver(EngineRun run) => run.Verdict is not null || run.IsBroken;
}
