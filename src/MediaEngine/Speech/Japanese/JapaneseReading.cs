using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech.English;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>A phrase unit (bunsetsu): a content word with the particles and endings that lean on it.</summary>
/// <param name="Text">As written, with its punctuation, and with the space behind it if there is one.</param>
/// <param name="Kana">Its pronunciation in hiragana; never empty.</param>
internal sealed record Bunsetsu(string Text, string Kana, WordBreak BreakAfter);

/// <summary>Finds out how written Japanese is pronounced.</summary>
internal static class JapaneseReading
{
    /// <summary>Reads a text.</summary>
    /// <returns>Its phrase units; none if nothing in it can be said but by its name (other scripts).</returns>
    public static async Task<List<Bunsetsu>> ReadAsync(string text, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<JapaneseParts> sentences = Cut(text, new ReadingNotes());
        if (!sentences.Any(sentence => sentence.HasWords)) return [];
        JapanesePart[] parts = [.. sentences.SelectMany(sentence => sentence.Parts)];
        NativeText[] native = [.. sentences.SelectMany(sentence => sentence.Native)];
        string[] words = [.. parts.Where(part => part.Kind == PartKind.Latin).Select(part => part.Reading).Distinct()];
        Morpheme[][] analysed = await Mecab.AnalyseAsync(
            [.. native.Select(part => part.Text), .. words.Select(FullWidth)], folder, cancellationToken);
        Dictionary<string, string> latin = await PronounceLatinAsync(words, analysed[native.Length..], folder, cancellationToken);

        List<Bunsetsu> read = [];
        int next = 0;
        foreach (JapaneseParts sentence in sentences)
        {
            BunsetsuBuilder builder = new(sentence.Text);
            foreach (JapanesePart part in sentence.Parts)
            {
                if (part.Kind == PartKind.Native)
                    builder.Add(native[next], analysed[next++], part.End);
                else if (part.Kind == PartKind.Silent)
                    builder.AddSilent(part.End);
                else
                    builder.AddWord(part.Start, part.Kind == PartKind.Latin ? latin[part.Reading] : part.Reading, part.Leans);
            }

            builder.AddTo(read);
        }

        return read;
    }

    /// <summary>Tells what of a text is not said as it is written.</summary>
    public static IReadOnlyList<ReadingWarning> Check(string text)
    {
        ReadingNotes notes = new();
        Cut(text, notes);
        return notes.Warnings;
    }

    /// <summary>Cuts a text into sentences and those into parts.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="notes">Hears of what is not said as it is written.</param>
    public static List<JapaneseParts> Cut(string text, ReadingNotes notes) =>
    [
        .. WrittenText.Of(text, notes, JapaneseSigns.Keeps).Sentences().Select(sentence => JapaneseParts.Of(sentence, notes)),
    ];

    private static string FullWidth(string word) => string.Concat(word.Select(c => char.IsAsciiLetter(c) ? (char)(c + 0xFEE0) : c));

    private static async Task<Dictionary<string, string>> PronounceLatinAsync(
        string[] words, Morpheme[][] analysed, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        Dictionary<string, string> kana = new(StringComparer.Ordinal);
        foreach ((string word, Morpheme[] morphemes) in words.Zip(analysed))
        {
            string known = word.Length > 1 && morphemes is [{ } only] ? Kana.ToHiragana(only.Pronunciation) : "";
            if (known.Length > 0)
                kana[word] = known;
            else if (LatinToKana.IsSpelledOut(word))
                kana[word] = LatinToKana.Spell(word);
        }

        string[] spoken = [.. words.Where(word => !kana.ContainsKey(word))];
        if (spoken.Length == 0) return kana;

        IReadOnlyList<IReadOnlyList<string>>? phones =
            await Flite.PronounceAsync(spoken, folder.File("latin.txt"), cancellationToken);
        for (int i = 0; i < spoken.Length; i++)
        {
            string read = phones is null ? "" : LatinToKana.FromPhones(phones[i]);
            kana[spoken[i]] = read.Length > 0 ? read : LatinToKana.Spell(spoken[i]);
        }

        return kana;
    }
}
