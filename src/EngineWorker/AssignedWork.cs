using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine;

namespace Understudy.EngineWorker;

/// <summary>
/// Does the work of one message. As long as it does, it renews the message's lock, so that nobody else is given it, and looks
/// whether the work is still wanted. It settles the message last: if this process dies before, another one does the work again.
/// </summary>
internal sealed class AssignedWork(
    IMediaWork media, WorkPermits permits, IReportSender reports, TimeProvider time, ILogger<AssignedWork> log)
{
    // How soon work hears that nobody wants it any more.
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(3);

    // How often is told that somebody works on it, should there be no progress to tell of.
    private static readonly TimeSpan _sign = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _longestRenewal = EngineQueues.LockDuration / 3;
    private static readonly TimeSpan _shortestRenewal = TimeSpan.FromMilliseconds(100);

    private enum End
    {
        Told,
        Unwanted,
        GivenBack,
        TakenAway,
    }

    /// <summary>Does it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="assignment">What it says.</param>
    /// <param name="stopping">This process ends: the message is given back, so that another one takes it at once.</param>
    public async Task DoAsync(ProcessMessageEventArgs message, EngineAssignment assignment, CancellationToken stopping)
    {
        (string job, int attempt) = (assignment.Order.Job.JobId, assignment.Attempt);
        WorkPermit permit = await permits.ReadAsync(assignment.Permit, attempt, stopping);
        if (permit != WorkPermit.Granted)
        {
            // Whoever had it before may have died of it, or while it was removing what it had made.
            if (permit == WorkPermit.Withdrawn) await DiscardAsync(assignment);
            await message.CompleteMessageAsync(message.Message, stopping);
            WorkerLog.Over(log, job, attempt, "it is not wanted any more");
            return;
        }
        WorkerLog.Begins(log, job, attempt, message.Message.DeliveryCount);
        using Activity? span = Signals.Spans.StartActivity($"engine {assignment.Order.Job.Kind}");
        span?.SetTag("job.id", job);
        using Tokens tokens = new(stopping);
        ReportingWatcher watcher = new(assignment, reports, time);
        using CancellationTokenSource over = new();
        Task beating = BeatAsync(message, assignment, watcher, tokens, over.Token);
        try
        {
            End end = await WorkAsync(assignment, watcher, tokens);
            if (end is End.Told or End.Unwanted) await message.CompleteMessageAsync(message.Message, CancellationToken.None);
            else if (end == End.GivenBack) await message.AbandonMessageAsync(message.Message, cancellationToken: CancellationToken.None);
            WorkerLog.Over(log, job, attempt, end.ToString());
        }
        finally
        {
            await over.CancelAsync();
            await beating;
        }
    }

    private async Task<End> WorkAsync(EngineAssignment assignment, ReportingWatcher watcher, Tokens tokens)
    {
        EngineVerdict? verdict = null;
        try
        {
            verdict = await media.DoAsync(assignment.Order, watcher, tokens.Withdrawn.Cancel, tokens.Any);
        }
        catch (Exception) when (tokens.TakenAway.IsCancellationRequested)
        {
            // Its files are somebody else's now.
            return End.TakenAway;
        }
        catch (Exception) when (tokens.Withdrawn.IsCancellationRequested)
        {
            return await DiscardAsync(assignment);
        }
        catch (Exception) when (tokens.Any.IsCancellationRequested)
        {
            return End.GivenBack;
        }
        catch (Exception fault)
        {
            WorkerLog.Broke(log, fault, assignment.Order.Job.JobId, assignment.Attempt);
        }
        // Whoever gave it up since the last look has cleared its folder, perhaps before the last file came.
        if (verdict is not null) await LookAsync(assignment, tokens, CancellationToken.None);
        if (tokens.TakenAway.IsCancellationRequested) return End.TakenAway;
        if (tokens.Withdrawn.IsCancellationRequested) return await DiscardAsync(assignment);
        await watcher.EndAsync(verdict);
        return End.Told;
    }

    // The permit last: as long as it stands, this is done again by whoever is given the work.
    private async Task<End> DiscardAsync(EngineAssignment assignment)
    {
        await media.DiscardAsync(assignment.Order);
        await permits.RemoveAsync(assignment.Permit, CancellationToken.None);
        return End.Unwanted;
    }

    // Looks whether the work is still wanted.
    private async Task LookAsync(EngineAssignment assignment, Tokens tokens, CancellationToken cancellationToken)
    {
        WorkPermit permit = await permits.ReadAsync(assignment.Permit, assignment.Attempt, cancellationToken);
        if (permit == WorkPermit.Withdrawn) await tokens.Withdrawn.CancelAsync();
        else if (permit == WorkPermit.Gone) await tokens.TakenAway.CancelAsync();
    }

    private async Task BeatAsync(
        ProcessMessageEventArgs message,
        EngineAssignment assignment,
        ReportingWatcher watcher,
        Tokens tokens,
        CancellationToken over)
    {
        (long renewed, long signed) = (time.GetTimestamp(), time.GetTimestamp());
        TimeSpan renewal = RenewalOf(message);
        while (true)
        {
            try
            {
                await Task.Delay(renewal < _beat ? renewal : _beat, time, over);
                if (time.GetElapsedTime(renewed) >= renewal)
                {
                    await message.RenewMessageLockAsync(message.Message, over);
                    renewed = time.GetTimestamp();
                }
                await LookAsync(assignment, tokens, over);
                if (time.GetElapsedTime(signed) < _sign) continue;
                await watcher.TellAsync(over);
                signed = time.GetTimestamp();
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                return;
            }
            catch (ServiceBusException lost) when (lost.Reason == ServiceBusFailureReason.MessageLockLost)
            {
                await tokens.TakenAway.CancelAsync();
                return;
            }
            catch (Exception fault)
            {
                WorkerLog.Unattended(log, fault, assignment.Order.Job.JobId);
            }
        }
    }

    // Three times before the lock runs out; the broker says for how long it gives one.
    private TimeSpan RenewalOf(ProcessMessageEventArgs message)
    {
        TimeSpan left = (message.Message.LockedUntil - time.GetUtcNow()) / 3;
        return left < _shortestRenewal ? _shortestRenewal
            : left > _longestRenewal ? _longestRenewal
            : left;
    }

    private sealed class Tokens : IDisposable
    {
        private readonly CancellationTokenSource _any;

        public Tokens(CancellationToken stopping)
        {
            _any = CancellationTokenSource.CreateLinkedTokenSource(Withdrawn.Token, TakenAway.Token, stopping);
            Any = _any.Token;
        }

        /// <summary>Nobody wants the work any more.</summary>
        public CancellationTokenSource Withdrawn { get; } = new();

        /// <summary>Somebody else does it, or has done it.</summary>
        public CancellationTokenSource TakenAway { get; } = new();

        /// <summary>Is cancelled when the work has to stop, for whatever reason.</summary>
        public CancellationToken Any { get; }

        public void Dispose()
        {
            _any.Dispose();
            Withdrawn.Dispose();
            TakenAway.Dispose();
        }
    }
}
