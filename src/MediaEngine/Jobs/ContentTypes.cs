namespace Understudy.MediaEngine.Jobs;

/// <summary>The media types of the files that the engine makes.</summary>
internal static class ContentTypes
{
    /// <summary>By a file's name.</summary>
    public static string Of(string file) => Path.GetExtension(file) switch
    {
        ".mp4" => "video/mp4",
        ".mov" => "video/quicktime",
        ".webm" => "video/webm",
        ".wav" => "audio/wav",
        ".m4a" => "audio/mp4",
        ".mp3" => "audio/mpeg",
        ".flac" => "audio/flac",
        ".ogg" => "audio/ogg",
        ".mid" => "audio/midi",
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        ".vtt" => "text/vtt; charset=utf-8",
        ".srt" => "application/x-subrip",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };
}
