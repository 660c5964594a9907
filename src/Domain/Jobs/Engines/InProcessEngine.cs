using System.Collections.Concurrent;
using System.Diagnostics;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs.Engines;

/// <summary>
/// An engine that works in the processes of the app itself. What is common to all of them is here: handing in joins what goes
/// on, whichever process does it; ends are written down, so that they outlive the process; and a process that dies leaves a
/// lease behind, which runs out and shows that its work is lost.
/// </summary>
/// <param name="name">The engine's name.</param>
/// <param name="store">Where runs are written down.</param>
/// <param name="holder">This process.</param>
/// <param name="time">The clock.</param>
public abstract class InProcessEngine(string name, IDocumentStore store, LeaseHolder holder, TimeProvider time)
    : IMediaEngine, IDisposable
{
    // A process that lives renews its lease three times before it runs out.
    private static readonly TimeSpan _leaseLength = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _renewal = TimeSpan.FromSeconds(20);

    // How soon a run hears from another process that nobody wants it any more.
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(5);

    // How often another process's run is looked at by whoever waits for it.
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Run> _runs = new();
    private readonly SemaphoreSlim _submitting = new(1);
    private readonly CancellationTokenSource _stopping = new();

    /// <inheritdoc/>
    public abstract int? CapacityOf(string lane);

    /// <inheritdoc/>
    public async Task<EngineStatus> SubmitAsync(
        EngineOrder order, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        EngineTicket ticket = TicketOf(order.Job);
        await _submitting.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (_runs.TryGetValue(ticket.Id, out Run? joined) && joined.Status is not { State: EngineState.Broken })
                    return joined.Status ?? EngineStatus.Working(ticket, TimeSpan.Zero);
                Stored<EngineRun>? known = await FindAsync(ticket, cancellationToken);
                if (known is not null && StatusOf(ticket, known.Value) is { } status
                    && status.State is EngineState.Working or EngineState.Ended)
                    return status;
                if (known is { Value.IsUnwanted: true }) return Unwanted(ticket);
                EngineRun begun = new()
                {
                    Id = order.Job.JobId,
                    Partition = order.Job.OwnerId,
                    Lease = holder.Take(time.GetUtcNow(), _leaseLength),
                };
                Stored<EngineRun>? stored = known is null
                    ? await store.CreateAsync(begun, cancellationToken)
                    : await store.ReplaceAsync(begun, known.ETag, cancellationToken);
                if (stored is null) continue;
                Run run = new(ticket, new EngineWork(order, watcher, _stopping.Token));
                _runs[ticket.Id] = run;
                _ = DoAsync(run);
                return EngineStatus.Working(ticket, TimeSpan.Zero);
            }
        }
        finally
        {
            _submitting.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<EngineStatus> PollAsync(
        EngineTicket ticket, IJobWatcher watcher, TimeSpan patience, CancellationToken cancellationToken)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            TimeSpan left = patience - time.GetElapsedTime(since);
            if (_runs.TryGetValue(ticket.Id, out Run? here))
            {
                if (await EndsWithinAsync(here, left, cancellationToken)) return here.Status!;
                return EngineStatus.Working(ticket, TimeSpan.Zero);
            }
            Stored<EngineRun>? known = await FindAsync(ticket, cancellationToken);
            if (known is null) return EngineStatus.Lost(ticket);
            EngineStatus status = StatusOf(ticket, known.Value) ?? EngineStatus.Lost(ticket);
            if (status.State != EngineState.Working || left <= TimeSpan.Zero) return status;
            await Task.Delay(left < _look ? left : _look, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public virtual async Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        if (_runs.TryGetValue(ticket.Id, out Run? run)) run.Work.GiveUp();
        (string owner, string job) = Names(ticket);
        await store.UpdateAsync<EngineRun>(
            owner, job, known => known.Verdict is null ? known with { IsUnwanted = true } : known, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        await store.DeleteAsync<EngineRun>(owner, job, cancellationToken);
        if (_runs.TryGetValue(ticket.Id, out Run? run) && run.Status is not null)
            _runs.TryRemove(KeyValuePair.Create(ticket.Id, run));
    }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_runs.Values.Select(run => run.Over));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops what still goes on.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stopping.Cancel();
    }

    /// <summary>Does the work, and stores what it makes.</summary>
    /// <returns>What was made, or why that is impossible.</returns>
    /// <exception cref="Exception">The engine broke; trying again may help.</exception>
    protected abstract Task<EngineVerdict> WorkAsync(EngineWork work);

    /// <summary>Nobody wants the work any more: what was half made goes.</summary>
    protected abstract Task DiscardAsync(EngineOrder order);

    /// <summary>The engine broke.</summary>
    protected abstract void OnFault(EngineOrder order, Exception fault);

    private EngineTicket TicketOf(JobReference job) => new(name, $"{job.OwnerId}/{job.JobId}");

    private static (string OwnerId, string JobId) Names(EngineTicket ticket)
    {
        int slash = ticket.Id.IndexOf('/', StringComparison.Ordinal);
        return (ticket.Id[..slash], ticket.Id[(slash + 1)..]);
    }

    private static EngineStatus Unwanted(EngineTicket ticket) =>
        EngineStatus.Ended(EngineVerdict.Impossible(JobFailure.Unwanted), ticket);

    // What a run's document says; null when whoever worked on it is gone.
    private EngineStatus? StatusOf(EngineTicket ticket, EngineRun run) =>
        run.Verdict is not null ? EngineStatus.Ended(run.Verdict, ticket)
        : run.IsBroken ? EngineStatus.Broken(ticket)
        // What this process works on, it knows without a document.
        : run.Lease?.HolderId != holder.Id && holder.Left(run.Lease, time.GetUtcNow()) > TimeSpan.Zero
            ? EngineStatus.Working(ticket, TimeSpan.Zero)
        : null;

    private Task<Stored<EngineRun>?> FindAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        (string owner, string job) = Names(ticket);
        return store.FindAsync<EngineRun>(owner, job, cancellationToken);
    }

    private async Task<bool> EndsWithinAsync(Run run, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (run.Over.IsCompleted) return true;
        if (patience <= TimeSpan.Zero) return false;
        try
        {
            await run.Over.WaitAsync(patience, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return run.Over.IsCompleted;
        }
    }

    private async Task DoAsync(Run run)
    {
        // Whoever hands work in does not wait for what is done before it first waits itself.
        await Task.Yield();
        using CancellationTokenSource over = new();
        Task beating = BeatAsync(run, over.Token);
        EngineStatus status = await OutcomeAsync(run);
        await over.CancelAsync();
        await beating;
        run.Work.Dispose();
        bool isKept = await KeepAsync(run, status);
        // An end that could not be written down is told from memory.
        if (isKept) _runs.TryRemove(KeyValuePair.Create(run.Ticket.Id, run));
        run.End(status);
    }

    private async Task<EngineStatus> OutcomeAsync(Run run)
    {
        EngineWork work = run.Work;
        using Activity? span = Signals.Spans.StartActivity($"engine {work.Order.Job.Kind}");
        span?.SetTag("job.id", work.Order.Job.JobId);
        try
        {
            return EngineStatus.Ended(await WorkAsync(work), run.Ticket);
        }
        catch (OperationCanceledException) when (work.IsUnwanted)
        {
            try
            {
                await DiscardAsync(work.Order);
            }
            catch (Exception fault)
            {
                OnFault(work.Order, fault);
            }
            return Unwanted(run.Ticket);
        }
        catch (Exception) when (_stopping.IsCancellationRequested || work.IsAbandoned)
        {
            return EngineStatus.Lost(run.Ticket);
        }
        catch (Exception fault)
        {
            OnFault(work.Order, fault);
            return EngineStatus.Broken(run.Ticket);
        }
    }

    private async Task<bool> KeepAsync(Run run, EngineStatus status)
    {
        JobReference job = run.Work.Order.Job;
        try
        {
            await store.UpdateAsync<EngineRun>(
                job.OwnerId,
                job.JobId,
                known => known.Lease?.HolderId == holder.Id
                    ? known with { Lease = null, Verdict = status.Verdict, IsBroken = status.State == EngineState.Broken }
                    : known);
            return true;
        }
        catch (Exception fault)
        {
            if (!_stopping.IsCancellationRequested) OnFault(run.Work.Order, fault);
            return false;
        }
    }

    // Shows others that the work goes on, and hears from them that it is not wanted.
    private async Task BeatAsync(Run run, CancellationToken over)
    {
        JobReference job = run.Work.Order.Job;
        long renewed = time.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(_beat, time, over);
                Stored<EngineRun>? known = await store.FindAsync<EngineRun>(job.OwnerId, job.JobId, over);
                if (known is null or { Value.IsUnwanted: true }) run.Work.GiveUp();
                // This process slept for so long that another one took the work over: its files are not to be touched.
                else if (known.Value.Lease?.HolderId != holder.Id) run.Work.Abandon();
                if (run.Work.Token.IsCancellationRequested) return;
                if (time.GetElapsedTime(renewed) < _renewal) continue;
                EngineRun held = known!.Value with { Lease = holder.Take(time.GetUtcNow(), _leaseLength) };
                if (await store.ReplaceAsync(held, known.ETag, over) is not null) renewed = time.GetTimestamp();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                OnFault(run.Work.Order, fault);
            }
        }
    }

    private sealed class Run(EngineTicket ticket, EngineWork work)
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EngineTicket Ticket => ticket;

        public EngineWork Work => work;

        /// <summary>How it ended, once it has.</summary>
        public EngineStatus? Status { get; private set; }

        public Task Over => _over.Task;

        public void End(EngineStatus status)
        {
            Status = status;
            _over.TrySetResult();
        }
    }
}

