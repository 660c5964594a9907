using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>What comes next of a publication.</summary>
/// <param name="IsOver">Whether nothing does.</param>
/// <param name="Wait">How long to wait before that.</param>
public sealed record PublicationStep(bool IsOver, TimeSpan Wait)
{
    /// <summary>It has ended.</summary>
    public static PublicationStep Over { get; } = new(true, TimeSpan.Zero);

    /// <summary>There is more to do at once.</summary>
    public static PublicationStep Next { get; } = new(false, TimeSpan.Zero);

    /// <summary>There is more to do later.</summary>
    public static PublicationStep After(TimeSpan wait) => new(false, wait);
}

/// <summary>
/// Carries a publication on, a step at a time. Each step begins with what the documents and the site know, so it may be cut off
/// anywhere and made again: begin an upload, send it, dress the video, look how the site shows it.
/// </summary>
public sealed class PublicationSteps(
    IDocumentStore store,
    ChannelConnections connections,
    PublicationUpload upload,
    PublicationDressing dressing,
    TimeProvider time)
{
    // More uploads in a row do not lapse by chance.
    private const int MostSessions = 10;

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(10);

    /// <summary>Makes a step.</summary>
    public async Task<PublicationStep> StepAsync(PublicationReference reference, CancellationToken cancellationToken)
    {
        Publication? publication =
            (await store.FindAsync<Publication>(reference.OwnerId, reference.Id, cancellationToken))?.Value;
        if (publication is null or { IsFinished: true }) return PublicationStep.Over;
        if (publication.DeadlineAt <= time.GetUtcNow())
            return await EndAsync(publication, PublicationFailure.TimedOut, cancellationToken);
        Result<OpenChannel> open = await connections.OpenAsync(publication.OwnerId, cancellationToken);
        if (!open.Succeeded || open.Value.Connection.ChannelId != publication.ChannelId)
            return await EndAsync(publication, PublicationFailure.NotConnected, cancellationToken);
        Problem? problem = publication switch
        {
            { VideoId: not null } => await dressing.FinishAsync(publication, open.Value.Channel, cancellationToken),
            { Session: null } when publication.Sessions >= MostSessions => new NotPublished(PublicationFailure.Broken),
            { Session: null } => await upload.BeginAsync(publication, open.Value.Channel, cancellationToken),
            _ => await upload.SendAsync(publication, open.Value.Channel, cancellationToken),
        };
        return problem is null
            ? PublicationStep.Next
            : await HandleAsync(publication, open.Value.Connection, problem, cancellationToken);
    }

    private async Task<PublicationStep> HandleAsync(
        Publication publication, ChannelConnection connection, Problem problem, CancellationToken cancellationToken)
    {
        switch (await connections.JudgeAsync(connection, problem, cancellationToken))
        {
            case UploadLater later:
                return PublicationStep.After(later.Wait);
            case SiteUnavailable { RetryAfter: var asked }:
                return await WaitAsync(publication, asked, cancellationToken);
            case ChannelNotConnected:
                return await EndAsync(publication, PublicationFailure.NotConnected, cancellationToken);
            case SiteQuotaReached quota:
                return await EndAsync(publication, PublicationFailure.Of(quota), cancellationToken);
            case SiteRefused refused:
                return await EndAsync(publication, PublicationFailure.Refused(refused.Reason), cancellationToken);
            case NotPublished { Failure: var failure }:
                return await EndAsync(publication, failure, cancellationToken);
            case var other:
                throw new InvalidOperationException($"{other.GetType().Name} is no answer to a step of a publication.");
        }
    }

    /// <summary>Waits longer with each silence.</summary>
    private async Task<PublicationStep> WaitAsync(
        Publication publication, TimeSpan? asked, CancellationToken cancellationToken)
    {
        Publication? known = await store.UpdateAsync<Publication>(
            publication.OwnerId,
            publication.Id,
            each => each.IsFinished ? each : each with { Silences = each.Silences + 1 },
            cancellationToken);
        if (known is null or { IsFinished: true }) return PublicationStep.Over;
        TimeSpan wait = _firstWait * Math.Pow(2, Math.Min(known.Silences - 1, 12));
        if (asked > wait) wait = asked.Value;
        return PublicationStep.After(wait < _longestWait ? wait : _longestWait);
    }

    /// <summary>Ends it; a video that the site has is published, whatever could not be done with it afterwards.</summary>
    private async Task<PublicationStep> EndAsync(
        Publication publication, PublicationFailure failure, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await store.UpdateAsync<Publication>(
            publication.OwnerId,
            publication.Id,
            each => each.VideoId is null || failure.Kind == PublicationFault.Refused
                ? each.Fail(failure, now)
                : each.Publish(null, now),
            cancellationToken);
        return PublicationStep.Over;
    }
}
