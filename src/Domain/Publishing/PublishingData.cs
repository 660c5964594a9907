using System.Runtime.CompilerServices;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>
/// Which channels a person has let the app in to, and what was published there. The channel's videos are the person's, and stay.
/// </summary>
public sealed class PublishingData(IDocumentStore store, ChannelConnections connections) : IPersonalData
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<PersonalItem> CollectAsync(
        string ownerId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (ChannelConnection each in store.ReadAllAsync<ChannelConnection>(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"channels/{each.Id}.json",
                new { each.ChannelId, each.ChannelTitle, each.ConnectedAt, each.WithdrawnAt });
        await foreach (Publication each in store.ReadAllAsync<Publication>(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"publications/{each.Id}.json",
                new
                {
                    each.SourceId,
                    each.ChannelId,
                    each.Details,
                    each.State,
                    each.VideoId,
                    each.Privacy,
                    each.Failure,
                    each.CreatedAt,
                    each.FinishedAt,
                });
        await foreach (Playlist each in store.ReadAllAsync<Playlist>(ownerId, cancellationToken))
            yield return new PersonalItem.Data(
                $"playlists/{each.Id}.json", new { each.ChannelId, each.Details, each.PlaylistId, each.CreatedAt });
        await foreach (ChannelFigures each in store.ReadAllAsync<ChannelFigures>(ownerId, cancellationToken))
            yield return new PersonalItem.Data($"channels/{each.Id}-figures.json", new { each.ReadAt, each.Videos });
    }

    /// <inheritdoc/>
    /// <exception cref="SiteSilentException">The site cannot be told yet that the app is not let in any more.</exception>
    public async Task EraseAsync(string ownerId, CancellationToken cancellationToken)
    {
        Result<SiteDone> ended = await connections.EndAsync(ownerId, cancellationToken);
        if (!ended.Succeeded) throw new SiteSilentException();
        await store.EraseAllAsync<ChannelConnection>(ownerId, cancellationToken);
        await store.EraseAllAsync<Publication>(ownerId, cancellationToken);
        await store.EraseAllAsync<Playlist>(ownerId, cancellationToken);
        await store.EraseAllAsync<ChannelFigures>(ownerId, cancellationToken);
    }
}

/// <summary>A site does not answer, and has to be told before what leads to it is forgotten: it is to be tried again.</summary>
public sealed class SiteSilentException() : Exception("The site of a connected channel does not answer.");
