using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>What YouTube's JSON means. Its 64-bit numbers are texts.</summary>
internal static class YouTubeJson
{
    // Film & Animation.
    private const string Category = "1";

    /// <summary>A body as JSON; nothing when it is none.</summary>
    public static JsonElement Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>What is within an object under names; nothing when it is not there.</summary>
    public static JsonElement Within(this JsonElement body, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
            if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out body)) return default;
        return body;
    }

    /// <summary>A text within an object, or null.</summary>
    public static string? Text(this JsonElement body, params ReadOnlySpan<string> path) =>
        body.Within(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The items of a list within an object; none when there is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement body, params ReadOnlySpan<string> path) =>
        body.Within(path) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A video resource.</summary>
    public static JsonObject Of(VideoDetails details) => new()
    {
        ["snippet"] = new JsonObject
        {
            ["title"] = details.Title,
            ["description"] = details.Description,
            ["tags"] = new JsonArray([.. details.Tags]),
            ["categoryId"] = Category,
        },
        ["status"] = new JsonObject
        {
            ["privacyStatus"] = Word(details.Privacy),
            ["selfDeclaredMadeForKids"] = false,
            // All that is made here is.
            ["containsSyntheticMedia"] = true,
        },
    };

    /// <summary>A playlist resource.</summary>
    public static JsonObject Of(PlaylistDetails details) => new()
    {
        ["snippet"] = new JsonObject { ["title"] = details.Title, ["description"] = details.Description },
        ["status"] = new JsonObject { ["privacyStatus"] = Word(details.Privacy) },
    };

    /// <summary>A video, or null when it is none.</summary>
    public static SiteVideo? Video(JsonElement video) => video.Text("id") is { Length: > 0 } id
        ? new SiteVideo(
            id,
            video.Text("snippet", "title") ?? "",
            Time(video.Text("snippet", "publishedAt")),
            Privacy(video.Text("status", "privacyStatus")),
            Number(video.Text("statistics", "viewCount")),
            Number(video.Text("fileDetails", "fileSize")),
            Rejection(video))
        : null;

    /// <summary>A playlist, or null when it is none.</summary>
    public static SitePlaylist? Playlist(JsonElement playlist) => playlist.Text("id") is { Length: > 0 } id
        ? new SitePlaylist(id, playlist.Text("snippet", "title") ?? "", Time(playlist.Text("snippet", "publishedAt")))
        : null;

    private static string? Rejection(JsonElement video) => video.Text("status", "uploadStatus") switch
    {
        "rejected" => video.Text("status", "rejectionReason") ?? "rejected",
        "failed" => video.Text("status", "failureReason") ?? "failed",
        "deleted" => "deleted",
        _ => null,
    };

    private static string Word(VideoPrivacy privacy) => privacy switch
    {
        VideoPrivacy.Public => "public",
        VideoPrivacy.Unlisted => "unlisted",
        _ => "private",
    };

    private static VideoPrivacy? Privacy(string? word) => word switch
    {
        "public" => VideoPrivacy.Public,
        "unlisted" => VideoPrivacy.Unlisted,
        "private" => VideoPrivacy.Private,
        _ => null,
    };

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static DateTimeOffset Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : default;
}
