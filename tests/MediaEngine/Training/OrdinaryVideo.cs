using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

/// <summary>The sample presenter with the colours of an ordinary video, against whom others are held.</summary>
public sealed class OrdinaryVideo : IAsyncLifetime, IDisposable
{
    public const int Width = 320;
    public const int Height = 180;

    public const string Filters = "scale=in_color_matrix=bt709:out_color_matrix=bt709:out_range=tv,"
        + "setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv";

    public TestMedia Media { get; } = new();

    /// <summary>Its first frame, in yuv420p.</summary>
    public byte[] Frame { get; private set; } = [];

    public async Task InitializeAsync() =>
        Frame = await FirstFrameAsync(await Media.FromPresenter("0.2", Filters, "ordinary.mp4", "-qp", "10"));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Media.Dispose();

    public static async Task<byte[]> FirstFrameAsync(string file)
    {
        MediaProbe probe = await MediaProber.ProbeAsync(file, MediaKind.Video, CancellationToken.None);
        await using var reader = SegmentReader.Open(
            new VideoSegment(file, probe.Video!, FrameCount: 1),
            $"{PictureFilters.Fit(probe.Video!, Width, Height)},{PictureFilters.Colours(probe.Video!)}",
            "yuv420p",
            CancellationToken.None);
        byte[] frame = new byte[Width * Height * 3 / 2];
        (await reader.ReadAsync(frame)).ShouldBeTrue();
        return frame;
    }
}
