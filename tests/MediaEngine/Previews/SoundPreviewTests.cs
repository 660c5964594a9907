using System.Text.Json;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Previews;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.Previews;

public sealed class SoundPreviewTests(PreviewFilms films) : IClassFixture<PreviewFilms>
{
    private readonly TestMedia _media = films.Media;

    [Theory]
    [InlineData("wav", 8000, 1, "pcm_s16le")]
    [InlineData("mp3", 44100, 2, "mp3")]
    [InlineData("flac", 24000, 2, "flac")]
    [InlineData("ogg", 8000, 1, "vorbis")]
    [InlineData("ogg", 48000, 2, "vorbis")]
    public async Task Sound_comes_in_the_format_that_was_asked_for(string format, int rate, int channels, string codec)
    {
        RecordedProgress progress = new();

        ExtractedSound sound = await SoundExtraction.ExtractAsync(
            new SoundExtractionRequest(films.Film) { Format = format, SampleRate = rate, Channels = channels },
            _media.NewPath("sound"),
            progress,
            CancellationToken.None);

        Path.GetFileName(sound.File).ShouldBe($"sound.{format}");
        sound.Duration.ShouldBe(12, 0.15);
        string told = await ChildProcess.ReadTextAsync(
            FFmpeg.ProbeTool,
            ["-loglevel", "error", "-show_entries", "stream=codec_name,sample_rate,channels", "-of", "csv=p=0", sound.File],
            CancellationToken.None);
        told.Trim().ShouldBe($"{codec},{rate},{channels}");
    }

    [Fact]
    public async Task A_waveform_has_the_lowest_and_highest_sample_of_each_pixel()
    {
        string folder = _media.NewPath("waveform");

        Waveform waveform = await Waveforms.MakeAsync(
            new WaveformRequest(films.Film) { SamplesPerPixel = 480, Stereo = true },
            folder,
            new RecordedProgress(),
            CancellationToken.None);

        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, Waveforms.FileName)));
        JsonElement root = written.RootElement;
        root.GetProperty("version").GetInt32().ShouldBe(2);
        root.GetProperty("channels").GetInt32().ShouldBe(2);
        root.GetProperty("sample_rate").GetInt32().ShouldBe(48_000);
        root.GetProperty("samples_per_pixel").GetInt32().ShouldBe(480);
        root.GetProperty("bits").GetInt32().ShouldBe(8);
        int length = root.GetProperty("length").GetInt32();
        length.ShouldBeInRange(1195, 1210);
        int[] data = [.. root.GetProperty("data").EnumerateArray().Select(value => value.GetInt32())];
        data.Length.ShouldBe(length * 2 * 2);
        data.ShouldBe(waveform.Data.Select(value => (int)value));

        // Left is at half of full scale from the beginning, right at a quarter from the sixth second on.
        ShouldBeNear(data.AsSpan(100 * 4, 4), [-64, 64, 0, 0]);
        ShouldBeNear(data.AsSpan(900 * 4, 4), [-64, 64, -32, 32]);
    }

    [Fact]
    public async Task A_waveform_of_sixteen_bits_keeps_whole_samples()
    {
        Waveform waveform = await Waveforms.MakeAsync(
            new WaveformRequest(TestMedia.Voice) { Bits = 16, SamplesPerPixel = 4800 },
            _media.NewPath("waveform"),
            new RecordedProgress(),
            CancellationToken.None);

        waveform.Channels.ShouldBe(1);
        waveform.Length.ShouldBeInRange(116, 120);
        waveform.Data.Max().ShouldBeGreaterThan((short)2000);
    }

    [Fact]
    public async Task A_film_without_sound_is_refused_by_that_name()
    {
        MediaRejectedException[] rejections =
        [
            await Should.ThrowAsync<MediaRejectedException>(Waveforms.MakeAsync(
                new WaveformRequest(films.Silent), _media.NewPath("no"), new RecordedProgress(), CancellationToken.None)),
            await Should.ThrowAsync<MediaRejectedException>(SoundExtraction.ExtractAsync(
                new SoundExtractionRequest(films.Silent), _media.NewPath("no"), new RecordedProgress(), CancellationToken.None)),
        ];

        rejections.ShouldAllBe(rejection =>
            rejection.Code == MediaRejection.NoSound && rejection.Message.Contains("no sound"));
    }

    [Theory]
    [InlineData("aac", 44100, 2, "format")]
    [InlineData("wav", 11025, 2, "sample rate")]
    [InlineData("wav", 44100, 6, "channels")]
    public async Task A_sound_that_is_not_possible_is_refused(string format, int rate, int channels, string part)
    {
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(SoundExtraction.ExtractAsync(
            new SoundExtractionRequest(films.Film) { Format = format, SampleRate = rate, Channels = channels },
            _media.NewPath("no"),
            new RecordedProgress(),
            CancellationToken.None));

        rejection.Code.ShouldBe(MediaRejection.InvalidRequest);
        rejection.Message.ShouldContain(part);
    }

    private static void ShouldBeNear(ReadOnlySpan<int> values, ReadOnlySpan<int> expected)
    {
        for (int i = 0; i < expected.Length; i++) values[i].ShouldBeInRange(expected[i] - 4, expected[i] + 4);
    }
}
