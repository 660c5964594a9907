using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Jobs;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Clone;

/// <summary>
/// Trains a model: wait for the upload, at most as long as its URL lives, and for its confirmation, which comes by
/// itself 10 minutes later; check it; let the engine train; keep or refuse the model; say so.
/// </summary>
public sealed class TrainModel(Training training)
{
    internal const string Name = "Clone-Model-Train";
    internal const string UploadArrived = "UploadArrived";
    internal const string UploadConfirmed = "UploadConfirmed";

    private const string ArriveActivity = "Clone-Model-Arrive";
    private const string AdmitActivity = "Clone-Model-Admit";
    private const string CompleteActivity = "Clone-Model-Complete";
    private const string FailActivity = "Clone-Model-Fail";

    // An upload that began just before its URL expired may still be coming in.
    private static readonly TimeSpan _uploadGrace = TimeSpan.FromMinutes(10);

    /// <summary>What the pipeline starts with.</summary>
    public sealed record Input(string OwnerId, string ModelId, DateTimeOffset UploadExpiresAt);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        JobReference model = new(input.OwnerId, input.ModelId);
        using CancellationTokenSource waiting = new();
        Task cancelled = context.WaitForExternalEvent<object?>(EngineRun.Cancelled);
        Task confirmed = context.WaitForExternalEvent<object?>(UploadConfirmed, waiting.Token);
        Task arrived = context.WaitForExternalEvent<object?>(UploadArrived, waiting.Token);
        Task expired = context.CreateTimer((input.UploadExpiresAt + _uploadGrace).UtcDateTime, waiting.Token);
        Task first = await Task.WhenAny(confirmed, arrived, cancelled, expired);
        if (first == arrived)
        {
            await context.CallActivityAsync(ArriveActivity, model, Retry.Patiently);
            Task patience = context.CreateTimer(
                context.CurrentUtcDateTime + Training.ConfirmationPatience, waiting.Token);
            first = await Task.WhenAny(confirmed, cancelled, patience);
        }
        waiting.Cancel();
        if (first == cancelled) return;

        DateTimeOffset? deadline = await context.CallActivityAsync<DateTimeOffset?>(
            AdmitActivity, model, Retry.Patiently);
        if (deadline is not null)
            await EngineRun.RunAsync(context, model, deadline.Value, cancelled, CompleteActivity, FailActivity);
        await AnnounceJob.BeginAsync(context, model);
    }

    /// <summary>The upload is there.</summary>
    [Function(ArriveActivity)]
    public Task Arrive([ActivityTrigger] JobReference model, CancellationToken cancellationToken) =>
        training.ArriveAsync(model.OwnerId, model.JobId, cancellationToken);

    /// <summary>Checks the upload; the training's deadline, or null when there is nothing to train.</summary>
    [Function(AdmitActivity)]
    public async Task<DateTimeOffset?> Admit([ActivityTrigger] JobReference model, CancellationToken cancellationToken) =>
        (await training.AdmitAsync(model.OwnerId, model.JobId, cancellationToken))?.DeadlineAt;

    /// <summary>Keeps the trained model.</summary>
    [Function(CompleteActivity)]
    public Task Complete([ActivityTrigger] Completion done, CancellationToken cancellationToken) =>
        training.CompleteAsync(done.OwnerId, done.JobId, done.Outputs, cancellationToken);

    /// <summary>Refuses the model.</summary>
    [Function(FailActivity)]
    public Task Fail([ActivityTrigger] Refusal refusal, CancellationToken cancellationToken) =>
        training.FailAsync(refusal.OwnerId, refusal.JobId, refusal.Failure, cancellationToken);
}
