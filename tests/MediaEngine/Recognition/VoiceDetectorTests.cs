using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Recognition;

public sealed class VoiceDetectorTests
{
    [Fact]
    public async Task The_network_gives_the_numbers_that_it_was_published_with()
    {
        float[] voice = await JudgeAsync(TestMedia.Voice);

        // Each is of the frame of 32 milliseconds with that number.
        voice[0].ShouldBe(0.011f, 0.01f);
        voice[12].ShouldBe(0.738f, 0.05f);
        voice[24].ShouldBe(0.055f, 0.03f);
        voice[59].ShouldBe(1, 0.01f);
        voice.Count(value => value > 0.5).ShouldBeInRange(voice.Length * 9 / 10, voice.Length);
    }

    [Fact]
    public void Judging_remembers_what_came_before()
    {
        using VoiceDetector one = new();
        using VoiceDetector other = new();
        Random random = new(1);
        short[] loud = [.. Enumerable.Range(0, VoiceDetector.FrameLength).Select(_ => (short)random.Next(-9000, 9000))];
        short[] silence = new short[VoiceDetector.FrameLength];

        one.Judge(loud);

        one.Judge(silence).ShouldNotBe(other.Judge(silence));
    }

    private static async Task<float[]> JudgeAsync(string file)
    {
        SoundTrack sound = await SoundTrack.FindAsync(file, CancellationToken.None);
        using VoiceDetector detector = new();
        await using SoundReader reader = new(sound, SoundTrack.SpeechRate, 1, CancellationToken.None);
        short[] frame = new short[VoiceDetector.FrameLength];
        List<float> judged = [];
        while (await reader.ReadAsync(frame) > 0) judged.Add(detector.Judge(frame));
        return [.. judged];
    }
}
