using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>A video that a person has published.</summary>
/// <param name="Id">The site's id.</param>
/// <param name="Title">Its title there.</param>
/// <param name="Views">How often it was seen.</param>
/// <param name="UploadedAt">When it was there.</param>
public sealed record PublishedVideo(string Id, string Title, long Views, DateTimeOffset UploadedAt);

/// <summary>
/// Lists what a person has published on the channel that is connected. The site is asked once a minute at most, and what it said
/// last is told as long as it does not answer.
/// </summary>
public sealed class PublishedVideos(IDocumentStore store, IVideoSite site, ChannelConnections connections, TimeProvider time)
{
    private const int Batch = 50;
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);

    // A video that has just arrived may not be found yet.
    private static readonly TimeSpan _settling = TimeSpan.FromHours(1);

    /// <summary>The videos, the newest first; none when no channel is connected.</summary>
    public async Task<IReadOnlyList<PublishedVideo>> ListAsync(string ownerId, CancellationToken cancellationToken)
    {
        ChannelConnection? connection = await connections.FindAsync(ownerId, cancellationToken);
        if (connection is null) return [];
        List<Publication> published = [];
        DocumentQuery query = new() { Partition = ownerId, Where = [Filter.Equal("state", PublicationState.Published)] };
        await foreach (Publication each in store.AllAsync<Publication>(query, cancellationToken))
            if (each.ChannelId == connection.ChannelId) published.Add(each);
        if (published.Count == 0) return [];
        DateTimeOffset now = time.GetUtcNow();
        ChannelFigures? figures = await FiguresAsync(connection, published, now, cancellationToken);
        return
        [
            .. published.OrderByDescending(each => each.FinishedAt).Where(each => IsThere(each, figures)).Select(each =>
            {
                VideoFigures? told = figures?.Videos.GetValueOrDefault(each.VideoId!);
                return new PublishedVideo(
                    each.VideoId!, told?.Title ?? each.Details.Title, told?.Views ?? 0, each.FinishedAt!.Value);
            }),
        ];
    }

    private static bool IsThere(Publication publication, ChannelFigures? figures) =>
        figures is null || figures.Videos.ContainsKey(publication.VideoId!) || publication.FinishedAt > figures.ReadAt - _settling;

    private async Task<ChannelFigures?> FiguresAsync(
        ChannelConnection connection,
        IReadOnlyList<Publication> published,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ChannelFigures? known =
            (await store.FindAsync<ChannelFigures>(connection.OwnerId, site.Name, cancellationToken))?.Value;
        bool isFresh = known is not null && !known.ReadAt.IsOlderThan(_fresh, now) &&
            published.All(each => known.Videos.ContainsKey(each.VideoId!) || each.FinishedAt <= known.ReadAt);
        if (isFresh) return known;
        Result<OpenChannel> open = await connections.OpenAsync(connection.OwnerId, cancellationToken);
        if (!open.Succeeded) return known;
        Dictionary<string, VideoFigures> videos = [];
        foreach (string[] batch in published.Select(each => each.VideoId!).Chunk(Batch))
        {
            Result<IReadOnlyList<SiteVideo>> read = await open.Value.Channel.ReadAsync(batch, cancellationToken);
            if (!read.Succeeded)
            {
                await connections.JudgeAsync(connection, read.Problem, cancellationToken);
                return known;
            }
            foreach (SiteVideo video in read.Value) videos[video.Id] = new VideoFigures(video.Title, video.Views);
        }
        ChannelFigures fresh = new() { Id = site.Name, OwnerId = connection.OwnerId, ReadAt = now, Videos = videos };
        Stored<ChannelFigures> stored =
            await store.FindOrCreateAsync(connection.OwnerId, site.Name, () => fresh, cancellationToken);
        if (stored.Value.ReadAt != now)
            await store.UpdateAsync<ChannelFigures>(connection.OwnerId, site.Name, _ => fresh, cancellationToken);
        return fresh;
    }
}
