using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class VideoTrainerTests(TestMedia media) : IClassFixture<TestMedia>
{
    [Fact]
    public async Task A_video_without_a_face_is_refused() =>
        await ShouldBeRejected(
            await media.FromSource("testsrc=size=640x360:rate=25:duration=2.2", "test.mp4"), MediaRejection.NoFace);

    [Fact]
    public async Task A_face_that_is_away_for_half_of_the_time_is_refused() =>
        await ShouldBeRejected(
            await media.FromPresenter("2.2", "drawbox=t=fill:enable='gt(t,1)'", "away.mp4"), MediaRejection.NoFace);

    [Fact]
    public async Task Two_people_are_refused() =>
        await ShouldBeRejected(
            await media.FromPresenter("2.2", "split[a][b];[a][b]hstack", "two.mp4"), MediaRejection.SeveralFaces);

    [Fact]
    public async Task A_face_of_too_few_pixels_is_refused() =>
        await ShouldBeRejected(
            await media.FromPresenter("2.2", "scale=200:112", "tiny.mp4"), MediaRejection.FaceTooSmall);

    [Fact]
    public async Task A_short_video_is_refused() =>
        await ShouldBeRejected(await media.FromPresenter("1.5", "null", "short.mp4"), MediaRejection.TooShort);

    [Fact]
    public async Task A_video_that_breaks_off_is_refused()
    {
        var whole = await media.FromPresenter("4", "null", "whole.mp4", "-movflags", "+faststart");

        await ShouldBeRejected(media.Truncated(whole, 0.3), MediaRejection.CorruptFile);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public async Task Cancelling_kills_the_tools_and_leaves_no_files(double moment)
    {
        var source = await media.FromPresenter("2", "null", "presenter.mp4");
        var (folder, temporary) = (media.NewPath("model"), media.NewPath("temporary"));
        using var cancellation = new CancellationTokenSource();
        var progress = new CallbackProgress(value =>
        {
            if (value >= moment)
                cancellation.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(
            new VideoTrainer(temporary).TrainAsync(source, folder, progress, cancellation.Token));

        Directory.Exists(folder).ShouldBeFalse();
        if (Directory.Exists(temporary))
            Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();
        CommandLines().ShouldNotContain(line => line.Contains(source) || line.Contains(temporary));
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc", "*").Where(name => char.IsAsciiDigit(name[6])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (IOException)
            {
                // The process has ended since the folder was listed.
                continue;
            }

            yield return line;
        }
    }

    private async Task ShouldBeRejected(string file, string code)
    {
        var (folder, temporary) = (media.NewPath("model"), media.NewPath("temporary"));

        var rejection = await Should.ThrowAsync<MediaRejectedException>(
            new VideoTrainer(temporary).TrainAsync(file, folder, progress: null, CancellationToken.None));

        rejection.Code.ShouldBe(code);
        Directory.Exists(folder).ShouldBeFalse();
        Directory.Exists(temporary).ShouldBeFalse();
    }

    private sealed class CallbackProgress(Action<double> callback) : IProgress<double>
    {
        public void Report(double value) => callback(value);
    }
}
