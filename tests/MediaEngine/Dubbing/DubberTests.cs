using System.Text.Json;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Dubbing;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Music;
using Understudy.MediaEngine.Tests.TalkingHead;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.Dubbing;

public sealed class DubberTests(TestMedia media) : IClassFixture<TestMedia>
{
    private static readonly SpeechVoice _voice = SpeechVoice.Stock("female-adult-neutral");

    private static readonly DubbedSegment[] _segments =
    [
        new(0.5, 2, "Hola a todos, buenos días."), new(3, 4.5, "Vamos al mar."),
    ];

    [Fact]
    public async Task A_film_speaks_another_language_and_keeps_its_picture()
    {
        // The voice until 2 s and from 3 s on, and beside it music that only the sides of the sound have.
        string film = await Film(
            "[1:a]aresample=48000,volume='if(between(t,2,3)+gt(t,4.5),0,1)':eval=frame[v];"
            + "sine=frequency=330:sample_rate=48000:duration=5,volume=0.3[m];[m]asplit[l][r];[r]volume=-1[n];"
            + "[v]asplit[v1][v2];[v1][l]amix=normalize=0[a];[v2][n]amix=normalize=0[b];"
            + "[a][b]join=inputs=2:channel_layout=stereo[s]");

        DubbingResult result = await Dub(film, MediaKind.Video, _segments, NewFolder());

        result.Report.Background.ShouldBe(KeptBackground.Sides);
        (result.Report.HeldPicture, result.Report.FaceShare).ShouldBe((0, 0));
        result.Report.Duration.ShouldBe(5, tolerance: 0.1);
        result.Report.SpeechLoudness.ShouldBe(-17, tolerance: 3);
        result.Report.Segments.Count.ShouldBe(2);
        result.Report.Segments.ShouldAllBe(fit => fit.Pace >= 0.9 && fit.Pace <= 1.1 && Math.Abs(fit.Shift) < 0.5);
        result.Words[0].Text.ShouldBe("Hola");
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(result.ReportFile));
        written.RootElement.GetProperty("background").GetString().ShouldBe("Sides");
        MediaProbe probe = await MediaProber.ProbeAsync(result.Film!, MediaKind.Video, CancellationToken.None);
        probe.Duration.ShouldBe(5, tolerance: 0.1);
        probe.AudioCodec.ShouldBe("aac");
        (await RenderedVideo.PicturesAsync(result.Film!, 160, 90)).Last()
            .ShouldBe((await RenderedVideo.PicturesAsync(film, 160, 90)).Last(), "it is copied");

