using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.Clone;

/// <summary>Writes what is told to a person's own server, in the words that the API has for it.</summary>
public sealed class News(IDocumentStore store, Videos videos, IIdFactory ids, TimeProvider time) : IJobNews
{
    /// <inheritdoc/>
    public string Product => CloneWork.Product;

    /// <summary>What there is to tell of a model or a video; nothing of one that its owner deleted.</summary>
    public async Task<JobReport> ReportAsync(JobReference job, CancellationToken cancellationToken)
    {
        (string ownerId, string id) = (job.OwnerId, job.JobId);
        // A model's training job has the model's id; what is told is the model's end.
        CloneModel? model = (await store.FindAsync<CloneModel>(ownerId, id, cancellationToken))?.Value;
        if (model is not null) return new JobReport(model.IsFinished, model.IsFinished ? Of(model) : null);
        Job? video = await videos.FindAsync(ownerId, id, cancellationToken);
        return video?.State switch
        {
            null or JobState.Cancelled => new JobReport(Ended: true, Event: null),
            JobState.Completed or JobState.Failed => new JobReport(
                Ended: true, Of(video, await videos.ModelsOfAsync(ownerId, [video], cancellationToken))),
            _ => new JobReport(Ended: false, Event: null),
        };
    }

    /// <inheritdoc/>
    public async Task<Mail?> WriteAsync(
        JobReference job, User owner, UserSettings settings, CancellationToken cancellationToken)
    {
        if (!settings.EmailNotifications) return null;
        Job? video = await videos.FindAsync(job.OwnerId, job.JobId, cancellationToken);
        return video?.State is JobState.Completed or JobState.Failed
            ? VideoMails.Ended(owner, settings.Language, video)
            : null;
    }

    /// <summary>Something to try an endpoint out with.</summary>
    internal WebhookEvent Test(string ownerId, string endpointId, string? id)
    {
        TestNews news = new(
            WebhookWords.Events[WebhookEventType.Test],
            time.GetUtcNow(),
            new TestNewsData(endpointId, "This is a test; nothing has happened."));
        return new WebhookEvent(
            id ?? ids.Next(), ownerId, WebhookEventType.Test, JsonSerializer.Serialize(news, CloneJson.Wire.TestNews));
    }

    private static WebhookEvent Of(CloneModel model)
    {
        WebhookEventType type = model.State == ModelState.Completed
            ? CloneEvents.ModelCompleted
            : CloneEvents.ModelFailed;
        ModelNews news = new(
            WebhookWords.Events[type],
            model.ProcessingCompletedAt ?? model.UpdatedAt,
            new ModelNewsData(new ModelNewsBody(
                model.Id,
                WebhookWords.ModelKinds[model.Kind],
                model.Name,
                CloneWords.ModelStates[model.State],
                model.Failure?.Message,
                CloneResults.Seconds(model.DurationSeconds),
                model.ProcessingStartedAt,
                model.ProcessingCompletedAt,
                model.CreatedAt,
                model.UpdatedAt)));
        return Event(model.OwnerId, model.Id, type, JsonSerializer.Serialize(news, CloneJson.Wire.ModelNews));
    }

    private static WebhookEvent Of(Job job, IReadOnlyDictionary<string, CloneModel> models)
    {
        bool completed = job.State == JobState.Completed;
        WebhookEventType type = completed ? CloneEvents.VideoCompleted : CloneEvents.VideoFailed;
        TalkingVideo inputs = VideoBodies.Inputs(job);
        VideoNews news = new(
            WebhookWords.Events[type],
            job.FinishedAt ?? job.UpdatedAt,
            new VideoNewsData(new VideoNewsBody(
                job.Id,
                inputs.Title,
                CloneWords.VideoStates[job.State],
                completed ? null : VideoBodies.Error(job),
                CloneResults.Seconds(job.Outputs?.DurationSeconds),
                job.Outputs?.Bytes,
                CloneWords.Resolutions[inputs.Resolution],
                completed ? job.Charged ?? job.Cost : 0,
                new ModelReference(inputs.VideoModelId, models.GetValueOrDefault(inputs.VideoModelId)?.Name),
                new ModelReference(inputs.VoiceModelId, models.GetValueOrDefault(inputs.VoiceModelId)?.Name),
                job.StartedAt,
                completed ? job.FinishedAt : null,
                job.CreatedAt)));
        return Event(job.OwnerId, job.Id, type, JsonSerializer.Serialize(news, CloneJson.Wire.VideoNews));
    }

    // However often the end of a job is announced, it is one event.
    private static WebhookEvent Event(string ownerId, string id, WebhookEventType type, string payload) =>
        new(WebhookSignature.DerivedId(id, WebhookWords.Events[type]), ownerId, type, payload);
}
