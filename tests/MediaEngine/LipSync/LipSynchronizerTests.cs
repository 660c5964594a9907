using System.Globalization;
using System.Text.Json;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Tests.TalkingHead;

namespace Understudy.MediaEngine.Tests.LipSync;

public sealed class LipSynchronizerTests(SyncedPresenter presenter) : IClassFixture<SyncedPresenter>
{
    private const int Width = 640;
    private const int Height = 360;

    [Fact]
    public async Task The_film_lasts_as_long_as_the_recording_and_says_that_it_is_made_by_ai()
    {
        JsonElement probe = await RenderedVideo.ProbeAsync(presenter.Result.Video);
        JsonElement[] streams = [.. probe.GetProperty("streams").EnumerateArray()];
        JsonElement tags = probe.GetProperty("format").GetProperty("tags");

        presenter.Result.Duration.ShouldBe(SyncedPresenter.RecordingSeconds, 0.05);
        streams.Select(stream => stream.GetProperty("codec_name").GetString()).ShouldBe(["h264", "aac"]);
        foreach (JsonElement stream in streams)
        {
            double.Parse(stream.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture)
                .ShouldBe(SyncedPresenter.RecordingSeconds, 0.1);
        }

        (presenter.Result.Width, presenter.Result.Height).ShouldBe((Width, Height));
        presenter.Result.Size.ShouldBe(new FileInfo(presenter.Result.Video).Length);
        tags.GetProperty("description").GetString().ShouldBe(AiMark.TalkingVideo(null).Description);
        tags.GetProperty("title").GetString().ShouldBe("A title");
        new FileInfo(presenter.Result.Thumbnail).Length.ShouldBeGreaterThan(3000);
        presenter.Progress.ShouldGrowToOne();
    }

    [Fact]
    public async Task The_sound_is_the_recording()
    {
        PcmAudio given = await RenderedVideo.SoundAsync(presenter.Recording, presenter.NewPath("given.wav"));
        PcmAudio made = await RenderedVideo.SoundAsync(presenter.Result.Video, presenter.NewPath("made.wav"));

        float[] wanted = given.Envelope(60, 20, lead: 0);
        RenderedVideo.Correlation(wanted, made.Envelope(60, 20, lead: 0)).ShouldBeGreaterThan(0.98);
    }

    [Fact]
    public async Task Lips_move_where_a_face_is_seen_and_frames_without_one_stay_as_they_are()
    {
        // The film is slowed from 3 to 3.2 seconds.
        const double Slowed = SyncedPresenter.RecordingSeconds / 3;

        presenter.Result.FaceShare.ShouldBe(2d / 3, 0.06);
        List<byte[]> before = await RenderedVideo.PicturesAsync(presenter.Film, Width, Height);
        List<byte[]> after = await RenderedVideo.PicturesAsync(presenter.Result.Video, Width, Height);
        double most = 0;
        foreach (double time in (double[])[0.3, 0.4, 0.5, 0.6, 0.7, 2.3, 2.5, 2.7])
        {
            most = Math.Max(most, Change(time, 270, 170, 60, 50));
            Change(time, 0, 0, 120, 300).ShouldBeLessThan(3);
        }

        most.ShouldBeGreaterThan(8, "a mouth opens");
        Change(1.5, 0, 0, Width, Height).ShouldBeLessThan(2);

        // The mean difference from the film in a part of the picture.
        double Change(double time, int left, int top, int width, int height)
        {
            byte[] was = before[(int)Math.Round(time * 25)];
            byte[] made = after[(int)Math.Round(time * Slowed * 25)];
            return Enumerable.Range(top, height)
                .SelectMany(y => Enumerable.Range((y * Width) + left, width))
                .Average(i => Math.Abs(was[i] - made[i]));
        }
    }

    [Fact]
    public async Task Neither_a_wrong_file_nor_a_film_of_nobody_nor_an_impossible_size_is_taken_and_nothing_is_left()
    {
        string folder = presenter.NewFolder();
        Task<LipSyncResult> SyncAsync(LipSyncRequest request) =>
            LipSynchronizer.SyncAsync(request, folder, null, CancellationToken.None);

        (await Should.ThrowAsync<MediaRejectedException>(SyncAsync(new(presenter.Recording, presenter.Recording))))
            .Code.ShouldBe(MediaRejection.WrongContent);
        (await Should.ThrowAsync<MediaRejectedException>(SyncAsync(new(presenter.Film, presenter.Film))))
            .Code.ShouldBe(MediaRejection.WrongContent);
        (await Should.ThrowAsync<MediaRejectedException>(SyncAsync(new(presenter.Film, presenter.Recording, null, 8))))
            .Code.ShouldBe(MediaRejection.PictureSize);
        string nobody = await presenter.NobodyAsync();
        (await Should.ThrowAsync<MediaRejectedException>(SyncAsync(new(nobody, presenter.Recording))))
            .Code.ShouldBe(MediaRejection.NoFace);
        LipSyncResult kept = await LipSynchronizer.SyncAsync(
            new LipSyncRequest(nobody, presenter.Recording, NeedsFace: false), presenter.NewFolder(), null, CancellationToken.None);
        (kept.FaceShare, kept.Width, kept.Height).ShouldBe((0, 160, 90));
        kept.Duration.ShouldBe(SyncedPresenter.RecordingSeconds, 0.1);
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fields_are_woven_apart_though_the_film_says_that_they_are_whole_frames()
    {
        const int Wide = 480, High = 360;
        string film = await presenter.FieldsAsync();
        LipSyncResult result = await LipSynchronizer.SyncAsync(
            new LipSyncRequest(film, presenter.Recording), presenter.NewFolder(), null, CancellationToken.None);

        result.FaceShare.ShouldBe(1, 0.1);
        List<byte[]> woven = await RenderedVideo.PicturesAsync(film, Wide, High);
        List<byte[]> made = await RenderedVideo.PicturesAsync(result.Video, Wide, High);
        made.Take(20).Average(Combs).ShouldBeLessThan(woven.Average(Combs) / 2);

        // How much each line differs from both of its neighbours, which are of the other field.
        static double Combs(byte[] picture) => Enumerable.Range(Wide, picture.Length - (2 * Wide))
            .Average(i => Math.Max(0, (picture[i] - picture[i - Wide]) * (picture[i] - picture[i + Wide])));
    }

    [Fact]
    public async Task A_visible_mark_is_laid_over_the_picture_where_it_is_wanted()
    {
        const int Wide = 160, High = 90;
        string nobody = await presenter.NobodyAsync();
        byte[] plain = await PictureAsync(watermark: false);
        byte[] marked = await PictureAsync(watermark: true);
        Difference(0, 0, Wide, High * 3 / 4).ShouldBeLessThan(3);
        // In the lower right corner: 304 by 36 of 1280 by 720, and 20 from the edges.
        Difference(120, 83, 156, 87).ShouldBeGreaterThan(15);

        async Task<byte[]> PictureAsync(bool watermark) => await RenderedVideo.PictureAsync(
            (await LipSynchronizer.SyncAsync(
                new LipSyncRequest(nobody, presenter.Recording, NeedsFace: false) { Watermark = watermark },
                presenter.NewFolder(),
                null,
                CancellationToken.None)).Video,
            0.5,
            Wide,
            High);

        double Difference(int left, int top, int right, int bottom) => Enumerable.Range(top, bottom - top)
            .SelectMany(y => Enumerable.Range((y * Wide) + left, right - left))
            .Average(i => Math.Abs(marked[i] - plain[i]));
    }
}
