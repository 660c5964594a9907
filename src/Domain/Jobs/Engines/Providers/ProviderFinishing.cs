using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// Has an engine of ours look into a provider's film, mark it as made by an AI, in the file and where it has to be in the picture,
/// and take a still of it.
/// </summary>
public sealed class ProviderFinishing(ProviderTasks tasks, IMediaStore media, Lazy<IMediaEngine> engine)
{
    /// <summary>The next step; how the work stands, or null when there is something new to look at.</summary>
    public async Task<EngineStatus?> AdvanceAsync(
        Stored<ProviderTask> known, MediaKey film, ProviderStep step, CancellationToken cancellationToken)
    {
        ProviderTask task = known.Value;
        EngineStatus status = task.Finishing is { } begun
            ? await engine.Value.PollAsync(begun, step.Watcher, step.Patience, cancellationToken)
            : await engine.Value.SubmitAsync(FilmWishes.FinishingOf(task.Order!, film), step.Watcher, cancellationToken);
        EngineTicket? ticket = status.State is EngineState.Broken or EngineState.Lost ? null : status.Ticket ?? task.Finishing;
        EngineVerdict? verdict = status.Verdict is { Failure: not null and { Code: var code } } && code != JobFailure.Unwanted.Code
            // Its words are for whoever has made the file.
            ? EngineVerdict.Impossible(ProviderFailures.Unusable)
            : status.Verdict;
        if (ticket != task.Finishing || verdict is not null)
        {
            ProviderTask? after = await tasks.UpdateAsync(task, now => Went(now, ticket, verdict), cancellationToken);
            // It was given up, and forgotten, while this went on.
            if (after?.Order is null && ticket is not null)
            {
                await CancelAsync(ticket, cancellationToken);
                await engine.Value.ForgetAsync(ticket, cancellationToken);
                await media.DeleteAllAsync(task.Order!.Task.Output, cancellationToken);
            }
        }
        // What broke or is lost is handed in again by whoever asks.
        return verdict is not null ? null : status with { Ticket = step.Ticket };
    }

    /// <summary>Stops it.</summary>
    public Task CancelAsync(EngineTicket work, CancellationToken cancellationToken) =>
        engine.Value.CancelAsync(work, cancellationToken);

    /// <summary>The outcome has been kept: what it was made of goes.</summary>
    public async Task ForgetAsync(ProviderTask task, CancellationToken cancellationToken)
    {
        if (task.Fetched is { } film) await media.DeleteAsync(film, cancellationToken);
        if (task.Finishing is { } work) await engine.Value.ForgetAsync(work, cancellationToken);
    }

    private static ProviderTask Went(ProviderTask task, EngineTicket? ticket, EngineVerdict? verdict)
    {
        if (task.Order is null) return task;
        ProviderTask after = task with { Finishing = ticket };
        return verdict is null ? after : after.End(verdict);
    }
}
