using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>A playlist that a person wants.</summary>
/// <param name="OwnerId">Who.</param>
/// <param name="Details">What is said of it.</param>
/// <param name="Id">The id of what is made, where it was chosen before; asking again with it makes no second one.</param>
public sealed record CreatePlaylist(string OwnerId, PlaylistDetails Details, string? Id);

/// <summary>
/// Makes a playlist on somebody's channel. The site makes another one each time that it is asked: whoever asks again, because an
/// answer was lost, looks first whether it is there.
/// </summary>
public sealed class CreatePlaylistHandler(
    IDocumentStore store, ChannelConnections connections, IIdFactory ids, TimeProvider time)
{
    // The site's clock differs from ours by less.
    private static readonly TimeSpan _skew = TimeSpan.FromMinutes(5);

    /// <summary>Makes it.</summary>
    /// <returns>It, or a <see cref="SiteProblem"/>.</returns>
    public async Task<Result<Playlist>> HandleAsync(CreatePlaylist command, CancellationToken cancellationToken)
    {
        Result<OpenChannel> open = await connections.OpenAsync(command.OwnerId, cancellationToken);
        if (!open.Succeeded) return open.Problem;
        (ChannelConnection connection, IVideoChannel channel) = open.Value;
        string id = command.Id ?? ids.Next();
        Playlist wanted = new()
        {
            Id = id,
            OwnerId = command.OwnerId,
            ChannelId = connection.ChannelId,
            Details = command.Details,
            CreatedAt = time.GetUtcNow(),
        };
        bool isFirst = await store.CreateAsync(wanted, cancellationToken) is not null;
        Playlist known = isFirst
            ? wanted
            : (await store.FindAsync<Playlist>(command.OwnerId, id, cancellationToken))?.Value ?? wanted;
        if (known.PlaylistId is not null) return known;
        Result<SitePlaylist> made = isFirst
            ? await channel.CreatePlaylistAsync(known.Details, cancellationToken)
            : await FindOrCreateAsync(known, channel, cancellationToken);
        if (!made.Succeeded) return await JudgeAsync(connection, known, made.Problem, cancellationToken);
        return await store.UpdateAsync<Playlist>(
            known.OwnerId, id, each => each with { PlaylistId = made.Value.Id }, cancellationToken)
            ?? known with { PlaylistId = made.Value.Id };
    }

    private static async Task<Result<SitePlaylist>> FindOrCreateAsync(
        Playlist known, IVideoChannel channel, CancellationToken cancellationToken)
    {
        Result<IReadOnlyList<SitePlaylist>> all = await channel.ReadPlaylistsAsync(cancellationToken);
        if (!all.Succeeded) return all.Problem;
        return all.Value.FirstOrDefault(
            each => each.Title == known.Details.Title && each.CreatedAt >= known.CreatedAt - _skew) is { } found
                ? found
                : await channel.CreatePlaylistAsync(known.Details, cancellationToken);
    }

    // What the site has certainly not made is forgotten.
    private async Task<Problem> JudgeAsync(
        ChannelConnection connection, Playlist known, Problem problem, CancellationToken cancellationToken)
    {
        if (problem is not SiteUnavailable) await store.DeleteAsync<Playlist>(known.OwnerId, known.Id, cancellationToken);
        return await connections.JudgeAsync(connection, problem, cancellationToken);
    }
}
