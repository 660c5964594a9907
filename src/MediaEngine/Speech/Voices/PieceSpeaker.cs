using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech.English;
using Understudy.MediaEngine.Speech.Japanese;
using Understudy.MediaEngine.Speech.Languages;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>Speaks parts of a text by the synthesizer that a voice is made of.</summary>
/// <param name="sound">The voice.</param>
/// <param name="language">What is spoken.</param>
/// <param name="pace">How many times as quick as the voice by itself.</param>
internal sealed class PieceSpeaker(VoiceSound sound, SpokenLanguage language, double pace)
{
    /// <summary>The synthesizer says four characters a second; people say five.</summary>
    private const double ChinesePace = 1.25;

    private readonly double _pace = sound.Pace * pace;

    /// <returns>Null if there is nothing to say in it.</returns>
    public async Task<SpokenPiece?> SpeakAsync(string text, CancellationToken cancellationToken)
    {
        if (language is not (SpokenLanguage.English or SpokenLanguage.Japanese))
        {
            double quicker = language == SpokenLanguage.Chinese ? ChinesePace : 1;
            EspeakSpeech voice = new(language, sound.Timbre, sound.Pitch, _pace * quicker);
            return await voice.SpeakAsync(text, cancellationToken);
        }

        try
        {
            SynthesizedSpeech speech = language == SpokenLanguage.Japanese
                ? await JapaneseSpeech.SynthesizeAsync(text, Japanese, 1 / _pace, cancellationToken)
                : await EnglishSpeech.SynthesizeAsync(text, English, cancellationToken);
            return new SpokenPiece(speech.Audio, speech.Words);
        }
        catch (MediaRejectedException rejection) when (rejection.Code == MediaRejection.UnspeakableText)
        {
            // A part of a text may have nothing to say; whether the whole has is seen at its end.
            return null;
        }
    }

    private EspeakVoice Japanese => new("ja" + sound.Timbre, sound.Pitch, (int)(EspeakSpeech.WordsPerMinute * _pace));

    private EnglishSpeech.Synthesizer English
    {
        get
        {
            if (sound.English == EnglishVoice.Slt)
                return (line, input, wav, token) => Festival.SpeakAsync(_pace, line, input, wav, token);
            string stretch = (1 / _pace).ToString("0.###", CultureInfo.InvariantCulture);
            string[] voice =
            [
                "-voice", sound.English == EnglishVoice.Rms ? "rms" : "awb", "--setf", $"duration_stretch={stretch}",
            ];
            return (line, input, wav, token) => Flite.SpeakAsync(voice, line, input, wav, token);
        }
    }
}
