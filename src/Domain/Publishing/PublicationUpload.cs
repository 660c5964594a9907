using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>How an upload goes.</summary>
/// <param name="PieceBytes">How much is sent at once: a multiple of 256 KiB.</param>
/// <param name="Step">For how long a step goes on: an activity lasts minutes at most where others run it.</param>
public sealed record UploadPace(long PieceBytes, TimeSpan Step)
{
    /// <summary>8 MiB, for a minute.</summary>
    public static UploadPace Default { get; } = new(8 << 20, TimeSpan.FromMinutes(1));
}

/// <summary>Sends a publication's video to the site, so that it is there once, wherever it is cut off.</summary>
public sealed class PublicationUpload(IDocumentStore store, IMediaStore media, UploadPace pace, TimeProvider time)
{
    // A video that has just arrived may not be listed yet.
    private const int MostSearches = 3;
    private static readonly TimeSpan _searchAgain = TimeSpan.FromMinutes(1);

    // The site's clock differs from ours by less.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    /// <summary>Begins an upload.</summary>
    /// <returns>What went wrong, or null when it goes on.</returns>
    public async Task<Problem?> BeginAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        if (await media.FindAsync(publication.Files.Video, cancellationToken) is not { } file)
            return new NotPublished(PublicationFailure.FileMissing);
        Result<UploadSession> begun = await channel.BeginUploadAsync(
            publication.Details, publication.Bytes, file.ContentType, cancellationToken);
        if (!begun.Succeeded) return begun.Problem;
        await ChangeAsync(publication, each => each.Begin(begun.Value, time.GetUtcNow()), cancellationToken);
        return null;
    }

    /// <summary>
    /// Sends what has not arrived, piece by piece, for as long as a step goes on. Where to begin, only the site knows: pieces may
    /// have arrived in part, and what it answered to the last one may be lost.
    /// </summary>
    /// <returns>What went wrong, or null when it goes on, or has arrived.</returns>
    public async Task<Problem?> SendAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        UploadSession session = publication.Session!;
        long start = time.GetTimestamp();
        await using VideoBytes video = new(media, publication.Files.Video);
        Result<UploadState> state = await channel.AskAsync(session, publication.Bytes, cancellationToken);
        for (long before = -1; ;)
        {
            if (state is { Succeeded: false, Problem: UploadUnknown })
                return await SearchAsync(publication, channel, cancellationToken);
            if (!state.Succeeded) return state.Problem;
            if (state.Value.Video is { } arrived)
            {
                await ChangeAsync(publication, each => each.Arrive(arrived), cancellationToken);
                return null;
            }
            long offset = state.Value.Arrived;
            // It answers, but takes nothing.
            if (offset <= before || offset >= publication.Bytes) return new SiteUnavailable();
            UploadPiece piece = new(offset, Math.Min(pace.PieceBytes, publication.Bytes - offset), publication.Bytes);
            await ChangeAsync(publication, each => Advance(each, piece), cancellationToken);
            if (before >= 0 && time.GetElapsedTime(start) > pace.Step) return null;
            before = offset;
            if (await video.OpenAsync(offset, cancellationToken) is not { } content)
                return new NotPublished(PublicationFailure.FileMissing);
            state = await channel.SendAsync(session, piece, content, cancellationToken);
            video.Passed(piece.Length);
        }
    }

    private Publication Advance(Publication publication, UploadPiece piece) => publication with
    {
        Arrived = piece.Offset,
        Silences = piece.Offset > publication.Arrived ? 0 : publication.Silences,
        LastPieceAt = piece.IsLast ? publication.LastPieceAt ?? time.GetUtcNow() : publication.LastPieceAt,
    };

    /// <summary>
    /// The site knows nothing of the upload. When the last bytes were sent it may have become a video before that was forgotten:
    /// then the video is looked for, more than once; only when there is none is another upload begun.
    /// </summary>
    private async Task<Problem?> SearchAsync(
        Publication publication, IVideoChannel channel, CancellationToken cancellationToken)
    {
        Publication? known = await ChangeAsync(publication, each => each with { Searches = each.Searches + 1 }, cancellationToken);
        if (known?.LastPieceAt is not null)
        {
            Result<IReadOnlyList<SiteVideo>> newest = await channel.ReadNewestAsync(cancellationToken);
            if (!newest.Succeeded) return newest.Problem;
            string[] others = await OthersAsync(known, cancellationToken);
            if (newest.Value.FirstOrDefault(video => Is(known, video) && !others.Contains(video.Id)) is { } found)
            {
                await ChangeAsync(publication, each => each.Arrive(found), cancellationToken);
                return null;
            }
            if (known.Searches < MostSearches) return new UploadLater(_searchAgain);
        }
        await ChangeAsync(publication, each => each.Forget(), cancellationToken);
        return null;
    }

    private static bool Is(Publication publication, SiteVideo video) =>
        video.Title == publication.Details.Title && video.PublishedAt >= publication.SessionBegunAt - _skew &&
        (video.Bytes is null || video.Bytes == publication.Bytes);

    /// <summary>The newest videos of the person's other publications.</summary>
    private async Task<string[]> OthersAsync(Publication publication, CancellationToken cancellationToken)
    {
        DocumentPage<Publication> page = await store.QueryAsync<Publication>(
            new DocumentQuery { Partition = publication.OwnerId, OrderBy = "createdAt", Descending = true },
            cancellationToken);
        return [.. page.Items.Where(each => each.Value.Id != publication.Id).Select(each => each.Value.VideoId).OfType<string>()];
    }

    // Whoever sees that it has ended, or went on with another upload, leaves it so.
    private Task<Publication?> ChangeAsync(
        Publication publication, Func<Publication, Publication> change, CancellationToken cancellationToken) =>
        store.UpdateAsync<Publication>(
            publication.OwnerId,
            publication.Id,
            each => each.IsFinished || each.VideoId is not null || each.Session != publication.Session ? each : change(each),
            cancellationToken);
}

/// <summary>It is too early for the next step.</summary>
internal sealed record UploadLater(TimeSpan Wait) : Problem;
