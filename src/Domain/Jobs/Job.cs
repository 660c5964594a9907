using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// Something slow that is done for a person: one document, and one durable orchestration whose instance id is
/// <see cref="Id"/>.
/// </summary>
public sealed record Job : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new(
        "job", "product", "kind", "state", "createdAt", "inputs.*");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <summary>Whose job it is.</summary>
    public required string OwnerId { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>The product that it belongs to; empty in documents from before there were several.</summary>
    public string Product { get; init; } = "";

    /// <summary>Its kind, among those of the product; in documents from before there were several, the inputs tell it.</summary>
    public string Kind
    {
        get => field ?? Inputs.Text("kind") ?? "";
        init;
    }

    /// <summary>What is to be done, in the words of its kind.</summary>
    public required JobInputs Inputs { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; init; }

    /// <summary>The <see cref="Jobs.Lane"/> that it waits in.</summary>
    public required string Lane { get; init; }

    /// <summary>How much is done, 0–100.</summary>
    public int Progress { get; init; }

    /// <summary>The wallet that pays for it; null for what costs nothing.</summary>
    public WalletId? Wallet { get; init; }

    /// <summary>The units held for it, 0 for what costs nothing.</summary>
    public int Cost { get; init; }

    /// <summary>The units charged, once completed; never more than <see cref="Cost"/>.</summary>
    public int? Charged { get; init; }

    /// <summary>How long the work is expected to take once started, in seconds.</summary>
    public required int EstimatedSeconds { get; init; }

    /// <summary>What it made, once completed.</summary>
    public JobOutputs? Outputs { get; init; }

    /// <summary>Why it failed.</summary>
    public JobFailure? Failure { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, progress included.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the engine began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When it fails if its work has not begun by then; the work's own deadline counts from its start.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    /// <summary>The inputs, as their kind describes them.</summary>
    public T InputsOf<T>()
        where T : class => Inputs.As<T>();

    /// <summary>Whether it has ended.</summary>
    public bool IsFinished => State is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>The engine has begun, or begins again after a crash.</summary>
    public Job Start(DateTimeOffset now) => State == JobState.Queued
        ? this with { State = JobState.Processing, StartedAt = now, UpdatedAt = now }
        : this;

    /// <summary>The engine got further; progress never goes back.</summary>
    public Job Advance(int progress, DateTimeOffset now) => State == JobState.Processing && progress > Progress
        ? this with { Progress = Math.Min(progress, 99), UpdatedAt = now }
        : this;

    /// <summary>The work is done. A job that has ended in another way stays so.</summary>
    public Job Complete(JobOutputs outputs, int charged, DateTimeOffset now) => IsFinished
        ? this
        : this with
        {
            State = JobState.Completed,
            Progress = 100,
            Outputs = outputs,
            Charged = Math.Min(charged, Cost),
            StartedAt = StartedAt ?? now,
            FinishedAt = now,
            UpdatedAt = now,
        };

    /// <summary>The work cannot be done. A job that has ended in another way stays so.</summary>
    public Job Fail(JobFailure failure, DateTimeOffset now) => IsFinished
        ? this
        : this with { State = JobState.Failed, Failure = failure, FinishedAt = now, UpdatedAt = now };

    /// <summary>The person no longer wants it. A job that has ended in another way stays so.</summary>
    public Job Cancel(DateTimeOffset now) => IsFinished
        ? this
        : this with { State = JobState.Cancelled, FinishedAt = now, UpdatedAt = now };

    /// <summary>
    /// How long the work is still expected to take, in whole seconds of at least 1: by the progress made so far, and
    /// before there is enough of it, by the estimate.
    /// </summary>
    public int RemainingSeconds(DateTimeOffset now)
    {
        // A clock that was put back says nothing about how long it took.
        double elapsed = StartedAt < now ? (now - StartedAt.Value).TotalSeconds : 0;
        double remaining = Progress >= 5 && elapsed > 0 ? elapsed * (100 - Progress) / Progress : EstimatedSeconds - elapsed;
        return (int)Math.Ceiling(Math.Clamp(remaining, 1, 86_400));
    }
}
