using System.Globalization;
using System.Numerics;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Tests.Training;

[Collection(TrainedPresenterGroup.Name)]
public sealed class VideoModelTests(TrainedPresenter presenter)
{
    private const int UploadedFrames = 50;
    private const int CycleFrames = (2 * UploadedFrames) - 2;

    [Fact]
    public async Task The_model_describes_its_upload()
    {
        presenter.Model.ShouldBe(new TrainedVideo(2, 640, 360, SegmentStart: 0, CycleFrames));
        (await ModelJson.LoadAsync<TrainedVideo>(presenter.Files.Description, CancellationToken.None))
            .ShouldBe(presenter.Model);
    }

    [Theory]
    [InlineData(1080, 1920)]
    [InlineData(720, 1280)]
    public async Task A_mezzanine_is_one_cycle_of_the_promised_size(int height, int width)
    {
        string description = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            [
                "-v", "error", "-count_packets", "-of", "csv=p=0",
                "-show_entries", "stream=codec_type,width,height,r_frame_rate,nb_read_packets",
                presenter.Files.Mezzanine(height),
            ],
            CancellationToken.None);

        description.Trim().ShouldBe($"video,{width},{height},25/1,{CycleFrames}");
    }

    [Fact]
    public async Task The_end_of_the_cycle_leads_back_to_its_beginning()
    {
        List<byte[]> frames = await DecodeGrey(presenter.Files.Mezzanine720);

        frames.Count.ShouldBe(CycleFrames);
        double typicalStep = Difference(frames[10], frames[11]);
        Difference(frames[^1], frames[0]).ShouldBeLessThan((typicalStep * 2) + 1);
        for (int i = 2; i < UploadedFrames - 2; i++)
        {
            byte[] backward = frames[CycleFrames - i];
            double same = Difference(backward, frames[i]);
            same.ShouldBeLessThan(2);
            same.ShouldBeLessThan(Difference(backward, frames[i - 1]), $"Frame {i} comes back in its place.");
            same.ShouldBeLessThan(Difference(backward, frames[i + 1]), $"Frame {i} comes back in its place.");
        }

        Difference(frames[0], frames[UploadedFrames / 2]).ShouldBeGreaterThan(2, "The presenter moves.");
    }

    [Fact]
    public void The_face_track_follows_the_cycle()
    {
        var track = FaceTrack.Load(presenter.Files.FaceTrack);

        track.FrameCount.ShouldBe(CycleFrames);
        for (int i = 1; i < UploadedFrames - 1; i++)
            track[CycleFrames - i].SequenceEqual(track[i]).ShouldBeTrue($"Frame {i} backward is frame {i} forward.");
        for (int i = 0; i < CycleFrames; i++)
            Vector2.Distance(track[i][30], track[i + 1][30]).ShouldBeLessThan(8, $"The nose jumps after frame {i}.");
    }

    [Fact]
    public void The_landmarks_make_a_face()
    {
        Vector2[] face = FaceTrack.Load(presenter.Files.FaceTrack)[0].ToArray();
        (Vector2 jawRight, Vector2 jawLeft, Vector2 chin, Vector2 nose) = (face[0], face[16], face[8], face[30]);
        (Vector2 mouthRight, Vector2 mouthLeft, Vector2 upperLip, Vector2 lowerLip) =
            (face[48], face[54], face[51], face[57]);

        mouthRight.X.ShouldBeInRange(jawRight.X, nose.X);
        mouthLeft.X.ShouldBeInRange(nose.X, jawLeft.X);
        new[] { face[37].Y, nose.Y, upperLip.Y, lowerLip.Y, chin.Y }.ShouldBeInOrder();

        // Where the presenter's mouth and nose are in the first frame of the sample, read off the picture.
        Vector2.Distance(nose, new Vector2(836, 470)).ShouldBeLessThan(25);
        Vector2.Distance((mouthLeft + mouthRight) / 2, new Vector2(836, 520)).ShouldBeLessThan(25);
    }

    [Fact]
    public async Task The_thumbnail_is_640_pixels_wide()
    {
        string size = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0", presenter.Files.Thumbnail],
            CancellationToken.None);

        size.Trim().ShouldBe("mjpeg,640,360");
    }

    [Fact]
    public void Progress_grows_from_the_beginning_to_the_end() => presenter.Progress.ShouldGrowToOne();

    [Fact]
    public void No_temporary_files_are_left() =>
        Directory.EnumerateFileSystemEntries(presenter.TemporaryRoot).ShouldBeEmpty();

    private static async Task<List<byte[]>> DecodeGrey(string file)
    {
        const int Width = 320, Height = 180;
        string size = string.Create(CultureInfo.InvariantCulture, $"{Width}:{Height}");
        List<byte[]> frames = new();
        await using var decoder = ChildProcess.Start(
            FFmpeg.Tool,
            ["-v", "error", "-i", file, "-vf", $"scale={size}", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"],
            ChildStreams.Output,
            CancellationToken.None);
        byte[] frame = new byte[Width * Height];
        while (await decoder.ReadBlockAsync(frame))
            frames.Add([.. frame]);
        return frames;
    }

    /// <summary>The mean difference of two frames in levels of grey.</summary>
    private static double Difference(byte[] a, byte[] b) =>
        a.Zip(b, (left, right) => Math.Abs(left - right)).Average();
}
