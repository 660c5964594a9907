using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Jobs;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Writes what is told to a person's own server, as the contract shows it. VideoSystem, Webhooks.</summary>
public sealed class GenerationNews(Clips clips) : IJobNews
{
    /// <inheritdoc/>
    public string Product => PromptVideo.Product;

    /// <summary>What there is to tell of a job; nothing of one that its owner deleted.</summary>
    public async Task<JobReport> ReportAsync(JobReference job, CancellationToken cancellationToken) =>
        (await clips.FindJobAsync(job.OwnerId, job.JobId, cancellationToken)).Value switch
        {
            null => new JobReport(Ended: true, Event: null),
            { IsFinished: true } ended => new JobReport(Ended: true, Of(ended)),
            _ => new JobReport(Ended: false, Event: null),
        };

    /// <summary>The contract has no mails.</summary>
    public Task<Mail?> WriteAsync(
        JobReference job, User owner, UserSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult<Mail?>(null);

    private static WebhookEvent Of(Job job)
    {
        DateTimeOffset at = job.FinishedAt ?? job.UpdatedAt;
        (WebhookEventType type, object data) = JobBodies.Failure(job) is { } failure
            ? (VideoSystemEvents.Failed, (object)new FailedNews(job.Id, failure.Message, at))
            : (VideoSystemEvents.Completed, new CompletedNews(job.Id, job.Id, VideoSystemWords.JobStates[job.State], at));
        return new WebhookEvent(
            // However often the end of a job is announced, it is one event.
            WebhookSignature.DerivedId(job.Id, type.Name),
            job.OwnerId,
            type,
            JsonSerializer.Serialize(new WebhookBody(type.Name, data), VideoSystemDialect.Wire));
    }
}

internal sealed record WebhookBody(string Event, object Data);

internal sealed record CompletedNews(string JobId, string ClipId, string Status, DateTimeOffset Timestamp);

internal sealed record FailedNews(string JobId, string Error, DateTimeOffset Timestamp);
