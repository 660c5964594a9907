using System.Buffers.Binary;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class VoiceTrainerTests(VoiceForms forms) : IClassFixture<VoiceForms>
{
    private readonly TestMedia _media = forms.Media;

    public static TheoryData<string> Channels => [.. VoiceForms.Channels];

    public static TheoryData<string> Formats => [.. VoiceForms.Formats.Keys];

    public static TheoryData<string> Clear => [.. VoiceForms.Clear.Keys];

    public static TheoryData<string> Overdriven => [.. VoiceForms.Overdriven.Keys];

    [Fact]
    public async Task The_sample_voice_is_measured_and_kept()
    {
        string folder = _media.NewPath("model");
        RecordedProgress progress = new();
        VoiceProfile profile = await VoiceTrainer.TrainAsync(TestMedia.Voice, folder, progress, CancellationToken.None);

        progress.ShouldGrowToOne();
        profile.MedianPitch.ShouldBeInRange(150, 230);
        profile.BaseVoice.ShouldBe(BaseVoice.High);
        profile.Loudness.ShouldBe(-20, tolerance: 1.5);
        profile.NoiseFloor.ShouldBeLessThan(-40);
        profile.Duration.ShouldBe(11.8, tolerance: 0.1);
        (await ModelJson.LoadAsync<VoiceProfile>(
            Path.Combine(folder, ModelJson.VoiceProfileFile), CancellationToken.None)).ShouldBe(profile);
    }

    [Fact]
    public async Task A_lowered_voice_gets_the_low_base_voice()
    {
        string low = await _media.FromVoice("4", "low.wav", "-af", "rubberband=pitch=0.6");

        (await Train(low, _media.NewPath("model"))).BaseVoice.ShouldBe(BaseVoice.Low);
    }

    [Fact]
    public async Task A_short_recording_is_refused() =>
        await ShouldBeRejected(await _media.FromVoice("1.5", "short.mp3"), MediaRejection.TooShort);

    [Fact]
    public async Task Silence_is_refused() =>
        await ShouldBeRejected(
            await _media.FromSource("anullsrc=channel_layout=mono:duration=3", "silence.m4a"), MediaRejection.SilentAudio);

    [Fact]
    public async Task Noise_without_a_voice_is_refused() =>
        await ShouldBeRejected(
            await _media.FromSource("anoisesrc=amplitude=0.3:duration=3:seed=1", "noise.wav"), MediaRejection.SilentAudio);

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task The_voice_is_heard_on_whichever_channel_it_is(string channels) =>
        ShouldBeTheSample(await Train(forms.File(channels), _media.NewPath("model")));

    [Theory]
    [InlineData("anoisesrc=color=pink:amplitude=0.5:seed=1:duration=5")]
    [InlineData("sine=frequency=300:duration=5,volume=12dB")]
    [InlineData("aevalsrc=0.2*sin(1382*t)+0.2*sin(1740*t)+0.2*sin(2073*t):duration=5")]
    public async Task The_voice_is_heard_beside_a_channel_of_something_louder(string other)
    {
        string file = await _media.FromVoice(
            "5", "voice.wav", "-f", "lavfi", "-i", other,
            "-filter_complex", "[0:a]aresample=48000[a];[1:a]aresample=48000[b];[b][a]join=inputs=2:channel_layout=stereo");

        ShouldBeTheSample(await Train(file, _media.NewPath("model")));
    }

    [Theory]
    [MemberData(nameof(Clear))]
    public async Task Loud_or_coarse_is_not_overdriven(string name) =>
        ShouldBeTheSample(await Train(forms.File(name), _media.NewPath("model")));

    [Theory]
    [MemberData(nameof(Overdriven))]
    public async Task An_overdriven_recording_is_refused_whatever_became_of_it(string name)
    {
        foreach (string overdrive in VoiceForms.Overdrives)
            await ShouldBeRejected(forms.File(name, overdrive), MediaRejection.ClippedAudio, "overdriven");
    }

    [Theory]
    [InlineData("sine=frequency=200:duration=3,volume=18dB")]
    [InlineData("aevalsrc=0.9*(2*gt(sin(1256*t)\\,0)-1):duration=3")]
    [InlineData("aevalsrc=0.1*sin(628*t)+0.05*sin(1257*t)+0.001*random(0):duration=3")]
    public async Task A_steady_tone_is_no_voice(string tone) =>
        await ShouldBeRejected(await _media.FromSource(tone, "tone.wav"), MediaRejection.SilentAudio, "steady tone");

    [Theory]
    [InlineData("anullsrc=duration=200")]
    [InlineData("anoisesrc=color=pink:amplitude=0.3:seed=1:duration=90")]
    [InlineData("aevalsrc=0.4*sin(2*PI*t*(220+110*floor(mod(t\\,4))))*exp(-2*mod(t\\,0.5)):duration=90")]
    public async Task The_voice_is_found_wherever_it_begins(string before)
    {
        string file = await _media.FromVoice(
            "5", "late.m4a", "-f", "lavfi", "-i", before,
            "-filter_complex", "[0:a]aresample=24000[a];[1:a]aresample=24000,aformat=channel_layouts=mono[b];[b][a]concat=v=0:a=1");

        ShouldBeTheSample(await Train(file, _media.NewPath("model")));
    }

    [Fact]
    public async Task Clear_speech_is_preferred_to_louder_speech_that_is_overdriven()
    {
        string file = await _media.FromVoice(
            "5", "both.wav", "-filter_complex",
            "[0:a]asplit=3[a][b][c];[a]volume=30dB,aloop=8:120000[a];[c]volume=0,aloop=12:120000[c];[a][c][b]concat=n=3:v=0:a=1");

        ShouldBeTheSample(await Train(file, _media.NewPath("model")));
    }

    [Fact]
    public async Task A_long_recording_that_is_overdriven_is_told_where_it_is_best()
    {
        string loud = await _media.FromVoice("5", "loud.wav", "-af", "volume=30dB,aloop=16:120000,adelay=30s");

        await ShouldBeRejected(loud, MediaRejection.ClippedAudio, "even in its best minute, from 0:");
    }

    [Fact]
    public async Task A_word_in_the_silence_is_told_in_seconds()
    {
        string word = await _media.FromVoice("0.8", "word.wav", "-af", "apad=whole_dur=70");

        await ShouldBeRejected(word, MediaRejection.SilentAudio, "seconds of a voice can be heard");
    }

    [Fact]
    public async Task More_channels_than_a_voice_needs_are_refused()
    {
        string file = await _media.FromVoice("3", "many.wav", "-ac", "24", "-af", "aformat=channel_layouts=24c");

        await ShouldBeRejected(file, MediaRejection.Unsupported, "24 channels");
    }

    [Fact]
    public async Task A_voice_is_measured_whatever_surrounds_its_frames()
    {
        string bare = await _media.FromVoice("5", "bare.mp3", "-write_xing", "0", "-id3v2_version", "0");
        byte[] tag = [.. "ID3\u0003\0\0\0\0\u0008\0"u8, .. new byte[1024]];
        foreach (byte[] beginning in new[] { new byte[700], new byte[100_000], [.. tag, .. tag], [0x90, 0xA7, 0x03] })
            ShouldBeTheSample(await Train(_media.Preceded(beginning, bare), _media.NewPath("model")));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_voice_is_measured_alike_in_every_format_and_dialect_of_it(string name) =>
        ShouldBeTheSample(await Train(forms.File(name), _media.NewPath("model")));

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public async Task A_wave_file_whose_length_was_never_written_is_whole(uint length)
    {
        string file = await _media.FromVoice("5", "stream.wav", "-bitexact");
        byte[] bytes = await File.ReadAllBytesAsync(file);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), length);
        await File.WriteAllBytesAsync(file, bytes);

        (await Train(file, _media.NewPath("model"))).Duration.ShouldBe(5, tolerance: 0.01);
    }

    [Fact]
    public async Task A_recording_that_breaks_off_is_refused()
    {
        string whole = await _media.FromVoice("10", "whole.wav");

        await ShouldBeRejected(_media.Truncated(whole, 0.1), MediaRejection.TooShort);
    }

    private static Task<VoiceProfile> Train(string file, string folder) =>
        VoiceTrainer.TrainAsync(file, folder, progress: null, CancellationToken.None);

    private static void ShouldBeTheSample(VoiceProfile profile)
    {
        profile.MedianPitch.ShouldBe(178, tolerance: 5);
        profile.BaseVoice.ShouldBe(BaseVoice.High);
    }

    private async Task ShouldBeRejected(string file, string code, string reason = "")
    {
        string folder = _media.NewPath("model");

        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(Train(file, folder));
        rejection.Code.ShouldBe(code);
        rejection.Message.ShouldContain(reason);

        Directory.Exists(folder).ShouldBeFalse();
    }
}