/// <summary>Work that is being done in this process.</summary>
public sealed class EngineWork : IDisposable
{
    // These are not disposed: whoever gives the work up may hold it a moment longer than it lasts.
    private readonly CancellationTokenSource _unwanted = new();
    private readonly CancellationTokenSource _abandoned = new();
    private readonly CancellationTokenSource _any;

    internal EngineWork(EngineOrder order, IJobWatcher watcher, CancellationToken stopping)
    {
        Order = order;
        Watcher = watcher;
        _any = CancellationTokenSource.CreateLinkedTokenSource(_unwanted.Token, _abandoned.Token, stopping);
        Token = _any.Token;
    }

    /// <summary>What is to be done.</summary>
    public EngineOrder Order { get; }

    /// <summary>Who is told how it goes on.</summary>
    public IJobWatcher Watcher { get; }

    /// <summary>Is cancelled when the work has to stop, for whatever reason.</summary>
    public CancellationToken Token { get; }

    /// <summary>Whether nobody wants it any more.</summary>
    public bool IsUnwanted => _unwanted.IsCancellationRequested;

    internal bool IsAbandoned => _abandoned.IsCancellationRequested;

    /// <summary>Nobody wants it any more.</summary>
    public void GiveUp() => _unwanted.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _any.Dispose();

    /// <summary>Somebody else does it.</summary>
    internal void Abandon() => _abandoned.Cancel();
}
