using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Narration;

/// <summary>What to say, and how.</summary>
/// <param name="Text">1 to 20,000 characters. It is only ever read aloud, never interpreted.</param>
/// <param name="Language">The language of the text.</param>
/// <param name="Voice">Who speaks.</param>
/// <param name="Pace">How many times as quick as the voice by itself: 0.5 to 2.</param>
public sealed record SpeechRequest(string Text, SpokenLanguage Language, SpeechVoice Voice, double Pace = 1)
{
    /// <summary>The id of what it is made by, which its files carry; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>The most characters of a text.</summary>
    public const int LongestText = 20_000;

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Text)) throw Invalid("There is no text to say. Please write at least a word.");
        if (Text.Length > LongestText)
            throw Invalid($"The text has {Text.Length} characters; at most {LongestText} are possible. Please say it in parts.");
        if (!(Pace is >= 0.5 and <= 2)) throw Invalid("The pace of a voice is a number from 0.5 to 2.");
        if (!Enum.IsDefined(Language)) throw Invalid("The voices do not speak this language.");
        Voice.Require();
    }

    private static MediaRejectedException Invalid(string message) => new(MediaRejection.InvalidSpeech, message);
}

/// <summary>A sentence of a speech, and when it is spoken, in seconds.</summary>
public sealed record SpokenSentence(string Text, double Start, double End);

/// <summary>A spoken text and its files.</summary>
/// <param name="Sound">The speech: mono, 48 kHz, WAV, at −16 LUFS.</param>
/// <param name="SubRip">Captions.</param>
/// <param name="WebVtt">Captions.</param>
/// <param name="Times">The words and sentences and their times, as JSON.</param>
/// <param name="Duration">Seconds of the sound.</param>
/// <param name="Words">When each word is spoken. In English these times are the synthesizer's, elsewhere those of its
/// phrase, shared by length.</param>
/// <param name="Sentences">When each sentence is spoken.</param>
/// <param name="Voice">What the voice may be called: <c>stock</c> or <c>matched</c>.</param>
public sealed record SpeechResult(
    string Sound,
    string SubRip,
    string WebVtt,
    string Times,
    double Duration,
    IReadOnlyList<TimedWord> Words,
    IReadOnlyList<SpokenSentence> Sentences,
    string Voice);
