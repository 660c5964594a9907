using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech;

/// <summary>Turns raw synthetic speech into the sound of a video.</summary>
internal static class SpeechMaster
{
    /// <summary>Samples per second of the result.</summary>
    public const int SampleRate = 48_000;

    /// <summary>Writes the speech pitch-matched to a voice, at the loudness of the platform, surrounded by silence.</summary>
    /// <param name="lead">Seconds of silence before the speech.</param>
    /// <param name="duration">Seconds of the whole.</param>
    public static async Task WriteAsync(
        SynthesizedSpeech speech,
        VoiceProfile voice,
        double lead,
        double duration,
        TemporaryFolder folder,
        string output,
        CancellationToken cancellationToken)
    {
        PcmAudio raw = speech.Audio;
        short[] padded = new short[(int)Math.Round(duration * raw.SampleRate)];
        raw.Samples.CopyTo(padded, (int)(lead * raw.SampleRate));
        string input = folder.File("speech.wav");
        new PcmAudio(padded, raw.SampleRate).WriteWav(input);
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-i", input, "-af", "loudnorm=I=-16:TP=-1.5,aresample=48000",
                "-ac", "1", "-c:a", "pcm_s16le", output,
            ],
            cancellationToken);
    }
}
