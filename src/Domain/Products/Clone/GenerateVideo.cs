using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.Clone;

/// <summary>Asks for a video in which a trained person says a text. Clone §6.1.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="VideoModelId">Whose looks.</param>
/// <param name="VoiceModelId">Whose voice.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Text">What is said.</param>
/// <param name="Language">In which language.</param>
/// <param name="Resolution">In which size.</param>
/// <param name="Id">
/// The video's id, so that a request that is repeated finds what it made before; null for a new one.
/// </param>
public sealed record GenerateVideo(
    string OwnerId,
    string VideoModelId,
    string VoiceModelId,
    string? Title,
    string Text,
    Language Language,
    Resolution Resolution,
    string? Id = null);

/// <summary>A video that waits in its lane.</summary>
/// <param name="Job">Its job.</param>
/// <param name="QueuePosition">How many jobs are ahead of it.</param>
/// <param name="SpeechSeconds">How long it will be, as estimated.</param>
/// <param name="Usage">The minutes with the cost held.</param>
/// <param name="Warnings">What of its text will not be said as it is written.</param>
public sealed record VideoQueued(
    Job Job, int QueuePosition, int SpeechSeconds, MinutesUsage Usage, IReadOnlyList<ReadingWarning> Warnings);

/// <summary>Handles <see cref="GenerateVideo"/>.</summary>
public sealed class GenerateVideoHandler(
    IDocumentStore store,
    Models models,
    Lanes lanes,
    WalletLedger ledger,
    Minutes minutes,
    Subscriptions subscriptions,
    IMediaEngine engine,
    IIdFactory ids,
    TimeProvider time)
{
    /// <summary>How long a video may take from the request on, waiting included.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromHours(6);

    /// <summary>The minutes that so many seconds of video cost: begun ones count whole.</summary>
    public static int MinutesOf(double seconds) => Math.Max(1, (int)Math.Ceiling(seconds / 60));

    /// <summary>
    /// Queues the video. The job's document comes first, its place in the lane second and its hold third, and its pipeline
    /// repeats both: cut off anywhere, the job is found by the sweep and goes on, and no hold is without a job.
    /// </summary>
    public async Task<Result<VideoQueued>> HandleAsync(
        GenerateVideo command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        if (await store.FindAsync<Job>(command.OwnerId, id, cancellationToken) is { } begun)
            return await GoOnAsync(begun.Value, pipelines, cancellationToken);
        Problem? unusable =
            await CheckAsync(command.OwnerId, ModelKind.Video, command.VideoModelId, cancellationToken)
            ?? await CheckAsync(command.OwnerId, ModelKind.Voice, command.VoiceModelId, cancellationToken);
        if (unusable is not null) return unusable;

        double speech = engine.EstimateSpeech(command.Text, command.Language).TotalSeconds;
        if (speech <= 0) return new Problem.Invalid(
                "input_text", FieldFault.Malformed, "Has no words that can be spoken in this language.");
        int cost = MinutesOf(speech);
        WalletId wallet = Minutes.Wallet(command.OwnerId);
        await minutes.EnsureAsync(command.OwnerId, cancellationToken);
        WalletBalance balance = await ledger.GetBalanceAsync(wallet, cancellationToken);
        if (balance.Left < cost) return new Problem.InsufficientFunds(cost, balance.Left);

        PlanType plan = await subscriptions.PlanAsync(command.OwnerId, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        Job job = new()
        {
            Id = id,
            OwnerId = command.OwnerId,
            Inputs = new JobInputs.TalkingVideo
            {
                VideoModelId = command.VideoModelId,
                VoiceModelId = command.VoiceModelId,
                Title = command.Title,
                Text = command.Text,
                Language = command.Language,
                Resolution = command.Resolution,
                Watermark = plan == PlanType.Free,
                Folder = VideoMaking.Folder(command.OwnerId, id),
            },
            Lane = Lane.Videos,
            Cost = cost,
            EstimatedSeconds = (int)Math.Ceiling(speech) + 5,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now + Deadline,
        };
        if (await store.CreateAsync(job, cancellationToken) is not null)
            return await StartAsync(job, speech, pipelines, cancellationToken);
        // The same request is being handled twice.
        Job other = (await store.FindAsync<Job>(command.OwnerId, id, cancellationToken))?.Value
            ?? throw new InvalidOperationException($"The new id {id} was taken and is free again.");
        return await GoOnAsync(other, pipelines, cancellationToken);
    }

    private async Task<Result<VideoQueued>> GoOnAsync(
        Job job, IPipelines pipelines, CancellationToken cancellationToken)
    {
        var video = (JobInputs.TalkingVideo)job.Inputs;
        return await StartAsync(
            job,
            engine.EstimateSpeech(video.Text, video.Language).TotalSeconds,
            pipelines,
            cancellationToken);
    }

    // What was done before changes nothing when it is done again.
    private async Task<Result<VideoQueued>> StartAsync(
        Job job, double speech, IPipelines pipelines, CancellationToken cancellationToken)
    {
        int position = 0;
        if (job.State == JobState.Queued)
        {
            Result<LanePosition> entered = await lanes.EnterAsync(job, cancellationToken);
            if (!entered.Succeeded)
            {
                await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
                return entered.Problem;
            }
            position = entered.Value.Ahead;
        }
        Result<WalletStatement> held = await ledger.HoldAsync(
            Minutes.Wallet(job.OwnerId), job.Id, job.Cost, cancellationToken);
        if (!held.Succeeded)
        {
            await lanes.LeaveAsync(job, cancellationToken);
            await store.DeleteAsync<Job>(job.OwnerId, job.Id, cancellationToken);
            return held.Problem;
        }
        await pipelines.StartVideoAsync(job, cancellationToken);
        var video = (JobInputs.TalkingVideo)job.Inputs;
        return new VideoQueued(
            job,
            position,
            (int)Math.Ceiling(speech),
            minutes.UsageOf(held.Value),
            await engine.CheckReadingAsync(video.Text, video.Language, cancellationToken));
    }

    private async Task<Problem?> CheckAsync(
        string ownerId, ModelKind kind, string id, CancellationToken cancellationToken)
    {
        CloneModel? model = await models.FindAsync(ownerId, kind, id, cancellationToken);
        if (model is null) return Models.Missing(kind);
        return model.State == ModelState.Completed ? null : new ModelNotReady(kind, model.State);
    }
}
