using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>
/// What is done with a video that has arrived: its picture, its captions, and how the site shows it. The video is there in any
/// case, so what a site does not answer to for some minutes is done without.
/// </summary>
public sealed class PublicationDressing(IDocumentStore store, IMediaStore media, TimeProvider time)
{
    /// <summary>How large a picture may be, in bytes.</summary>
    public const long LargestThumbnail = 2 << 20;

    private const int MostSilences = 6;

    /// <summary>Does what is left to do.</summary>
    /// <returns>What went wrong, or null when it has ended or goes on.</returns>
    public async Task<Problem?> FinishAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        PublishedExtras extras = publication.Extras;
        if (!extras.ThumbnailIsOver)
        {
            return await TryAsync(
                publication,
                "The picture could not be set",
                () => SetThumbnailAsync(publication, channel, cancellationToken),
                each => each with { ThumbnailIsOver = true },
                cancellationToken);
        }
        if (!extras.CaptionsAreOver)
        {
            return await TryAsync(
                publication,
                "The captions could not be added",
                () => AddCaptionsAsync(publication, channel, cancellationToken),
                each => each with { CaptionsAreOver = true },
                cancellationToken);
        }
        return await LookAsync(publication, channel, cancellationToken);
    }

    private async Task<Result<SiteDone>> SetThumbnailAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        if (publication.Files.Thumbnail is not { } key) return SiteDone.Yes;
        if (await media.FindAsync(key, cancellationToken) is not { } file) return new SiteRefused("it is gone.");
        if (file.Bytes > LargestThumbnail) return new SiteRefused("it is too large.");
        await using Stream picture = await media.OpenReadAsync(key, cancellationToken);
        return await channel.SetThumbnailAsync(publication.VideoId!, picture, file.ContentType, cancellationToken);
    }

    private async Task<Result<SiteDone>> AddCaptionsAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        if (publication.Files is not { Captions: { } key, Language: { } language }) return SiteDone.Yes;
        if (await media.FindAsync(key, cancellationToken) is null) return new SiteRefused("they are gone.");
        await using Stream captions = await media.OpenReadAsync(key, cancellationToken);
        return await channel.AddCaptionsAsync(publication.VideoId!, captions, language, cancellationToken);
    }

    private async Task<Problem?> TryAsync(
        Publication publication,
        string failed,
        Func<Task<Result<SiteDone>>> act,
        Func<PublishedExtras, PublishedExtras> over,
        CancellationToken cancellationToken)
    {
        Result<SiteDone> done = await act();
        if (done.Problem is GrantWithdrawn || IsWorthWaiting(publication, done.Problem)) return done.Problem;
        string? warning = done.Problem switch
        {
            null => null,
            SiteRefused { Reason: var reason } => $"{failed}: {reason}",
            SiteQuotaReached => $"{failed}: the limit is reached for now.",
            _ => $"{failed}: the site does not answer.",
        };
        await store.UpdateAsync<Publication>(
            publication.OwnerId,
            publication.Id,
            each => each with
            {
                Silences = 0,
                Extras = over(each.Extras) with
                {
                    Warnings = warning is null ? each.Extras.Warnings : [.. each.Extras.Warnings, warning],
                },
            },
            cancellationToken);
        return null;
    }

    private async Task<Problem?> LookAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<SiteVideo>> read = await channel.ReadAsync([publication.VideoId!], cancellationToken);
        // A video that has just arrived may not be found yet.
        Problem? problem = read.Succeeded && read.Value.Count == 0 ? new SiteUnavailable() : read.Problem;
        if (problem is GrantWithdrawn || IsWorthWaiting(publication, problem)) return problem;
        SiteVideo? video = read.Value is [var found, ..] ? found : null;
        if (video?.Rejection is { } rejection) return new SiteRefused($"The site has rejected the video: {rejection}.");
        DateTimeOffset now = time.GetUtcNow();
        await store.UpdateAsync<Publication>(
            publication.OwnerId, publication.Id, each => each.Publish(video?.Privacy, now), cancellationToken);
        return null;
    }

    private static bool IsWorthWaiting(Publication publication, Problem? problem) =>
        problem is SiteUnavailable && publication.Silences < MostSilences;
}
