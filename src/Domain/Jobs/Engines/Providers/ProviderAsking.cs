using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// Asks a provider, once: what it has certainly not taken is asked again later, and what it may have taken is looked up and
/// waited for, and never asked again. Each step answers how the work stands, or null when there is something new to look at.
/// </summary>
public sealed class ProviderAsking(
    ProviderTasks tasks, IFilmProvider provider, FilmWishes wishes, ProviderLimits limits, TimeProvider time)
{
    /// <summary>Asks it, unless it is too early.</summary>
    public async Task<EngineStatus?> AskAsync(
        Stored<ProviderTask> known, ProviderStep step, CancellationToken cancellationToken)
    {
        ProviderTask task = known.Value;
        DateTimeOffset now = time.GetUtcNow();
        if (task.Refusals > 0 && now - task.HandedInAt > limits.Patience)
            return await EndAsync(task, ProviderFailures.Busy, cancellationToken);
        if (task.AskAgainAt > now) return step.Working(task.AskAgainAt.Value - now);
        FilmWish wish = wishes.Of(task, task.Order!);
        ProviderTask asking = task with { AskedAt = now, AskAgainAt = null };
        if (!await tasks.TryReplaceAsync(known, asking, cancellationToken)) return null;
        ProviderAnswer answer = await provider.AskAsync(wish, cancellationToken);
        DateTimeOffset again = time.GetUtcNow()
            + ProviderLimits.PauseAfter(task.Refusals + 1, (answer as ProviderAnswer.Busy)?.RetryAfter);
        await tasks.KeepAsync(task, then => then.Answered(answer, now, again));
        return null;
    }

    /// <summary>Finds out whether it has taken what it was asked for: by what callbacks say, and by the callback's address.</summary>
    public async Task<EngineStatus?> LookUpAsync(
        Stored<ProviderTask> known, ProviderStep step, CancellationToken cancellationToken)
    {
        ProviderTask task = known.Value;
        TimeSpan pause = limits.Poll;
        try
        {
            foreach (string named in task.Named)
            {
                // One that it does not know yet may come to be known.
                if (await provider.ReadAsync(named, cancellationToken) is not { } reading) continue;
                bool isOurs = reading.Callback is null || reading.Callback == wishes.CallbackOf(task).AbsoluteUri;
                await tasks.UpdateAsync(task, then => Judged(then, named, isOurs), cancellationToken);
                return null;
            }
            if (provider.CanLookUp && await provider.LookUpAsync(wishes.CallbackOf(task), cancellationToken) is { } found)
            {
                await tasks.UpdateAsync(task, then => then with { TaskId = then.TaskId ?? found, Named = [] }, cancellationToken);
                return null;
            }
        }
        catch (ProviderUnavailableException unavailable)
        {
            pause = unavailable.RetryAfter > pause ? ProviderLimits.PauseAfter(1, unavailable.RetryAfter) : pause;
        }
        return time.GetUtcNow() - (task.AskedAt ?? task.HandedInAt) > limits.Patience
            ? await EndAsync(task, ProviderFailures.Lost, cancellationToken)
            : step.Working(pause);
    }

    // A task that calls back elsewhere is somebody else's.
    private static ProviderTask Judged(ProviderTask task, string named, bool isOurs) =>
        task.TaskId is not null ? task
        : isOurs ? task with { TaskId = named, Named = [] }
        : task with { Named = [.. task.Named.Where(other => other != named)] };

    private async Task<EngineStatus?> EndAsync(ProviderTask task, JobFailure failure, CancellationToken cancellationToken)
    {
        await tasks.UpdateAsync(
            task, then => then.TaskId is null ? then.End(EngineVerdict.Impossible(failure)) : then, cancellationToken);
        return null;
    }
}
