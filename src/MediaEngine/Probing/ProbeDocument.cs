using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Probing;

/// <summary>The part of ffprobe's JSON that matters here.</summary>
internal sealed record ProbeDocument(ProbedStream[]? Streams, ProbedFormat? Format);

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
