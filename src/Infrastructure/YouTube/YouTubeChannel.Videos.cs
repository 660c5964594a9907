using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>What is done with videos that are there, and playlists.</summary>
internal sealed partial class YouTubeChannel
{
    private const int MostPages = 20;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SiteVideo>>> ReadNewestAsync(CancellationToken cancellationToken)
    {
        Result<YouTubeAnswer> mine = await GetAsync("channels", "part=contentDetails&mine=true", cancellationToken);
        if (!mine.Succeeded) return mine.Problem;
        string? uploads = mine.Value.Body.Items("items").FirstOrDefault().Text("contentDetails", "relatedPlaylists", "uploads");
        if (uploads is null) return calls.Unreadable("the channel", mine.Value);
        Result<YouTubeAnswer> items = await GetAsync(
            "playlistItems", $"part=contentDetails&maxResults=50&playlistId={Uri.EscapeDataString(uploads)}", cancellationToken);
        if (!items.Succeeded) return items.Problem;
        string[] ids = [.. items.Value.Body.Items("items").Select(item => item.Text("contentDetails", "videoId")).OfType<string>()];
        return ids.Length == 0 ? Array.Empty<SiteVideo>() : await ReadAsync("snippet,status,fileDetails", ids, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<SiteVideo>>> ReadAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        ReadAsync("snippet,statistics,status", ids, cancellationToken);

    /// <inheritdoc/>
    public async Task<Result<SiteDone>> SetThumbnailAsync(
        string videoId, Stream picture, string contentType, CancellationToken cancellationToken)
    {
        byte[] bytes = await BytesAsync(picture, cancellationToken);
        Result<YouTubeAnswer> answer = await calls.DoAsync(
            "a picture",
            () => new HttpRequestMessage(
                HttpMethod.Post, options.Upload("thumbnails/set", $"uploadType=media&videoId={Uri.EscapeDataString(videoId)}"))
            {
                Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
            },
            Patience,
            cancellationToken);
        return answer.Succeeded ? SiteDone.Yes : answer.Problem;
    }

    /// <inheritdoc/>
    public async Task<Result<SiteDone>> AddCaptionsAsync(
        string videoId, Stream captions, string language, CancellationToken cancellationToken)
    {
        const string What = "captions";
        byte[] bytes = await BytesAsync(captions, cancellationToken);
        JsonObject snippet = new() { ["videoId"] = videoId, ["language"] = language, ["name"] = "", ["isDraft"] = false };
        Result<YouTubeAnswer> answer = await calls.SendAsync(
            What,
            () => new HttpRequestMessage(HttpMethod.Post, options.Upload("captions", "uploadType=multipart&part=snippet"))
            {
                Content = new MultipartContent("related")
                {
                    Json(new JsonObject { ["snippet"] = snippet.DeepClone() }),
                    new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("text/vtt") } },
                },
            },
            Patience,
            cancellationToken);
        if (!answer.Succeeded) return answer.Problem;
        // The answer to an earlier attempt was lost.
        return answer.Value.IsGood || answer.Value.Reason == "captionExists" ? SiteDone.Yes : calls.Refuse(What, answer.Value);
    }

    /// <inheritdoc/>
    public async Task<Result<SitePlaylist>> CreatePlaylistAsync(PlaylistDetails details, CancellationToken cancellationToken)
    {
        const string What = "a playlist";
        Result<YouTubeAnswer> answer = await calls.DoAsync(
            What,
            () => new HttpRequestMessage(HttpMethod.Post, options.Api("playlists", "part=snippet,status"))
            {
                Content = Json(YouTubeJson.Of(details)),
            },
            Patience,
            cancellationToken);
        if (!answer.Succeeded) return answer.Problem;
        return YouTubeJson.Playlist(answer.Value.Body) is { } playlist ? playlist : calls.Unreadable(What, answer.Value);
    }

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<SitePlaylist>>> ReadPlaylistsAsync(CancellationToken cancellationToken)
    {
        List<SitePlaylist> playlists = [];
        string page = "";
        for (int n = 0; n < MostPages; n++)
        {
            Result<YouTubeAnswer> answer = await GetAsync(
                "playlists", $"part=snippet&mine=true&maxResults=50{page}", cancellationToken);
            if (!answer.Succeeded) return answer.Problem;
            JsonElement body = answer.Value.Body;
            playlists.AddRange(body.Items("items").Select(YouTubeJson.Playlist).OfType<SitePlaylist>());
            if (body.Text("nextPageToken") is not { } next) break;
            page = $"&pageToken={Uri.EscapeDataString(next)}";
        }
        return playlists;
    }

    private async Task<Result<IReadOnlyList<SiteVideo>>> ReadAsync(
        string parts, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Result<YouTubeAnswer> answer = await GetAsync(
            "videos", $"part={parts}&id={Uri.EscapeDataString(string.Join(',', ids))}", cancellationToken);
        if (!answer.Succeeded) return answer.Problem;
        return answer.Value.Body.Items("items").Select(YouTubeJson.Video).OfType<SiteVideo>().ToArray();
    }

    private Task<Result<YouTubeAnswer>> GetAsync(string method, string query, CancellationToken cancellationToken) =>
        calls.DoAsync(
            method, () => new HttpRequestMessage(HttpMethod.Get, options.Api(method, query)), Patience, cancellationToken);

    // Of a picture or captions, which are small.
    private static async Task<byte[]> BytesAsync(Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
