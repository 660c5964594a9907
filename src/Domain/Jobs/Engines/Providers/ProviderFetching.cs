using System.Collections.Concurrent;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// Asks a provider how a task stands, and brings the film here once it is made: by one process at a time, and once.
/// </summary>
public sealed class ProviderFetching(
    ProviderTasks tasks,
    IMediaStore media,
    IFilmProvider provider,
    ProviderLimits limits,
    LeaseHolder holder,
    TimeProvider time)
{
    // How far the work is, in percent, once the film is made: the provider tells no more than that.
    private const int Made = 80;

    private static readonly TimeSpan _lease = ProviderLimits.Fetch + TimeSpan.FromMinutes(1);

    // A lease of this process's for what it does not do was written down, and that was not heard.
    private readonly ConcurrentDictionary<(string OwnerId, string JobId), bool> _here = new();

    /// <summary>The next step; how the work stands, or null when there is something new to look at.</summary>
    public async Task<EngineStatus?> AdvanceAsync(
        Stored<ProviderTask> known, string taskId, ProviderStep step, CancellationToken cancellationToken)
    {
        ProviderTask task = known.Value;
        bool isMistaken = task.Fetching?.HolderId == holder.Id && !_here.ContainsKey((task.Partition, task.Id));
        TimeSpan busy = isMistaken ? TimeSpan.Zero : holder.Left(task.Fetching, time.GetUtcNow());
        if (busy > TimeSpan.Zero) return step.Working(busy < limits.Poll ? busy : limits.Poll);
        if (!await step.Watcher.StartedAsync(cancellationToken))
        {
            await tasks.UpdateAsync(task, now => now.IsOver ? now : now with { IsUnwanted = true }, cancellationToken);
            return null;
        }
        ProviderReading? reading;
        TimeSpan pause = limits.Poll;
        try
        {
            reading = await provider.ReadAsync(taskId, cancellationToken);
        }
        catch (ProviderUnavailableException unavailable)
        {
            reading = null;
            pause = unavailable.RetryAfter > pause ? ProviderLimits.PauseAfter(1, unavailable.RetryAfter) : pause;
        }
        switch (reading?.State)
        {
            case ProviderState.Failed:
                return await EndAsync(task, ProviderFailures.Failed, cancellationToken);
            case ProviderState.Made when reading.Result is { } result:
                await step.Watcher.AdvancedAsync(Made, cancellationToken);
                return await FetchAsync(known, result, step, cancellationToken);
            case ProviderState.Made:
                return await EndAsync(task, ProviderFailures.Unusable, cancellationToken);
            default:
                return time.GetUtcNow() - (task.AskedAt ?? task.HandedInAt) > limits.Patience
                    ? await EndAsync(task, JobFailure.TimedOut, cancellationToken)
                    : step.Working(pause);
        }
    }

    private async Task<EngineStatus?> FetchAsync(
        Stored<ProviderTask> known, Uri result, ProviderStep step, CancellationToken cancellationToken)
    {
        ProviderTask fetching = known.Value with { Fetching = holder.Take(time.GetUtcNow(), _lease) };
        if (!_here.TryAdd((fetching.Partition, fetching.Id), true)) return step.Working(limits.Poll);
        try
        {
            return await tasks.TryReplaceAsync(known, fetching, cancellationToken)
                ? await BringAsync(fetching, result, step, cancellationToken)
                : null;
        }
        finally
        {
            _here.TryRemove((fetching.Partition, fetching.Id), out _);
        }
    }

    private async Task<EngineStatus?> BringAsync(
        ProviderTask fetching, Uri result, ProviderStep step, CancellationToken cancellationToken)
    {
        MediaKey film = fetching.Order!.Task.Output.File("provider.mp4");
        ProviderFetch fetched = ProviderFetch.Failed;
        try
        {
            fetched = await provider.FetchAsync(result, film, ProviderLimits.Fetch, cancellationToken);
        }
        finally
        {
            // Whatever it came to: as long as the lease lasts, nobody else tries.
            ProviderTask? after = await tasks.KeepAsync(fetching, now => Fetched(now, fetching, film, fetched));
            if (fetched == ProviderFetch.Stored && after?.Fetched is null) await media.DeleteAsync(film, CancellationToken.None);
        }
        return fetched == ProviderFetch.Failed ? step.Working(limits.Poll) : null;
    }

    private static ProviderTask Fetched(ProviderTask now, ProviderTask fetching, MediaKey film, ProviderFetch fetched) =>
        now.IsOver || now.Fetching != fetching.Fetching ? now
        : fetched switch
        {
            ProviderFetch.Stored => now with { Fetching = null, Fetched = film },
            ProviderFetch.Failed when now.FailedFetches + 1 < ProviderLimits.MostFetches =>
                now with { Fetching = null, FailedFetches = now.FailedFetches + 1 },
            _ => now.End(EngineVerdict.Impossible(ProviderFailures.Unusable)),
        };

    private async Task<EngineStatus?> EndAsync(ProviderTask task, JobFailure failure, CancellationToken cancellationToken)
    {
        await tasks.UpdateAsync(task, now => now.End(EngineVerdict.Impossible(failure)), cancellationToken);
        return null;
    }
}
