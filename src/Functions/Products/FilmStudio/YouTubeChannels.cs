using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>What a person's channel has: its connection, playlists, and the films that were uploaded.</summary>
[SignedInBy(Way.Session)]
public sealed class YouTubeChannels(
    ChannelConnections connections,
    CreatePlaylistHandler playlists,
    PublishedVideos videos,
    OriginOptions origins,
    TimeProvider time)
{
    /// <summary>The page where the person lets the app in; beyond the contract.</summary>
    [Function("FilmStudio-Channel-Connect")]
    public async Task<IResult> Connect(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/youtube/connect")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        Result<ConsentJourney> begun = await connections.BeginAsync(Caller.IdOf(request), cancellationToken);
        var dialect = Dialect.Of(request.HttpContext);
        if (!begun.Succeeded) return dialect.Refuse(begun.Problem);
        ConsentCookie.Set(request.HttpContext, begun.Value.State, origins.PublicUrl);
        return dialect.Success(new ConnectAnswer(begun.Value.Page));
    }

    /// <summary>Tells which channel is connected; beyond the contract.</summary>
    [Function("FilmStudio-Channel-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/youtube/connection")]
        HttpRequest request,
        CancellationToken cancellationToken) => Dialect.Of(request.HttpContext).Success(
            ConnectionAnswer.Of(await connections.FindAsync(Caller.IdOf(request), cancellationToken)));

    /// <summary>Ends the connection, at Google too; beyond the contract. It may be repeated.</summary>
    [Function("FilmStudio-Channel-Disconnect")]
    public async Task<IResult> Disconnect(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "filmstudio/api/youtube/connection")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        Result<SiteDone> ended = await connections.EndAsync(Caller.IdOf(request), cancellationToken);
        var dialect = Dialect.Of(request.HttpContext);
        return ended.Succeeded
            ? dialect.Success(new MessageAnswer("YouTube account disconnected"))
            : dialect.Refuse(ended.Problem.At(time.GetUtcNow()));
    }

    /// <summary>Makes a playlist. FilmStudio, POST /youtube/playlist.</summary>
    [Creates]
    [Function("FilmStudio-Playlist-Create")]
    public Task<IResult> CreatePlaylist(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/youtube/playlist")] HttpRequest request) =>
        request.HandleAsync(
            fields => YouTubeBodies.ReadPlaylist(fields, Caller.IdOf(request), NewResource.IdOf(request)),
            async (command, cancellationToken) =>
            {
                Result<Playlist> made = await playlists.HandleAsync(command, cancellationToken);
                return made.Succeeded ? made : made.Problem.At(time.GetUtcNow());
            },
            PlaylistAnswer.Of,
            StatusCodes.Status201Created);

    /// <summary>Lists what was uploaded to the connected channel. FilmStudio, GET /youtube/videos.</summary>
    [Function("FilmStudio-Upload-List")]
    public async Task<IResult> ListVideos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/youtube/videos")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<PublishedVideo> all = await videos.ListAsync(Caller.IdOf(request), cancellationToken);
        return Dialect.Of(request.HttpContext).Success(new VideosAnswer([.. all.Select(VideoAnswer.Of)]));
    }
}
