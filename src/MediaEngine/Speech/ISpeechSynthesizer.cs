using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Speech;

/// <summary>Speaks one language.</summary>
public interface ISpeechSynthesizer
{
    /// <summary>Speaks a text of any length.</summary>
    /// <param name="text">What a user typed. It is only ever read aloud, never interpreted.</param>
    /// <param name="register">Which of the language's voices to use.</param>
    /// <param name="cancellationToken">Kills the tools at work.</param>
    /// <exception cref="MediaRejectedException">The text has nothing in it that this language can say
    /// (<see cref="MediaRejection.UnspeakableText"/>).</exception>
    Task<SynthesizedSpeech> SynthesizeAsync(string text, BaseVoice register, CancellationToken cancellationToken);

    /// <summary>Reads a text without speaking it.</summary>
    /// <returns>What of it will not be said as it is written.</returns>
    Task<IReadOnlyList<ReadingWarning>> CheckAsync(string text, CancellationToken cancellationToken);
}

/// <summary>Chooses the synthesizer of a language.</summary>
public static class SpeechSynthesizers
{
    private static readonly English.EnglishSpeech _english = new();
    private static readonly Japanese.JapaneseSpeech _japanese = new();

    /// <summary>The synthesizer of a language; it holds no state and may be shared.</summary>
    public static ISpeechSynthesizer For(Language language) =>
        language == Language.Japanese ? _japanese : _english;
}
