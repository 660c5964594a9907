using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Domain.Webhooks;
using Understudy.Functions.Core.Webhooks;

namespace Understudy.Functions.Core.Jobs;

/// <summary>
/// Tells the world how a job ended. It is an orchestration of its own, so that nothing that goes wrong in telling can do
/// harm to the job; and it may be begun before the job ends, so that a crash at that moment keeps nothing silent.
/// </summary>
public sealed class AnnounceJob(
    IEnumerable<IJobNews> news,
    WebhookDeliveries deliveries,
    IDocumentStore store,
    SettingsDesk settings,
    PersonMailer mailer)
{
    internal const string Name = "Core-Job-Announce";

    private const string BeginActivity = "Core-Announcement-Begin";
    private const string TellActivity = "Core-Announcement-Tell";
    private const string MailActivity = "Core-Announcement-Mail";

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan _patience = TimeSpan.FromDays(7);

    /// <summary>Begins to tell how a job ended; a pipeline's last step.</summary>
    internal static Task BeginAsync(TaskOrchestrationContext context, JobReference job) =>
        context.CallActivityAsync(BeginActivity, job, Retry.Stubbornly);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, JobReference job)
    {
        DateTime end = context.CurrentUtcDateTime + _patience;
        TimeSpan wait = _firstWait;
        while (!await context.CallActivityAsync<bool>(TellActivity, job, Retry.Stubbornly) &&
            context.CurrentUtcDateTime < end)
        {
            await context.CreateTimer(context.CurrentUtcDateTime + wait, CancellationToken.None);
            wait = wait * 2 < _longestWait ? wait * 2 : _longestWait;
        }
        await context.CallActivityAsync(MailActivity, job, Retry.ForADay);
    }

    /// <summary>Starts the orchestration.</summary>
    [Function(BeginActivity)]
    public static Task Begin(
        [ActivityTrigger] JobReference job,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        new DurablePipelines(client).AnnounceAsync(job, cancellationToken);

    /// <summary>Makes the deliveries, if the job has ended; whether it has.</summary>
    [Function(TellActivity)]
    public async Task<bool> Tell(
        [ActivityTrigger] JobReference job,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (Of(job) is not { } product) return true;
        JobReport report = await product.ReportAsync(job, cancellationToken);
        DurableDeliveryRuns runs = new(client);
        if (report is { Event: { } told, Address: { } address })
            await deliveries.SendAsync(told, address, runs, cancellationToken);
        else if (report.Event is { } what) await deliveries.AnnounceAsync(what, runs, cancellationToken);
        return report.Ended;
    }

    /// <summary>Writes to the job's owner, who may have switched that off.</summary>
    [Function(MailActivity)]
    public async Task Mail([ActivityTrigger] JobReference job, CancellationToken cancellationToken)
    {
        if (Of(job) is not { } product) return;
        User? owner = (await store.FindAsync<User>(job.OwnerId, job.OwnerId, cancellationToken))?.Value;
        if (owner is null) return;
        UserSettings preferred = await settings.GetAsync(job.OwnerId, cancellationToken);
        if (await product.WriteAsync(job, owner, preferred, cancellationToken) is { } mail)
            await mailer.SendAsync(owner, mail, cancellationToken);
    }

    private IJobNews? Of(JobReference job) => news.FirstOrDefault(each => each.Product == job.Product);
}
