using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
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
    JobDesk desk,
    TalkingVideoKind kind,
    WalletLedger ledger,
    Minutes minutes,
    Subscriptions subscriptions,
    ISpeechReader speech,
    IIdFactory ids)
{
    /// <summary>Checks the models, estimates the speech and queues the video.</summary>
    public async Task<Result<VideoQueued>> HandleAsync(
        GenerateVideo command, IPipelines pipelines, CancellationToken cancellationToken)
    {
        string id = command.Id ?? ids.Next();
        if (await store.FindAsync<Job>(command.OwnerId, id, cancellationToken) is { } begun)
            return await AnswerAsync(await desk.GoOnAsync(begun.Value, pipelines, cancellationToken), cancellationToken);
        Problem? unusable =
            await CheckAsync(command.OwnerId, ModelKind.Video, command.VideoModelId, cancellationToken)
            ?? await CheckAsync(command.OwnerId, ModelKind.Voice, command.VoiceModelId, cancellationToken);
        if (unusable is not null) return unusable;

        double seconds = speech.EstimateSpeech(command.Text, command.Language).TotalSeconds;
        if (seconds <= 0) return new Problem.Invalid(
                "input_text", FieldFault.Malformed, "Has no words that can be spoken in this language.");
        int cost = TalkingVideoKind.MinutesOf(seconds);
        WalletId wallet = Minutes.Wallet(command.OwnerId);
        await minutes.EnsureAsync(command.OwnerId, cancellationToken);
        WalletBalance balance = await ledger.GetBalanceAsync(wallet, cancellationToken);
        if (balance.Left < cost) return new Problem.InsufficientFunds(cost, balance.Left);

        PlanType plan = await subscriptions.PlanAsync(command.OwnerId, cancellationToken);
        Result<JobQueued> queued = await desk.QueueAsync(
            new NewJob
            {
                Id = id,
                OwnerId = command.OwnerId,
                Kind = kind,
                Inputs = JobInputs.Of(new TalkingVideo
                {
                    VideoModelId = command.VideoModelId,
                    VoiceModelId = command.VoiceModelId,
                    Title = command.Title,
                    Text = command.Text,
                    Language = command.Language,
                    Resolution = command.Resolution,
                    Watermark = plan == PlanType.Free,
                    Folder = TalkingVideo.FolderOf(command.OwnerId, id),
                }),
                EstimatedSeconds = (int)Math.Ceiling(seconds) + 5,
                Wallet = wallet,
                Cost = cost,
            },
            pipelines,
            cancellationToken);
        return await AnswerAsync(queued, cancellationToken);
    }

    private async Task<Result<VideoQueued>> AnswerAsync(Result<JobQueued> queued, CancellationToken cancellationToken)
    {
        if (!queued.Succeeded) return queued.Problem;
        Job job = queued.Value.Job;
        TalkingVideo video = job.InputsOf<TalkingVideo>();
        return new VideoQueued(
            job,
            queued.Value.QueuePosition,
            (int)Math.Ceiling(speech.EstimateSpeech(video.Text, video.Language).TotalSeconds),
            minutes.UsageOf(queued.Value.Statement!),
            await speech.CheckReadingAsync(video.Text, video.Language, cancellationToken));
    }

    private async Task<Problem?> CheckAsync(
        string ownerId, ModelKind kind, string id, CancellationToken cancellationToken)
    {
        CloneModel? model = await models.FindAsync(ownerId, kind, id, cancellationToken);
        if (model is null) return Models.Missing(kind);
        return model.State == ModelState.Completed ? null : new ModelNotReady(kind, model.State);
    }
}
