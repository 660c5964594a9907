using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.TalkingHead;

public sealed class MouthCutsTests : IDisposable
{
    private const int Frames = 6;

    private static readonly MouthBox _box = new(40, 20, 64, 48);

    private readonly TestMedia _media = new();

    public void Dispose() => _media.Dispose();

    [Fact]
    public async Task A_cycle_is_cut_once_and_read_as_often_as_it_comes_round()
    {
        string mezzanine = await FilmAsync();
        byte[] expected = (await ChildProcess.ReadAsync(
            FFmpeg.Tool,
            [.. FFmpeg.GlobalOptions, "-i", mezzanine, "-vf", "crop=64:48:40:20", "-f", "rawvideo", "pipe:1"],
            ToolLimits.Quick,
            CancellationToken.None)).ToArray();
        using var folder = TemporaryFolder.Create();

        await using (MouthCuts cuts = new(mezzanine, Frames, _box, folder, CancellationToken.None))
        {
            cuts.Require(2 * Frames);
            byte[] part = new byte[_box.Bytes];
            for (int i = 0; i < 2 * Frames; i++)
            {
                await cuts.ReadAsync(i, part, CancellationToken.None);
                part.ShouldBe(expected.AsSpan(i % Frames * _box.Bytes, _box.Bytes).ToArray(), $"frame {i}");
            }
        }

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mezzanine_that_is_shorter_than_its_track_is_told()
    {
        string mezzanine = await FilmAsync();
        using var folder = TemporaryFolder.Create();
        await using MouthCuts cuts = new(mezzanine, Frames + 1, _box, folder, CancellationToken.None);
        byte[] part = new byte[_box.Bytes];
        for (int i = 0; i < Frames; i++)
            await cuts.ReadAsync(i, part, CancellationToken.None);

        await Should.ThrowAsync<InvalidDataException>(async () => await cuts.ReadAsync(Frames, part, CancellationToken.None));
    }

    private async Task<string> FilmAsync()
    {
        string file = _media.NewPath("cycle.mp4");
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "lavfi", "-i", "testsrc=size=160x96:rate=25", "-frames:v", $"{Frames}",
                "-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p", file,
            ],
            CancellationToken.None);
        return file;
    }
}
