namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>Follows an English prompt word by word, and knows whether the next instrument is one that shall not play.</summary>
/// <param name="words">The words, in small letters, with what stands before each: "," for a comma, "." for what ends more.</param>
/// <param name="mayBeInstrument">Whether a word is one, or is not known and may be one.</param>
internal sealed class MusicDenials((string Word, string Before)[] words, Func<string, bool> mayBeInstrument)
{
    private static readonly string[] _denies = ["no", "without", "avoid", "avoiding", "exclude", "excluding", "minus"];
    private static readonly string[] _articles = ["a", "an", "the", "any"];
    private static readonly string[] _kinds = ["lead", "solo", "more", "loud", "distorted"];
    private static readonly string[] _ors = ["or", "nor"];

    // Of a list, whether its next member is denied; and whether one was denied and the list may go on.
    private bool _denied;
    private bool _goesOn;

    /// <summary>Whether an instrument that begins with this word shall not play.</summary>
    public bool IsDenied(int at)
    {
        if (words[at].Before != "")
            (_denied, _goesOn) = ((_denied || _goesOn) && words[at].Before == "," && IsListed(at), false);
        // "Not sad piano" is a piano.
        return _denied || (at > 0 && words[at - 1].Word is "not" or "never");
    }

    /// <summary>Goes past a word, or several that belong together.</summary>
    /// <param name="at">The first one.</param>
    /// <param name="length">How many.</param>
    /// <param name="describes">Whether they say what an instrument is like: "no sad piano".</param>
    public void Pass(int at, int length, bool describes)
    {
        string word = words[at].Word;
        string? next = at + length < words.Length ? words[at + length].Word : null;
        // "No drums" is one of the words that are known.
        if (_denies.Contains(word)) (_denied, _goesOn) = (length == 1, length > 1);
        else if (_denied && (describes || _articles.Contains(word) || _kinds.Contains(word))) return;
        else if (_denied) (_denied, _goesOn) = (false, true);
        // "No guitar and a piano": something else begins.
        else if (_goesOn && (_ors.Contains(word) || (word == "and" && !_articles.Contains(next)))) (_denied, _goesOn) = (true, false);
        else _goesOn = false;
    }

    // "No guitar, piano or organ": a list, whose last member is joined.
    private bool IsListed(int comma)
    {
        for (int at = comma; at < words.Length && (at == comma || words[at].Before is "" or ","); at++)
        {
            if (_ors.Contains(words[at].Word)) return true;
            if (!mayBeInstrument(words[at].Word) && !_articles.Contains(words[at].Word)) return false;
        }
        return false;
    }
}
