using Understudy.MediaEngine.Audio;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Narration;

/// <summary>How the voice of a request is made.</summary>
/// <param name="Sound">The synthesizer's voice.</param>
/// <param name="Pace">How many times as quick as that by itself.</param>
/// <param name="Filters">ffmpeg filters; empty for none.</param>
internal sealed record VoiceRecipe(VoiceSound Sound, double Pace, string Filters)
{
    /// <summary>A part of a text that tells enough of the synthesizer's voice, in characters.</summary>
    private const int ProbeLength = 300;

    private static readonly VoiceSound _low = new(EnglishVoice.Rms, 0, VoiceSound.Man, 50, 1);
    private static readonly VoiceSound _high = new(EnglishVoice.Slt, 0, VoiceSound.Woman, 44, 1);

    public static async Task<VoiceRecipe> OfAsync(
        SpeechVoice voice, SpokenLanguage language, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        if (voice.Profile is not { } profile)
        {
            VoiceSound stock = StockVoices.SoundOf(voice.StockId!);
            return new VoiceRecipe(stock, 1, stock.Filters(language));
        }

        VoiceSound sound = profile.BaseVoice == BaseVoice.Low ? _low : _high;
        // The catalogue's sample has every sound of its language that matters, and is never empty.
        string text = StockVoice.SampleText(language);
        SpokenPiece probe = (await new PieceSpeaker(sound, language, 1).SpeakAsync(
            string.Join(' ', Enumerable.Repeat(text, (ProbeLength / text.Length / 3) + 1)), cancellationToken))!;
        string filters = VoiceMatch.Filters(VoiceMatch.Ratio(profile.MedianPitch, MedianPitch(probe.Audio)));
        if (profile.Timbre is not { } wanted) return new VoiceRecipe(sound, 1, filters.TrimEnd(','));

        string file = folder.File("probe.wav");
        probe.Audio.WriteWav(file);
        VoiceTimbre? spoken = TimbreMeter.Measure(
            await AudioRecording.ReadChannelAsync(file, 0, 0, probe.Audio.Duration, TimbreMeter.SampleRate, cancellationToken));
        return spoken is null
            ? new VoiceRecipe(sound, 1, filters.TrimEnd(','))
            : new VoiceRecipe(sound, ToneMatch.Pace(wanted, spoken), filters + ToneMatch.Filter(ToneMatch.Gains(wanted, spoken)));
    }

    private static double? MedianPitch(PcmAudio audio)
    {
        VoiceFrames frames = new(audio.SampleRate);
        foreach (short sample in audio.Samples)
            frames.Add(sample / 32768f);
        frames.Complete();
        return VoiceMeasurement.Measure(frames.Frames).MedianPitch;
    }
}