        // Between the speech the music is as it was, under it no longer at the sides.
        (await Level(result.Sound, 0.7, 1.7, "c0=0.5*c0-0.5*c1")).ShouldBeLessThan(-60);
        double speech = await Level(result.Sound, 0.5, 1.5, "c0=0.5*c0+0.5*c1");
        double between = await Level(result.Sound, 2.2, 2.8, "c0=0.5*c0-0.5*c1");
        double original = await Level(film, 2.2, 2.8, "c0=0.5*c0-0.5*c1");
        speech.ShouldBe(result.Report.SpeechLoudness - 3, tolerance: 4, "on one channel");
        between.ShouldBe(original, tolerance: 1.5);
    }

    [Fact]
    public async Task Lips_say_what_is_dubbed_and_only_that_and_the_last_frame_is_held_for_longer_speech()
    {
        string film = await media.FromPresenter(
            "2.4", "fps=12,drawbox=enable='lt(t,0.4)':color=gray:t=fill", "presenter.mp4", "-crf", "15");
        RecordedProgress progress = new();

        DubbingResult result = await Dub(
            film, MediaKind.Video, [new(1.6, 2.2, "Hola a todos, buenos días, vamos al mar.")], NewFolder(), progress);

        progress.ShouldGrowToOne();
        SegmentFit fit = result.Report.Segments[0];
        (fit.Pace, fit.Shift).ShouldBe((1.1, -0.4));
        fit.Overrun.ShouldBeGreaterThan(0.3);
        result.Report.HeldPicture.ShouldBe(result.Report.Duration - 2.4, tolerance: 0.1);
        result.Report.FaceShare.ShouldNotBeNull().ShouldBe(1 - (0.4 / result.Report.Duration), tolerance: 0.06);
        List<byte[]> before = await RenderedVideo.PicturesAsync(film, 640, 360);
        List<byte[]> after = await RenderedVideo.PicturesAsync(result.Film!, 640, 360);
        ((double)after.Count / 12).ShouldBe(result.Report.Duration, tolerance: 0.1);
        double[] changes = [.. after.Select((picture, at) => Change(before[Math.Min(at, before.Count - 1)], picture))];
        changes[..(int)(1.0 * 12)].Max().ShouldBeLessThan(3, "nobody speaks");
        changes[(int)(fit.SpokenAt * 12)..before.Count].Max().ShouldBeGreaterThan(5, "somebody speaks");
        changes[before.Count..].Max().ShouldBeGreaterThan(5, "somebody still speaks");

        // The mean difference of the mouth.
        static double Change(byte[] a, byte[] b) => Enumerable.Range(170, 50)
            .SelectMany(y => Enumerable.Range((y * 640) + 270, 60))
            .Average(i => Math.Abs(a[i] - b[i]));
    }

    [Fact]
    public async Task Noise_between_the_speech_goes_on_under_it()
    {
        string sound = await media.FromVoice(
            "5", "noisy.wav", "-filter_complex",
            "[0:a]aresample=48000,volume='if(between(t,1.6,3.2)+gt(t,4.9),0,1)':eval=frame[v];"
            + "anoisesrc=amplitude=0.03:color=pink:seed=3:sample_rate=48000:duration=5[n];[v][n]amix=normalize=0");

        DubbingResult result = await Dub(
            sound, MediaKind.Audio, [new(0.4, 1.6, "Hola a todos."), new(3.2, 4.9, "Vamos.")], NewFolder());

        (result.Film, result.Report.FaceShare).ShouldBe((null, null));
        result.Report.Background.ShouldBe(KeptBackground.Pause);
        double before = await Level(sound, 2, 3, "c0=c0");
        (await Level(result.Sound, 2, 3, "c0=c0")).ShouldBe(before, tolerance: 1);
        // Behind the short second segment, where the original still speaks, there is only the noise.
        SegmentFit last = result.Report.Segments[1];
        double end = last.SpokenAt + last.Spoken + 0.2;
        end.ShouldBeLessThan(4.2);
        (await Level(result.Sound, end, end + 0.5, "c0=c0")).ShouldBe(before, tolerance: 3);
    }

    [Fact]
    public async Task A_silent_original_has_no_background()
    {
        string sound = await media.FromSource("anullsrc=channel_layout=mono:duration=3", "silence.m4a");

        DubbingResult result = await Dub(sound, MediaKind.Audio, [new(0.5, 2, "Hola a todos.")], NewFolder());

        result.Report.Background.ShouldBe(KeptBackground.None);
        result.Report.SpeechLoudness.ShouldBe(-16);
        (await SoundMeasure.LoudnessAsync(result.Sound)).Loudness.ShouldBe(-16, tolerance: 1);
        result.Report.Voice.ShouldBe("stock");
        result.Report.Language.ShouldBe("es");
    }

    [Theory]
    [InlineData(1, 2, 1.5, 3, "Hola")]
    [InlineData(1, 1, 2, 3, "Hola")]
    [InlineData(-1, 1, 2, 3, "Hola")]
    [InlineData(0, 1, 2, 3, " ")]
    [InlineData(0, 1, 2, double.NaN, "Hola")]
    [InlineData(0, 1, 20, 30, "Hola")]
    public async Task Segments_out_of_order_or_range_are_refused(double a, double b, double c, double d, string text)
    {
        string folder = NewFolder();
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            () => Dub(TestMedia.Voice, MediaKind.Audio, [new(a, b, "Hola"), new(c, d, text)], folder));

        rejection.Code.ShouldBe(MediaRejection.InvalidDubbing);
        Directory.EnumerateFiles(folder).ShouldBeEmpty();
    }

    private Task<string> Film(string sound) => media.FromSource(
        "testsrc2=size=160x90:rate=12:duration=5", "film.mp4",
        "-t", "5", "-i", TestMedia.Voice, "-filter_complex", sound, "-map", "0:v", "-map", "[s]",
        "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-t", "5");

    private string NewFolder() => Directory.CreateDirectory(media.NewPath("dub")).FullName;

    private static Task<DubbingResult> Dub(
        string original, MediaKind kind, DubbedSegment[] segments, string folder, IProgress<double>? progress = null) =>
        Dubber.DubAsync(
            new DubbingRequest(original, kind, segments, _voice, SpokenLanguage.Spanish),
            folder,
            progress ?? new RecordedProgress(),
            CancellationToken.None);

    private async Task<double> Level(string file, double start, double end, string mix)
    {
        string part = await media.Convert(
            file, "part.wav", "-vn", "-ss", $"{start}", "-t", $"{end - start}", "-af", $"pan=mono|{mix}");
        return await AudioRecording.MeasureLoudnessAsync(part, 0, 0, end - start, CancellationToken.None);
    }
}
