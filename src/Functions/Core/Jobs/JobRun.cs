using Microsoft.DurableTask;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Functions.Core.Jobs;

/// <summary>One turn of the orchestration that runs a job, from its beginning.</summary>
internal sealed class JobRun(TaskOrchestrationContext context, JobReference job)
{
    // What breaks three times is broken: each attempt may take minutes of everybody's processor.
    private const int MaxFaults = 3;

    // A process that takes down every other one with its work would go on for ever.
    private const int MaxLosses = 100;

    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);

    private readonly Task _cancelled = context.WaitForExternalEvent<object?>(RunJob.Cancelled);
    private Task _deadline = Task.CompletedTask;
    private EngineTicket? _ticket;

    public async Task RunAsync()
    {
        JobAdmission? admission = await context.CallActivityAsync<JobAdmission?>(
            RunJob.AdmitActivity, job, Retry.Patiently);
        if (admission is not null)
        {
            EngineVerdict? verdict = admission.HasTurn || await WaitAsync(admission.WaitLimit)
                ? await WorkAsync(admission.WorkLimit)
                : EngineVerdict.Impossible(_cancelled.IsCompleted ? JobFailure.Unwanted : JobFailure.WaitedTooLong);
            await SettleAsync(verdict ?? await StopAsync());
        }
        await AnnounceJob.BeginAsync(context, job);
    }

    // To fail a job that nobody wants any more is to find it gone, and to clear up what is left of it.
    private Task SettleAsync(EngineVerdict verdict) => verdict.Outputs is { } outputs
        ? context.CallActivityAsync(RunJob.CompleteActivity, new Completion(job, outputs, _ticket), Retry.Stubbornly)
        : context.CallActivityAsync(
            RunJob.FailActivity, new Refusal(job, verdict.Failure ?? JobFailure.Unwanted, _ticket), Retry.Stubbornly);

    /// <summary>
    /// Waits for the job's turn: until somebody tells that it may have come, and looks by itself once in a long while.
    /// </summary>
    /// <returns>Whether it has come; not when the job was cancelled, or has waited for too long.</returns>
    private async Task<bool> WaitAsync(TimeSpan limit)
    {
        DateTime end = context.CurrentUtcDateTime + limit;
        while (context.CurrentUtcDateTime < end)
        {
            using CancellationTokenSource looking = new();
            Task told = context.WaitForExternalEvent<object?>(JobTurns.Event, looking.Token);
            TimeSpan left = end - context.CurrentUtcDateTime;
            Task look = context.CreateTimer(Least(left, _longestWait), looking.Token);
            Task first = await Task.WhenAny(told, look, _cancelled);
            looking.Cancel();
            if (first == _cancelled) return false;
            if (await context.CallActivityAsync<bool>(RunJob.TurnActivity, job, Retry.Stubbornly)) return true;
        }
        return false;
    }

    /// <summary>Has the engine work until it has ended; null when the job was cancelled, or its deadline passed.</summary>
    private async Task<EngineVerdict?> WorkAsync(TimeSpan limit)
    {
        using CancellationTokenSource over = new();
        _deadline = context.CreateTimer(limit, over.Token);
        EngineVerdict? verdict = await AttemptAsync();
        over.Cancel();
        return verdict;
    }

    private async Task<EngineVerdict?> AttemptAsync()
    {
        int faults = 0;
        int losses = 0;
        while (true)
        {
            Task<EngineStatus> submit = context.CallActivityAsync<EngineStatus>(
                RunJob.SubmitActivity, job, Retry.Patiently);
            bool goesOn = await GoesOnAsync(submit);
            // Without its ticket the work could not be stopped.
            EngineStatus? status = await AnswerAsync(submit);
            _ticket = status?.Ticket ?? _ticket;
            if (!goesOn) return null;
            if (status?.State == EngineState.Working)
            {
                status = await FollowAsync(status);
                if (status is null) return null;
            }
            switch (status?.State)
            {
                case EngineState.Ended:
                    return status.Verdict;
                case EngineState.Lost when ++losses < MaxLosses:
                    if (losses > 1 && !await PausesAsync(TimeSpan.FromSeconds(1))) return null;
                    break;
                default:
                    if (++faults == MaxFaults || losses == MaxLosses)
                    {
                        context.CreateReplaySafeLogger<RunJob>().LogError(
                            "The engine broke for good on job {JobId}", job.JobId);
                        return EngineVerdict.Impossible(JobFailure.EngineCrashed);
                    }
                    if (!await PausesAsync(TimeSpan.FromSeconds(2 * Math.Pow(4, faults - 1)))) return null;
                    break;
            }
        }
    }

    /// <summary>
    /// Asks for the work until it goes on no more; null when the job was cancelled, or its deadline passed. An answer that is
    /// lost is asked for again: it is no reason to hand the work in again.
    /// </summary>
    private async Task<EngineStatus?> FollowAsync(EngineStatus status)
    {
        for (int asked = 0; status.State == EngineState.Working; asked++)
        {
            double growth = Math.Pow(2, Math.Min(asked, 10));
            TimeSpan pause = status.AskAgainIn ?? Least(TimeSpan.FromSeconds(growth), _longestPause);
            if (pause > TimeSpan.Zero && !await PausesAsync(pause, until: RunJob.Told)) return null;
            TimeSpan patience = Least(TimeSpan.FromSeconds(30 * growth), _longestPatience);
            Task<EngineStatus> poll = context.CallActivityAsync<EngineStatus>(
                RunJob.PollActivity, new WorkPoll(job, _ticket!, patience), Retry.Patiently);
            if (!await GoesOnAsync(poll)) return null;
            status = await AnswerAsync(poll) ?? EngineStatus.Working(_ticket!);
        }
        return status;
    }

    // Whoever waits no more for the work has it stopped.
    private async Task<EngineVerdict> StopAsync()
    {
        if (_ticket is not null) await context.CallActivityAsync(RunJob.CancelActivity, _ticket, Retry.Patiently);
        return EngineVerdict.Impossible(_cancelled.IsCompleted ? JobFailure.Unwanted : JobFailure.TimedOut);
    }

    private async Task<EngineStatus?> AnswerAsync(Task<EngineStatus> question)
    {
        try
        {
            return await question;
        }
        catch (TaskFailedException failed)
        {
            context.CreateReplaySafeLogger<RunJob>().LogError(
                failed, "The engine could not be asked about job {JobId}", job.JobId);
            return null;
        }
    }

    private async Task<bool> PausesAsync(TimeSpan pause, string? until = null)
    {
        using CancellationTokenSource awake = new();
        Task over = context.CreateTimer(pause, awake.Token);
        Task told = until is null ? over : context.WaitForExternalEvent<object?>(until, awake.Token);
        Task first = await Task.WhenAny(over, told, _cancelled, _deadline);
        awake.Cancel();
        return first == over || first == told;
    }

    private async Task<bool> GoesOnAsync(Task step) => await Task.WhenAny(step, _cancelled, _deadline) == step;

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
