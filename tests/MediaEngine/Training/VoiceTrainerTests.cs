using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Tests.Training;

public sealed class VoiceTrainerTests(TestMedia media) : IClassFixture<TestMedia>
{
    [Fact]
    public async Task The_sample_voice_is_measured_and_kept()
    {
        var folder = media.NewPath("model");

        var profile = await Train(TestMedia.Voice, folder);

        profile.MedianPitch.ShouldBeInRange(150, 230);
        profile.BaseVoice.ShouldBe(BaseVoice.High);
        profile.Loudness.ShouldBe(-20, tolerance: 1.5);
        profile.NoiseFloor.ShouldBeLessThan(-40);
        profile.Duration.ShouldBe(11.8, tolerance: 0.1);
        (await ModelJson.LoadAsync<VoiceProfile>(
            Path.Combine(folder, ModelJson.VoiceProfileFile), CancellationToken.None)).ShouldBe(profile);
    }

    [Fact]
    public async Task A_voice_is_measured_alike_whatever_the_format()
    {
        var original = await Train(TestMedia.Voice, media.NewPath("model"));
        foreach (var name in new[] { "voice.mp3", "voice.m4a", "voice.webm" })
        {
            var profile = await Train(await media.FromVoice("12", name), media.NewPath("model"));

            profile.MedianPitch.ShouldBe(original.MedianPitch, tolerance: original.MedianPitch * 0.02);
        }
    }

    [Fact]
    public async Task A_lowered_voice_gets_the_low_base_voice()
    {
        var low = await media.FromVoice("4", "low.wav", "-af", "rubberband=pitch=0.6");

        (await Train(low, media.NewPath("model"))).BaseVoice.ShouldBe(BaseVoice.Low);
    }

    [Fact]
    public async Task Progress_grows_from_the_beginning_to_the_end()
    {
        var progress = new RecordedProgress();

        await VoiceTrainer.TrainAsync(TestMedia.Voice, media.NewPath("model"), progress, CancellationToken.None);

        progress.ShouldGrowToOne();
    }

    [Fact]
    public async Task A_short_recording_is_refused() =>
        await ShouldBeRejected(await media.FromVoice("1.5", "short.mp3"), MediaRejection.TooShort);

    [Fact]
    public async Task Silence_is_refused() =>
        await ShouldBeRejected(
            await media.FromSource("anullsrc=channel_layout=mono:duration=3", "silence.m4a"), MediaRejection.SilentAudio);

    [Fact]
    public async Task Noise_without_a_voice_is_refused() =>
        await ShouldBeRejected(
            await media.FromSource("anoisesrc=amplitude=0.3:duration=3:seed=1", "noise.wav"), MediaRejection.SilentAudio);

    [Fact]
    public async Task An_overdriven_recording_is_refused() =>
        await ShouldBeRejected(
            await media.FromVoice("4", "loud.wav", "-af", "volume=30dB"), MediaRejection.ClippedAudio);

    [Fact]
    public async Task A_recording_that_breaks_off_is_refused()
    {
        var whole = await media.FromVoice("10", "whole.wav");

        await ShouldBeRejected(media.Truncated(whole, 0.1), MediaRejection.TooShort);
    }

    private static Task<VoiceProfile> Train(string file, string folder) =>
        VoiceTrainer.TrainAsync(file, folder, progress: null, CancellationToken.None);

    private async Task ShouldBeRejected(string file, string code)
    {
        var folder = media.NewPath("model");

        (await Should.ThrowAsync<MediaRejectedException>(Train(file, folder))).Code.ShouldBe(code);

        Directory.Exists(folder).ShouldBeFalse();
    }
}
