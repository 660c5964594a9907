using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Probing;

/// <summary>The part of ffprobe's JSON that matters here.</summary>
internal sealed record ProbeDocument(ProbedStream[]? Streams, ProbedFormat? Format, ProbedFrame[]? Frames)
{
    /// <summary>
    /// What ffprobe is asked for: the members of these records and nothing else, since the tags of a file may be as large
    /// as the file, and many times larger as JSON.
    /// </summary>
    public const string Entries =
        "format=format_name,duration,start_time:"
        + "stream=index,codec_type,codec_name,duration,width,height,sample_aspect_ratio,avg_frame_rate,nb_frames,field_order,"
        + "pix_fmt,color_space,color_transfer,color_primaries,color_range:"
        + "stream_disposition=attached_pic:stream_tags=DURATION:stream_side_data=side_data_type,displaymatrix";

    /// <summary>What ffprobe is asked for of a frame.</summary>
    public const string FrameEntries =
        "frame=stream_index,width,height,pix_fmt,color_space,color_transfer,color_primaries,color_range,interlaced_frame:"
        + "frame_side_data=side_data_type,displaymatrix";
}

internal sealed record ProbedFormat(string FormatName, string? Duration, string? StartTime);

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
    ProbedSideData[]? SideDataList)
{
    public int Index { get; init; }

    public string? PixFmt { get; init; }

    public string? ColorTransfer { get; init; }

    public string? ColorPrimaries { get; init; }

    public string? ColorRange { get; init; }

    public string? FieldOrder { get; init; }

    public string? NbFrames { get; init; }

    public Dictionary<string, string>? Tags { get; init; }
}

/// <summary>What only the decoder sees.</summary>
internal sealed record ProbedFrame(
    int Width,
    int Height,
    string? PixFmt,
    string? ColorSpace,
    string? ColorTransfer,
    string? ColorPrimaries,
    string? ColorRange,
    int InterlacedFrame,
    ProbedSideData[]? SideDataList)
{
    public int StreamIndex { get; init; }
}

internal sealed record ProbedSideData(string? SideDataType, string? Displaymatrix);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeDocument))]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
