using System.Text;
using System.Text.Json;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Composing;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Music;
using Understudy.MediaEngine.Tests.TalkingHead;

namespace Understudy.MediaEngine.Tests.Composing;

public sealed class FilmComposerTests(FilmParts parts) : IClassFixture<FilmParts>
{
    public static TheoryData<FilmContainer> Containers => [.. Enum.GetValues<FilmContainer>()];

    [Theory]
    [InlineData(FilmContainer.Mp4, "h264 aac mov_text", "mov,mp4,m4a,3gp,3g2,mj2")]
    [InlineData(FilmContainer.Mov, "h264 aac mov_text", "mov,mp4,m4a,3gp,3g2,mj2")]
    [InlineData(FilmContainer.Webm, "vp9 opus webvtt", "matroska,webm")]
    public async Task Each_container_holds_picture_sound_captions_and_what_says_that_it_is_AI_made(
        FilmContainer container, string codecs, string format)
    {
        CompositionResult film = parts.Films[container];
        JsonElement probe = await SoundMeasure.ProbeAsync(film.File);
        JsonElement[] streams = [.. probe.GetProperty("streams").EnumerateArray()];

        string.Join(' ', streams.Select(stream => stream.GetProperty("codec_name").GetString())).ShouldBe(codecs);
        probe.GetProperty("format").GetProperty("format_name").GetString().ShouldBe(format);
        SoundMeasure.Duration(probe).ShouldBe(FilmParts.Duration, 0.05);
        film.Duration.ShouldBe(FilmParts.Duration, 0.001);
        (film.Width, film.Height, film.Size).ShouldBe((320, 180, new FileInfo(film.File).Length));
        (streams[0].GetProperty("width").GetInt32(), streams[0].GetProperty("height").GetInt32()).ShouldBe((320, 180));
        streams[2].GetProperty("tags").GetProperty("language").GetString().ShouldBe("eng");
        string tags = probe.GetProperty("format").GetProperty("tags").GetRawText();
        tags.ShouldContain(SourceTypes.CompositeSynthetic);
        tags.ShouldContain("A film; of=tests");
        string captions = await CaptionsAsync(film.File);
        captions.ShouldContain("おはよう");
        captions.ShouldContain("00:00:01,5", Case.Sensitive, "a few milliseconds later where Opus begins before the picture");
        byte[] head = (await File.ReadAllBytesAsync(film.File))[..Math.Min(3000, (int)film.Size)];
        if (container != FilmContainer.Webm) Encoding.Latin1.GetString(head).ShouldContain("moov");
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public async Task Films_are_as_loud_as_everything_else_and_do_not_clip(FilmContainer container)
    {
        (double loudness, double peak) = await SoundMeasure.LoudnessAsync(parts.Films[container].File);

        loudness.ShouldBe(-16, 1);
        peak.ShouldBeLessThan(-0.9);
    }

    [Fact]
    public async Task Music_is_twelve_decibels_lower_under_speech_and_back_within_half_a_second()
    {
        double[] levels = await SoundMeasure.LevelsAsync(
            parts.Films[FilmContainer.Mp4].File, "highpass=f=8000,highpass=f=8000,highpass=f=8000");
        double before = levels[3..13].Average();
        double[] under = [.. levels[17..37].Order()];

        (before - under[under.Length / 2]).ShouldBe(12, 2);
        (before - levels[(int)(FilmParts.SpeechEnd * 10) + 6]).ShouldBeLessThan(1);
    }

    [Fact]
    public async Task Music_that_is_longer_is_faded_out_and_not_cut()
    {
        CompositionResult film = await parts.ComposeAsync(
            new CompositionRequest(parts.Picture, FilmContainer.Mp4, FilmQuality.Low) { Music = parts.Tone });

        double[] levels = await SoundMeasure.LevelsAsync(film.File);

        film.CopiesPicture.ShouldBeTrue();
        levels.Length.ShouldBeInRange(59, 61);
        (levels[20] - levels[52]).ShouldBeInRange(3, 12);
        (levels[20] - levels[58]).ShouldBeGreaterThan(14);
    }

    [Fact]
    public async Task A_title_is_seen_at_the_beginning_and_the_film_fades_at_its_end()
    {
        string film = parts.Films[FilmContainer.Mp4].File;
        byte[] Middle(byte[] picture) => [.. picture.Where((_, i) => i / 320 is > 75 and < 105 && i % 320 is > 70 and < 250)];
        byte[] titled = await RenderedVideo.PictureAsync(film, 1, 320, 180);
        byte[] same = await RenderedVideo.PictureAsync(parts.Picture, 1, 320, 180);
        byte[] later = await RenderedVideo.PictureAsync(film, 2.4, 320, 180);
        byte[] source = await RenderedVideo.PictureAsync(parts.Picture, 2.4, 320, 180);

        (Middle(titled).Max() - Middle(titled).Min()).ShouldBeLessThan(24, "one colour covers the middle");
        Difference(Middle(titled), Middle(same)).ShouldBeGreaterThan(30);
        Difference(titled[..(320 * 60)], same[..(320 * 60)]).ShouldBeLessThan(8, "around it, it is transparent");
        Difference(later, source).ShouldBeLessThan(8);
        Middle(await RenderedVideo.PictureAsync(film, 5.94, 320, 180)).Average(pixel => pixel).ShouldBeLessThan(40);
    }

    [Fact]
    public async Task A_picture_in_which_nothing_changes_is_copied()
    {
        CompositionResult film = await parts.ComposeAsync(
            new CompositionRequest(parts.Picture, FilmContainer.Mov, FilmQuality.Low) { Narration = new FilmNarration(parts.Narration, 1) });

        film.CopiesPicture.ShouldBeTrue();
        (await PacketsAsync(film.File)).ShouldBe(await PacketsAsync(parts.Picture));
        (await SoundMeasure.LoudnessAsync(film.File)).Loudness.ShouldBe(-16, 1);
    }

    [Theory]
    [InlineData(FilmContainer.Mp4)]
    [InlineData(FilmContainer.Webm)]
    public async Task A_better_quality_is_a_larger_file(FilmContainer container)
    {
        List<long> sizes = [];
        foreach (FilmQuality quality in Enum.GetValues<FilmQuality>())
        {
            CompositionRequest request = new(parts.Second, container, quality) { Music = parts.Tone, EndFade = 0.5 };
            CompositionResult film = await parts.ComposeAsync(request);
            film.CopiesPicture.ShouldBeFalse();
            sizes.Add(film.Size);
        }
        sizes.ShouldBe(sizes.Order());
        sizes[2].ShouldBeGreaterThan(sizes[0] * 5 / 4);
    }

    [Fact]
    public async Task The_last_frame_is_held_while_somebody_still_speaks()
    {
        CompositionResult film = await parts.ComposeAsync(
            new CompositionRequest(parts.Picture, FilmContainer.Mp4, FilmQuality.High) { Narration = new FilmNarration(parts.Narration, 5) });

        film.Duration.ShouldBe(5 + 2.4 + 0.3, 0.05);
        SoundMeasure.Duration(await SoundMeasure.ProbeAsync(film.File)).ShouldBe(film.Duration, 0.05);
        byte[] last = await RenderedVideo.PictureAsync(parts.Picture, 5.96, 320, 180);
        Difference(await RenderedVideo.PictureAsync(film.File, 7.5, 320, 180), last).ShouldBeLessThan(5);
        (await SoundMeasure.LevelsAsync(film.File))[70..73].Max().ShouldBeGreaterThan(-45);
    }

    [Fact]
    public async Task The_picture_keeps_its_own_sound_unless_it_shall_not_and_music_gives_way_to_it()
    {
        string speaking = await parts.Convert(
            parts.Picture, "speaking.mp4", "-i", parts.Narration, "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac");
        CompositionRequest request = new(speaking, FilmContainer.Mp4, FilmQuality.High) { Music = parts.Tone };

        string film = (await parts.ComposeAsync(request)).File;
        double[] kept = await SoundMeasure.LevelsAsync(film, "lowpass=f=3000");
        double[] music = await SoundMeasure.LevelsAsync(film, "highpass=f=8000,highpass=f=8000,highpass=f=8000");
        double[] dropped = await SoundMeasure.LevelsAsync(
            (await parts.ComposeAsync(request with { KeepsSound = false })).File, "lowpass=f=3000");

        (kept[3..20].Max() - dropped[3..20].Max()).ShouldBeGreaterThan(20);
        (music[35] - music[3..20].Order().ElementAt(8)).ShouldBe(12, 2.5);
    }

    [Fact]
    public async Task A_film_without_any_sound_has_no_sound_and_may_have_a_watermark()
    {
        CompositionResult film = await parts.ComposeAsync(new CompositionRequest(parts.Picture, FilmContainer.Mp4, FilmQuality.High) { Watermark = true });

        (await SoundMeasure.ProbeAsync(film.File)).GetProperty("streams").GetArrayLength().ShouldBe(1);
        byte[] marked = await RenderedVideo.PictureAsync(film.File, 3, 320, 180);
        byte[] source = await RenderedVideo.PictureAsync(parts.Picture, 3, 320, 180);
        Difference(Corner(marked), Corner(source)).ShouldBeGreaterThan(20);
        Difference(marked[..(320 * 160)], source[..(320 * 160)]).ShouldBeLessThan(6);

        static byte[] Corner(byte[] picture) => [.. picture.Where((_, i) => i / 320 is > 168 and < 174 && i % 320 is > 245 and < 312)];
    }

    [Fact]
    public async Task Captions_are_read_as_editors_write_them_with_styles_and_in_an_old_encoding()
    {
        string captions = parts.Text("", "styled.vtt");
        await File.WriteAllTextAsync(
            captions,
            "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:00:01.500 --> 00:00:03.000\nCafé &amp; <i>thé</i> &lt;deux&gt;\n",
            Encoding.Latin1);
        CompositionResult film = await parts.ComposeAsync(
            new(parts.Picture, FilmContainer.Mp4, FilmQuality.Low) { Captions = new FilmCaptions(captions, "fra") });
        (await CaptionsAsync(film.File)).ShouldContain("Café & thé <deux>");
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused()
    {
        CompositionRequest request = new(parts.Picture, FilmContainer.Mp4, FilmQuality.Low);
        await RefusedAsync(request with { Title = new FilmTitle(parts.Picture, 2) }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { Title = new FilmTitle(parts.Title, 0) }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { Captions = new FilmCaptions(parts.Narration, "eng") }, MediaRejection.InvalidCaptions);
        await RefusedAsync(request with { Captions = new FilmCaptions(parts.Text("nothing", "empty.srt"), "eng") }, MediaRejection.InvalidCaptions);
        await RefusedAsync(request with { Captions = new FilmCaptions(parts.Captions, "../") }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { Narration = new FilmNarration(parts.Narration, -1) }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { Narration = new FilmNarration(parts.Narration, 6.01) }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { EndFade = double.NaN }, MediaRejection.ImpossibleFilm);
        await RefusedAsync(request with { Picture = parts.Tone }, MediaRejection.WrongContent);
        await RefusedAsync(request with { Music = parts.Picture }, MediaRejection.WrongContent);
    }

    [Fact]
    public async Task Of_a_film_that_is_cancelled_nothing_is_left()
    {
        string folder = parts.NewFolder();
        using CancellationTokenSource stopping = new();

        await Should.ThrowAsync<OperationCanceledException>(() => FilmComposer.ComposeAsync(
            parts.Whole(FilmContainer.Webm), folder, new Cancel(stopping), stopping.Token));

        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        parts.Progress.Count(value => value == 1).ShouldBeGreaterThanOrEqualTo(3);
    }

    private async Task RefusedAsync(CompositionRequest request, string code) =>
        (await Should.ThrowAsync<MediaRejectedException>(() => parts.ComposeAsync(request))).Code.ShouldBe(code);

    private static Task<string> CaptionsAsync(string film) => ChildProcess.ReadTextAsync(
        FFmpeg.Tool, [.. FFmpeg.GlobalOptions, "-i", film, "-map", "0:s:0", "-f", "srt", "pipe:1"], CancellationToken.None);

    private static double Difference(byte[] one, byte[] other) => one.Zip(other, (a, b) => Math.Abs(a - b)).Average();

    private static Task<string> PacketsAsync(string file) => ChildProcess.ReadTextAsync(
        FFmpeg.Tool,
        [.. FFmpeg.GlobalOptions, "-i", file, "-map", "0:v", "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "md5", "pipe:1"],
        CancellationToken.None);

    private sealed class Cancel(CancellationTokenSource stopping) : IProgress<double>
    {
        public void Report(double value) => stopping.Cancel();
    }
}
