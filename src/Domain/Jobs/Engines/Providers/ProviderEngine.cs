using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines.Providers;

/// <summary>
/// Has a provider elsewhere make films, at most once each. It is asked (<see cref="ProviderAsking"/>), made to wait for by
/// callbacks and polls, its film is brought here (<see cref="ProviderFetching"/>), and another engine makes it one of ours
/// (<see cref="ProviderFinishing"/>). How far that is stands in a <see cref="ProviderTask"/>, so any step may be repeated in any
/// process.
/// </summary>
/// <param name="name">The engine's name.</param>
/// <param name="tasks">What is known of tasks.</param>
/// <param name="asking">Asks the provider.</param>
/// <param name="fetching">Brings what it made.</param>
/// <param name="finishing">Makes it ours.</param>
/// <param name="rules">What no provider is asked for.</param>
/// <param name="secrets">Secrets of tasks.</param>
/// <param name="limits">How it is waited for.</param>
/// <param name="time">The clock.</param>
public sealed class ProviderEngine(
    string name,
    ProviderTasks tasks,
    ProviderAsking asking,
    ProviderFetching fetching,
    ProviderFinishing finishing,
    IContentRules rules,
    ISecretFactory secrets,
    ProviderLimits limits,
    TimeProvider time) : IMediaEngine
{
    /// <summary>As many as the settings say: what is with the provider does not take turns any more.</summary>
    public int? CapacityOf(string lane) => limits.JobsAtOnce;

    /// <inheritdoc/>
    public async Task<EngineStatus> SubmitAsync(
        EngineOrder order, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        EngineTicket ticket = new(name, $"{order.Job.OwnerId}/{order.Job.JobId}");
        if (Forbidden(order.Task) is { } forbidden)
            return EngineStatus.Ended(EngineVerdict.Impossible(new JobFailure(ForbiddenContent.Code, forbidden.Message)), ticket);
        await tasks.BeginAsync(
            order.Job,
            () => new ProviderTask
            {
                Id = order.Job.JobId,
                Partition = order.Job.OwnerId,
                Secret = secrets.Next(),
                Order = order,
                HandedInAt = time.GetUtcNow(),
            },
            cancellationToken);
        return await AdvanceAsync(new ProviderStep(ticket, watcher, TimeSpan.Zero), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EngineStatus> PollAsync(
        EngineTicket ticket, IJobWatcher watcher, TimeSpan patience, CancellationToken cancellationToken) =>
        AdvanceAsync(new ProviderStep(ticket, watcher, patience), cancellationToken);

    /// <summary>The provider cannot be told: what it works on goes on there, and is let lie.</summary>
    public async Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        ProviderTask? task = await tasks.UpdateAsync(
            ticket, known => known.IsOver ? known : known with { IsUnwanted = true }, cancellationToken);
        if (task?.Finishing is { } work && task.Verdict is null) await finishing.CancelAsync(work, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        ProviderTask? task = (await tasks.FindAsync(ticket, cancellationToken))?.Value;
        if (task is null) return;
        await finishing.ForgetAsync(task, cancellationToken);
        DateTimeOffset until = time.GetUtcNow() + ProviderLimits.Memory;
        await tasks.UpdateAsync(ticket, known => known.Forget(until), cancellationToken);
    }

    private async Task<EngineStatus> AdvanceAsync(ProviderStep step, CancellationToken cancellationToken)
    {
        while (true)
        {
            Stored<ProviderTask>? known = await tasks.FindAsync(step.Ticket, cancellationToken);
            // Whoever lost its document has lost what says whether the provider was asked.
            if (known is null) return EngineStatus.Ended(EngineVerdict.Impossible(ProviderFailures.Lost), step.Ticket);
            ProviderTask task = known.Value;
            if (task.Verdict is { } verdict) return EngineStatus.Ended(verdict, step.Ticket);
            if (task.IsOver) return EngineStatus.Ended(EngineVerdict.Impossible(JobFailure.Unwanted), step.Ticket);
            Task<EngineStatus?> next = task switch
            {
                { Fetched: { } film } => finishing.AdvanceAsync(known, film, step, cancellationToken),
                { TaskId: { } taskId } => fetching.AdvanceAsync(known, taskId, step, cancellationToken),
                { AskedAt: null, Named.Count: 0 } => asking.AskAsync(known, step, cancellationToken),
                _ => asking.LookUpAsync(known, step, cancellationToken),
            };
            if (await next is { } status) return status;
        }
    }

    private ForbiddenContent? Forbidden(EngineTask task) => task switch
    {
        EngineTask.PaintFilm film => rules.Judge(film.Prompt),
        EngineTask.AnimateImages film => rules.Judge(film.Prompt),
        _ => null,
    };
}

/// <summary>Who asks how work stands.</summary>
/// <param name="Ticket">The work.</param>
/// <param name="Watcher">Is told how far it is.</param>
/// <param name="Patience">How long the answer may keep.</param>
public sealed record ProviderStep(EngineTicket Ticket, IJobWatcher Watcher, TimeSpan Patience)
{
    /// <summary>It goes on.</summary>
    public EngineStatus Working(TimeSpan askAgainIn) => EngineStatus.Working(Ticket, askAgainIn);
}
