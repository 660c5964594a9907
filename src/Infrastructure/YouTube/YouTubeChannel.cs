using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>A person's channel, by version 3 of YouTube's Data API: uploads by its resumable protocol.</summary>
internal sealed partial class YouTubeChannel(
    YouTubeOptions options, ChannelSecrets secrets, string ownerId, YouTubeCalls calls, ILogger log) : IVideoChannel
{
    /// <summary>How long an answer is waited for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A piece of 8 MiB gets through a line of 256 kbit/s in that time.
    private static readonly TimeSpan _piecePatience = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task<Result<UploadSession>> BeginUploadAsync(
        VideoDetails details, long bytes, string contentType, CancellationToken cancellationToken)
    {
        const string What = "an upload";
        Result<YouTubeAnswer> answer = await calls.DoAsync(
            What,
            () =>
            {
                HttpRequestMessage request = new(
                    HttpMethod.Post, options.Upload("videos", "uploadType=resumable&part=snippet,status"))
                {
                    Content = Json(YouTubeJson.Of(details)),
                };
                request.Headers.Add("X-Upload-Content-Length", $"{bytes}");
                request.Headers.Add("X-Upload-Content-Type", contentType);
                return request;
            },
            Patience,
            cancellationToken);
        if (!answer.Succeeded) return answer.Problem;
        return answer.Value.Headers.Location is { IsAbsoluteUri: true } address && options.MayCarryOnAt(address)
            ? new UploadSession(secrets.SealUpload(ownerId, address))
            : calls.Unreadable(What, answer.Value);
    }

    /// <inheritdoc/>
    public Task<Result<UploadState>> AskAsync(UploadSession session, long bytes, CancellationToken cancellationToken) =>
        PutAsync(
            "how far an upload is",
            session,
            bytes,
            mayRepeat: true,
            () => Content(new ByteArrayContent([]), $"*/{bytes}"),
            Patience,
            cancellationToken);

    /// <inheritdoc/>
    public Task<Result<UploadState>> SendAsync(
        UploadSession session, UploadPiece piece, Stream content, CancellationToken cancellationToken) => PutAsync(
            "a piece of an upload",
            session,
            piece.Total,
            mayRepeat: false,
            () => Content(
                new PieceContent(content, piece.Length),
                $"{piece.Offset}-{piece.Offset + piece.Length - 1}/{piece.Total}"),
            _piecePatience,
            cancellationToken);

    private async Task<Result<UploadState>> PutAsync(
        string what,
        UploadSession session,
        long bytes,
        bool mayRepeat,
        Func<HttpContent> content,
        TimeSpan patience,
        CancellationToken cancellationToken)
    {
        if (secrets.OpenUpload(ownerId, session.Token) is not { } address)
        {
            Log.SealedOtherwise(log);
            return new UploadUnknown();
        }
        Result<YouTubeAnswer> answer = await calls.SendAsync(
            what,
            () => new HttpRequestMessage(HttpMethod.Put, address) { Content = content() },
            patience,
            cancellationToken,
            mayRepeat);
        if (!answer.Succeeded) return answer.Problem;
        return answer.Value switch
        {
            { Status: 308, Arrived: var arrived } when arrived <= bytes => new UploadState(arrived),
            { IsGood: true } done => YouTubeJson.Video(done.Body) is { } video
                ? new UploadState(bytes, video)
                : calls.Unreadable(what, done),
            { Status: 404 or 410 } => new UploadUnknown(),
            var other => calls.Refuse(what, other),
        };
    }

    private static HttpContent Content(HttpContent content, string range)
    {
        content.Headers.TryAddWithoutValidation("Content-Range", $"bytes {range}");
        return content;
    }

    private static StringContent Json(JsonObject body) =>
        new(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json", Encoding.UTF8.WebName));
}
