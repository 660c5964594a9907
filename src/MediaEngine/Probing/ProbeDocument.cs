using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Probing;

/// <summary>The part of ffprobe's JSON that matters here.</summary>
internal sealed record ProbeDocument(ProbedStream[]? Streams, ProbedFormat? Format, ProbedFrame[]? Frames);

internal sealed record ProbedFormat(string FormatName, string? Duration, string? StartTime);

internal sealed record ProbedStream(
    string? CodecType,
    string? CodecName,
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

    public string? Duration { get; init; }

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
    ProbedSideData[]? SideDataList);

internal sealed record ProbedSideData(string? SideDataType, string? Displaymatrix);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeDocument))]
internal sealed partial class ProbeJsonContext : JsonSerializerContext;
