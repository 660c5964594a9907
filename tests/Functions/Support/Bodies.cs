using System.Text.Json.Nodes;

namespace Understudy.Functions.Tests.Support;

/// <summary>Bodies of requests that are in order, to send or to spoil.</summary>
public static class Bodies
{
    /// <summary>Creates a model of that kind ("video" or "voice").</summary>
    public static JsonObject Model(string kind, string name = "Mine", long bytes = 1000)
    {
        JsonObject body = new()
        {
            ["name"] = name,
            ["file_name"] = kind == "video" ? "recording.mp4" : "sample.wav",
            ["file_size_bytes"] = bytes,
            ["content_type"] = kind == "video" ? "video/mp4" : "audio/wav",
        };
        if (kind == "voice") body["source_type"] = "upload";
        return body;
    }

    /// <summary>Asks for a video; the optional fields are left out when null.</summary>
    public static JsonObject Video(
        Pair models, string text = "Hello there.", string? title = "Hello", string? resolution = null)
    {
        JsonObject body = new()
        {
            ["video_model_id"] = models.Video,
            ["voice_model_id"] = models.Voice,
            ["input_text"] = text,
            ["language"] = "en",
        };
        if (title is not null) body["title"] = title;
        if (resolution is not null) body["resolution"] = resolution;
        return body;
    }

    /// <summary>A body with one field changed to a JSON value, or taken out when that is null.</summary>
    public static string With(this JsonObject body, string field, string? json)
    {
        // Written by hand: a lone surrogate has no node.
        IEnumerable<string> fields = body
            .Where(pair => pair.Key != field)
            .Select(pair => $"\"{pair.Key}\":{pair.Value?.ToJsonString() ?? "null"}")
            .Concat(json is null ? [] : [$"\"{field}\":{json}"]);
        return $"{{{string.Join(',', fields)}}}";
    }
}
