using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Probing;

/// <summary>The part of ffprobe's JSON that matters here.</summary>
internal sealed record ProbeDocument(ProbedStream[]? Streams, ProbedFormat? Format)
{
    /// <summary>
    /// What ffprobe is asked for: the members of these records and nothing else, since the tags of a file may be as large
    /// as the file, and many times larger as JSON.
    /// </summary>
    public const string Entries =
        "format=format_name,duration:"
        + "stream=codec_type,codec_name,duration,width,height,sample_aspect_ratio,avg_frame_rate,color_space:"
        + "stream_disposition=attached_pic:stream_side_data=rotation";
}

internal sealed record ProbedFormat(string FormatName, string? Duration);

internal sealed record ProbedStream(
    string? CodecType,
    string? CodecName,
    string? Duration,
    int Width,
    int Height,
    string? SampleAspectRatio,
    string? AvgFrameRate,
    string? ColorSpace,
    Dictionary<string, int>? Disposition,
    ProbedSideData[]? SideDataList);

internal sealed record ProbedSideData(double Rotation);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeDocument))]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
