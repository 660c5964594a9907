using Understudy.Domain.Accounts;
using Understudy.Domain.Jobs;
using Understudy.Domain.Notifications;
using Understudy.Domain.Webhooks;

namespace Understudy.Functions.Core.Jobs;

/// <summary>How a product tells the world, in its own words, that one of its jobs has ended.</summary>
public interface IJobNews
{
    /// <summary>The product whose jobs these are.</summary>
    string Product { get; }

    /// <summary>What there is to tell a person's own server.</summary>
    Task<JobReport> ReportAsync(JobReference job, CancellationToken cancellationToken);

    /// <summary>What there is to write to its owner, who may have switched that off; null for nothing.</summary>
    Task<Mail?> WriteAsync(JobReference job, User owner, UserSettings settings, CancellationToken cancellationToken);
}

/// <summary>What there is to tell of a job.</summary>
/// <param name="Ended">Whether the job has ended, or is gone; otherwise there may be something later.</param>
/// <param name="Event">What to tell, if anything.</param>
/// <param name="Address">Whom to tell it, where that was named with the job; null for the person's endpoints.</param>
public sealed record JobReport(bool Ended, WebhookEvent? Event, Uri? Address = null);
