using Understudy.Domain.Common;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Mouth;

public sealed class SoundMotionTests
{
    [Fact]
    public async Task Lips_by_the_sound_alone_move_much_like_those_by_the_words()
    {
        using TestMedia media = new();
        SynthesizedSpeech speech = await SpeechSynthesizers.For(Language.English).SynthesizeAsync(
            "Good morning, everyone. You see, who would be so cool, for all of them are far apart.",
            BaseVoice.Low,
            CancellationToken.None);
        string raw = media.NewPath("raw.wav");
        speech.Audio.WriteWav(raw);
        string heard = await media.Convert(raw, "heard.wav", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le");
        int frames = (int)(speech.Audio.Duration * 25);

        MouthPose[] said = MouthMotion.Plan(speech, frames, 25, lead: 0);
        MouthPose[] followed = SoundMotion.Plan(PcmAudio.ReadWav(heard), frames, 25);

        Likeness(said, followed, pose => pose.Open).ShouldBeGreaterThan(0.6);
        Likeness(said, followed, pose => pose.Wide).ShouldBeGreaterThan(0.4);
    }

    [Fact]
    public void Silence_closes_and_hiss_shuts_the_teeth()
    {
        Random random = new(1);
        int last = 0;
        short[] samples = new short[3 * 16000];
        for (int i = 0; i < 16000; i++)
        {
            // A vowel, then silence, then the noise of an s: the differences of noise are high.
            int next = random.Next(-8000, 8000);
            samples[i] = (short)(6000 * (Math.Sin(i * 2 * Math.PI * 150 / 16000) + Math.Sin(i * 2 * Math.PI * 750 / 16000)));
            samples[i + 32000] = (short)(next - last);
            last = next;
        }

        MouthPose[] poses = SoundMotion.Plan(new PcmAudio(samples, 16000), 90, 30);

        poses[5..25].Min(pose => pose.Open).ShouldBeGreaterThan(0.35f);
        poses[35..55].Max(pose => pose.Open).ShouldBe(0, 0.001f);
        poses[65..85].Max(pose => pose.Open).ShouldBeInRange(0.05f, 0.3f);
    }

    [Fact]
    public void A_silent_recording_and_none_at_all_leave_the_mouth_closed()
    {
        SoundMotion.Plan(new PcmAudio(new short[16000], 16000), 25, 25).ShouldAllBe(pose => pose.Open == 0 && pose.Wide == 0);
        SoundMotion.Plan(new PcmAudio([], 16000), 5, 25).ShouldAllBe(pose => pose.Open == 0);
    }

    private static double Likeness(MouthPose[] a, MouthPose[] b, Func<MouthPose, float> of) =>
        TalkingHead.RenderedVideo.Correlation(Array.ConvertAll(a, pose => of(pose)), Array.ConvertAll(b, pose => of(pose)));
}
