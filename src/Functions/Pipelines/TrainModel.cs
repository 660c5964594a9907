using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Clones;
using Understudy.Domain.Jobs;

namespace Understudy.Functions.Pipelines;

/// <summary>
/// Trains a model: wait for the upload, at most as long as its URL lives, and for its confirmation, which comes by
/// itself 10 minutes later; check it; let the engine train; keep or refuse the model.
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
    private static readonly TimeSpan UploadGrace = TimeSpan.FromMinutes(10);

    private static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8, firstRetryInterval: TimeSpan.FromSeconds(1), backoffCoefficient: 2));

    /// <summary>What the pipeline starts with.</summary>
    public sealed record Input(string OwnerId, string ModelId, DateTimeOffset UploadExpiresAt);

    /// <summary>A trained model's results.</summary>
    public sealed record Completion(string OwnerId, string ModelId, JobOutputs Outputs);

    /// <summary>Why a model could not be trained.</summary>
    public sealed record Refusal(string OwnerId, string ModelId, JobFailure Failure);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        JobReference model = new(input.OwnerId, input.ModelId);
        using CancellationTokenSource waiting = new();
        Task cancelled = context.WaitForExternalEvent<object?>(EngineRun.Cancelled);
        Task confirmed = context.WaitForExternalEvent<object?>(UploadConfirmed, waiting.Token);
        Task arrived = context.WaitForExternalEvent<object?>(UploadArrived, waiting.Token);
        Task expired = context.CreateTimer((input.UploadExpiresAt + UploadGrace).UtcDateTime, waiting.Token);
        Task first = await Task.WhenAny(confirmed, arrived, cancelled, expired);
        if (first == arrived)
        {
            await context.CallActivityAsync(ArriveActivity, model, Retries);
            Task patience = context.CreateTimer(
                context.CurrentUtcDateTime + Training.ConfirmationPatience, waiting.Token);
            first = await Task.WhenAny(confirmed, cancelled, patience);
        }
        await waiting.CancelAsync();
        if (first == cancelled) return;

        if (!await context.CallActivityAsync<bool>(AdmitActivity, model, Retries)) return;
        EngineVerdict? verdict = await EngineRun.VerdictAsync(
            context,
            input.OwnerId,
            input.ModelId,
            new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero) + Training.Deadline,
            cancelled);
        if (verdict?.Outputs is { } outputs)
        {
            await context.CallActivityAsync(
                CompleteActivity, new Completion(input.OwnerId, input.ModelId, outputs), Retries);
        }
        else
        {
            // Nobody wants a model that was cancelled: failing it finds it gone and clears up what is left.
            JobFailure failure = verdict?.Failure ?? JobFailure.Unwanted;
            await context.CallActivityAsync(
                FailActivity, new Refusal(input.OwnerId, input.ModelId, failure), Retries);
        }
    }

    /// <summary>The upload is there.</summary>
    [Function(ArriveActivity)]
    public Task Arrive([ActivityTrigger] JobReference model, CancellationToken cancellationToken) =>
        training.ArriveAsync(model.OwnerId, model.JobId, cancellationToken);

    /// <summary>Checks the upload; whether there is something to train.</summary>
    [Function(AdmitActivity)]
    public async Task<bool> Admit([ActivityTrigger] JobReference model, CancellationToken cancellationToken) =>
        await training.AdmitAsync(model.OwnerId, model.JobId, cancellationToken) is not null;

    /// <summary>Keeps the trained model.</summary>
    [Function(CompleteActivity)]
    public Task Complete([ActivityTrigger] Completion done, CancellationToken cancellationToken) =>
        training.CompleteAsync(done.OwnerId, done.ModelId, done.Outputs, cancellationToken);

    /// <summary>Refuses the model.</summary>
    [Function(FailActivity)]
    public Task Fail([ActivityTrigger] Refusal refusal, CancellationToken cancellationToken) =>
        training.FailAsync(refusal.OwnerId, refusal.ModelId, refusal.Failure, cancellationToken);
}
