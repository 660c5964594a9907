using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Understudy.Tests.Google;

/// <summary>What is not uploading.</summary>
internal sealed partial class YouTubeDouble
{
    private readonly List<YouTubePlaylist> _playlists = [];

    /// <summary>The playlists, the oldest first.</summary>
    public IReadOnlyList<YouTubePlaylist> Playlists
    {
        get
        {
            lock (_playlists) return [.. _playlists];
        }
    }

    /// <summary>The batches in which videos were read.</summary>
    public int VideoReads { get; private set; }

    /// <summary>Whether Google accounts have channels.</summary>
    public bool HasChannels { get; set; } = true;

    /// <summary>Somebody deletes a video.</summary>
    public void Delete(YouTubeVideo video)
    {
        lock (_videos) _videos.Remove(video);
    }

    private IResult Channels(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        JsonObject body = new();
        if (HasChannels)
        {
            body["items"] = new JsonArray(new JsonObject
            {
                ["id"] = channel,
                ["snippet"] = new JsonObject { ["title"] = $"The channel {channel}" },
                ["contentDetails"] = new JsonObject { ["relatedPlaylists"] = new JsonObject { ["uploads"] = $"UU{channel}" } },
            });
        }
        return Results.Json(body);
    }

    private IResult ReadVideos(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        VideoReads++;
        string[] ids = http.Request.Query["id"].ToString().Split(',');
        if (ids.Length > 50) return Error(400, "invalidFilters");
        string parts = http.Request.Query["part"].ToString();
        return Results.Json(new
        {
            items = Videos.Where(video => video.Channel == channel && ids.Contains(video.Id)).Select(video => Resource(video, parts)),
        });
    }

    private IResult PlaylistItems(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        if (http.Request.Query["playlistId"] != $"UU{channel}") return Error(404, "playlistNotFound");
        return Results.Json(new
        {
            items = Videos.Where(video => video.Channel == channel).Reverse().Take(50)
                .Select(video => new { contentDetails = new { videoId = video.Id } }),
        });
    }

    private IResult ReadPlaylists(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        int from = int.TryParse(http.Request.Query["pageToken"], out int token) ? token : 0;
        YouTubePlaylist[] mine = [.. Playlists.Where(playlist => playlist.Channel == channel)];
        JsonObject body = new()
        {
            ["items"] = new JsonArray([.. mine.Skip(from).Take(50).Select(Resource)]),
        };
        if (mine.Length > from + 50) body["nextPageToken"] = $"{from + 50}";
        return Results.Json(body);
    }

    private async Task<IResult> CreatePlaylistAsync(HttpContext http)
    {
        if (ChannelOf(http.Request) is not { } channel) return NotSignedIn();
        JsonNode body = (await JsonNode.ParseAsync(http.Request.Body))!;
        YouTubePlaylist playlist = new(
            $"PL{Interlocked.Increment(ref _numbers):d16}",
            channel,
            body["snippet"]!["title"]!.GetValue<string>(),
            body["snippet"]!["description"]!.GetValue<string>(),
            body["status"]!["privacyStatus"]!.GetValue<string>(),
            _time.GetUtcNow());
        lock (_playlists) _playlists.Add(playlist);
        return Results.Json(Resource(playlist));
    }

    private async Task<IResult> SetThumbnailAsync(HttpContext http)
    {
        if (ChannelOf(http.Request) is null) return NotSignedIn();
        using MemoryStream bytes = new();
        await http.Request.Body.CopyToAsync(bytes);
        if (Videos.FirstOrDefault(video => video.Id == http.Request.Query["videoId"]) is not { } found)
            return Error(404, "videoNotFound");
        if (http.Request.ContentType is not ("image/jpeg" or "image/png")) return Error(400, "invalidImage");
        found.Thumbnail = bytes.ToArray();
        return Results.Json(new { kind = "youtube#thumbnailSetResponse" });
    }

    private async Task<IResult> AddCaptionsAsync(HttpContext http)
    {
        if (ChannelOf(http.Request) is null) return NotSignedIn();
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        string boundary = http.Request.ContentType!.Split("boundary=")[1].Trim('"');
        string[] parts =
            [.. body.Split($"--{boundary}").Skip(1).Take(2).Select(part => part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..].Trim('\r', '\n'))];
        JsonNode snippet = JsonNode.Parse(parts[0])!["snippet"]!;
        if (Videos.FirstOrDefault(video => video.Id == snippet["videoId"]!.GetValue<string>()) is not { } found)
            return Error(404, "videoNotFound");
        return found.Captions.TryAdd(snippet["language"]!.GetValue<string>(), parts[1])
            ? Results.Json(new { kind = "youtube#caption" })
            : Error(409, "captionExists");
    }

    private static JsonObject Resource(YouTubeVideo video, string parts)
    {
        JsonObject status = new()
        {
            ["uploadStatus"] = video.Rejection is null ? "processed" : "rejected",
            ["privacyStatus"] = video.Privacy,
        };
        if (video.Rejection is not null) status["rejectionReason"] = video.Rejection;
        JsonObject all = new()
        {
            ["snippet"] = new JsonObject { ["title"] = video.Title, ["publishedAt"] = Time(video.PublishedAt) },
            ["status"] = status,
            ["statistics"] = new JsonObject { ["viewCount"] = video.Views.ToString(CultureInfo.InvariantCulture) },
            ["fileDetails"] = new JsonObject { ["fileSize"] = video.Bytes.Length.ToString(CultureInfo.InvariantCulture) },
        };
        JsonObject resource = new() { ["id"] = video.Id };
        foreach (string part in parts.Split(',')) resource[part] = all[part]!.DeepClone();
        return resource;
    }

    private static JsonObject Resource(YouTubePlaylist playlist) => new()
    {
        ["id"] = playlist.Id,
        ["snippet"] = new JsonObject { ["title"] = playlist.Title, ["publishedAt"] = Time(playlist.CreatedAt) },
    };

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A playlist on YouTube.</summary>
internal sealed record YouTubePlaylist(
    string Id, string Channel, string Title, string Description, string Privacy, DateTimeOffset CreatedAt);
