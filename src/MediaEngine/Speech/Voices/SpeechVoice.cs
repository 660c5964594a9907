using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>Who speaks: a stock voice, or one that is matched to a person's.</summary>
public sealed record SpeechVoice
{
    private SpeechVoice()
    {
    }

    /// <summary>The id of a stock voice; null for a matched one.</summary>
    public string? StockId { get; private init; }

    /// <summary>Whose voice is matched; null for a stock voice.</summary>
    public VoiceProfile? Profile { get; private init; }

    /// <summary>A voice of <see cref="StockVoices"/>.</summary>
    public static SpeechVoice Stock(string id) => new() { StockId = id };

    /// <summary>A synthetic voice brought near a person's by pitch, pace and tone. It is no clone.</summary>
    public static SpeechVoice Matched(VoiceProfile profile) => new() { Profile = profile };

    /// <exception cref="MediaRejectedException">It is of no stock voice that there is.</exception>
    internal void Require()
    {
        if (StockId is { } id && StockVoices.Find(id) is null)
            throw new MediaRejectedException(
                MediaRejection.UnknownVoice, "There is no voice of this name. Please choose one of the catalogue.");
    }
}
