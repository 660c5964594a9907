using System.Numerics;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class VideoTrainerTests(TestMedia media) : IClassFixture<TestMedia>
{
    /// <summary>The distance of the presenter's eyes by that from their level to the chin, read off the sample.</summary>
    private const float PresenterProportion = 0.57f;

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
        string whole = await media.FromPresenter("4", "null", "whole.mp4", "-movflags", "+faststart");

        await ShouldBeRejected(media.Truncated(whole, 0.3), MediaRejection.CorruptFile);
    }

    [Fact]
    public async Task A_phone_that_is_turned_while_recording_gives_a_face_that_is_not_squeezed()
    {
        string folder = media.NewPath("model");

        TrainedVideo model = await new VideoTrainer(media.NewPath("temporary")).TrainAsync(
            await media.TurnedPhone("lying", "1", "upright", "2.4"), folder, progress: null, CancellationToken.None);

        (model.Width, model.Height).ShouldBe((480, 640));
        model.SegmentStart.ShouldBeGreaterThanOrEqualTo(1);
        Vector2[] face = FaceTrack.Load(new VideoModelFiles(folder).FaceTrack)[0].ToArray();
        float betweenEyes = Vector2.Distance((face[36] + face[39]) / 2, (face[42] + face[45]) / 2);
        float fromEyesToChin = Vector2.Distance((face[36] + face[45]) / 2, face[8]);
        (betweenEyes / fromEyesToChin).ShouldBe(PresenterProportion, tolerance: 0.08f);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.6)]
    public async Task Cancelling_kills_the_tools_and_leaves_no_files(double moment)
    {
        string source = await media.FromPresenter("2", "null", "presenter.mp4");
        (string folder, string temporary) = (media.NewPath("model"), media.NewPath("temporary"));
        using CancellationTokenSource cancellation = new();
        CallbackProgress progress = new(value =>
        {
            if (value >= moment) cancellation.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(
            new VideoTrainer(temporary).TrainAsync(source, folder, progress, cancellation.Token));

        Directory.Exists(folder).ShouldBeFalse();
        if (Directory.Exists(temporary)) Directory.EnumerateFileSystemEntries(temporary).ShouldBeEmpty();
        CommandLines().ShouldNotContain(line => line.Contains(source) || line.Contains(temporary));
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc", "*")
            .Where(name => char.IsAsciiDigit(name[6])))
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
        (string folder, string temporary) = (media.NewPath("model"), media.NewPath("temporary"));

        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
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
