using System.Buffers;
using System.Text;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>
/// What a person wrote, prepared once for every language. <see cref="Text"/> is to be read: characters that stand for
/// others are folded, and pictures and invisible characters are gone. What captions show of any part of it is told by
/// <see cref="ShownBetween"/>; there the characters are as they were written.
/// </summary>
internal sealed class WrittenText
{
    /// <summary>Punctuation that no language names.</summary>
    private static readonly SearchValues<char> _silent = SearchValues.Create(" \n.,:;!?…-–—()[]{}'\"“”‘’«»、。！？「」『』（）・");

    private readonly string _shown;

    /// <summary>Where in what is shown each character of <see cref="Text"/> begins, and where the last one ends.</summary>
    private readonly int[] _origins;

    private WrittenText(string text, string shown, int[] origins)
    {
        Text = text;
        _shown = shown;
        _origins = origins;
    }

    /// <summary>What is read.</summary>
    public string Text { get; }

    /// <summary>Prepares a text.</summary>
    /// <param name="written">What the person typed.</param>
    /// <param name="notes">Hears of what is seen and not said.</param>
    /// <param name="keeps">Which characters the language reads as they are; all others are folded, or are pictures.</param>
    public static WrittenText Of(string written, ReadingNotes notes, Func<Rune, bool>? keeps = null)
    {
        foreach (Rune rune in written.EnumerateRunes().Where(SpeechText.IsUnknown))
            notes.NotSpoken(rune.ToString());
        string shown = SpeechText.Clean(Markdown.Strip(written));
        (string text, int[] origins) = TextFolding.Fold(shown, notes, keeps ?? (_ => false));
        return new WrittenText(text, shown, origins);
    }

    /// <summary>What captions show of <see cref="Text"/> from one place to another, without white space around it. What
    /// is not read is shown with what it follows.</summary>
    public string ShownBetween(int start, int end) =>
        _shown[_origins[start].._origins[end]].Replace('\n', ' ').Trim();

    /// <summary>Whether captions show white space before a place of <see cref="Text"/>.</summary>
    public bool IsShownApart(int place) => _origins[place] > 0 && char.IsWhiteSpace(_shown[_origins[place] - 1]);

    /// <summary>The sentences of the text, none of them empty.</summary>
    public IEnumerable<WrittenText> Sentences()
    {
        Range[] ranges = [.. JoinWordless(SpeechText.SentenceRanges(Text))];
        for (int i = 0; i < ranges.Length; i++)
        {
            // What is shown between two sentences, and not read, belongs to the first.
            int from = i == 0 ? 0 : _origins[ranges[i].Start.Value];
            int to = i + 1 < ranges.Length ? _origins[ranges[i + 1].Start.Value] : _shown.Length;
            int[] origins = [.. _origins[ranges[i].Start.Value..(ranges[i].End.Value + 1)].Select(origin => origin - from)];
            origins[0] = 0;
            origins[^1] = to - from;
            yield return new WrittenText(Text[ranges[i]], _shown[from..to], origins);
        }
    }

    /// <summary>Lines without words (!!!, :-), * * *) are read and shown with the sentence before them, or else behind
    /// them. Signs with names may be many, and then stay by themselves.</summary>
    private IEnumerable<Range> JoinWordless(IEnumerable<Range> sentences)
    {
        Range? joined = null;
        foreach (Range sentence in sentences)
        {
            bool joins = joined is { } before
                && (IsWordless(Text.AsSpan(sentence)) || IsWordless(Text.AsSpan(before)))
                && (sentence.End.Value - before.Start.Value <= SpeechText.LongestSentence
                    || !Text.AsSpan(sentence).ContainsAnyExcept(_silent)
                    || !Text.AsSpan(before).ContainsAnyExcept(_silent));
            if (!joins && joined is { } whole) yield return whole;
            joined = joins ? joined!.Value.Start..sentence.End : sentence;
        }

        if (joined is { } last) yield return last;
    }

    private static bool IsWordless(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c)) return false;
        }

        return true;
    }
}
