using System.Text.RegularExpressions;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech.English;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>A phrase unit (bunsetsu): a content word with the particles and endings that lean on it.</summary>
/// <param name="Text">As written, with its punctuation.</param>
/// <param name="Kana">Its pronunciation in hiragana; never empty.</param>
internal sealed record Bunsetsu(string Text, string Kana, WordBreak BreakAfter);

/// <summary>Finds out how written Japanese is pronounced.</summary>
internal static partial class JapaneseReading
{
    private static readonly string[] ContentClasses =
        ["名詞", "動詞", "形容詞", "副詞", "連体詞", "接続詞", "感動詞", "接頭詞", "フィラー"];

    /// <summary>Reads sentences; what cannot be pronounced (emoji, other scripts) stays in the text of a neighbour.</summary>
    public static async Task<List<Bunsetsu>> ReadAsync(
        IEnumerable<string> sentences, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        List<List<Part>> cut = [.. sentences.Select(sentence => Cut(KanaWidth.Unify(sentence)))];
        List<Part> parts = [.. cut.SelectMany(sentence => sentence)];
        Part[] native = [.. parts.Where(part => part.Kind == PartKind.Native)];
        Morpheme[][] analysed = await Mecab.AnalyseAsync([.. native.Select(part => part.Text)], folder, cancellationToken);
        Dictionary<string, string> latin = await PronounceLatinAsync(parts, folder, cancellationToken);

        List<Bunsetsu> read = [];
        int next = 0;
        foreach (List<Part> sentence in cut)
        {
            Builder builder = new();
            foreach (Part part in sentence)
            {
                if (part.Kind == PartKind.Native)
                    builder.Add(analysed[next++]);
                else if (part.Kind == PartKind.Space)
                    builder.AddSilent(" ");
                else
                    builder.AddWord(part.Text, part.Kind == PartKind.Figures ? part.Reading : latin[part.Text]);
            }

            builder.AddTo(read);
        }

        return read;
    }

    private static async Task<Dictionary<string, string>> PronounceLatinAsync(
        List<Part> parts, TemporaryFolder folder, CancellationToken cancellationToken)
    {
        string[] words = [.. parts.Where(part => part.Kind == PartKind.Latin).Select(part => part.Text).Distinct()];
        Dictionary<string, string> kana = words.Where(LatinToKana.IsSpelledOut).ToDictionary(w => w, LatinToKana.Spell);
        string[] spoken = [.. words.Where(word => !kana.ContainsKey(word))];
        if (spoken.Length == 0)
            return kana;

        IReadOnlyList<IReadOnlyList<string>>? phones =
            await Flite.PronounceAsync(spoken, folder.File("latin.txt"), cancellationToken);
        for (int i = 0; i < spoken.Length; i++)
            kana[spoken[i]] = phones is null ? LatinToKana.Spell(spoken[i]) : LatinToKana.FromPhones(phones[i]);
        return kana;
    }

    private static List<Part> Cut(string sentence)
    {
        List<Part> parts = [];
        int native = 0;
        for (int i = 0; i < sentence.Length;)
        {
            Match figures = JapaneseNumbers.Pattern().Match(sentence, i);
            Match latin = LatinWord().Match(sentence, i);
            bool space = char.IsWhiteSpace(sentence[i]);
            if (!figures.Success && !latin.Success && !space)
            {
                i++;
                continue;
            }

            if (i > native)
                parts.Add(new Part(PartKind.Native, sentence[native..i], ""));
            if (figures.Success)
                parts.Add(new Part(PartKind.Figures, figures.Value, JapaneseNumbers.Read(figures)));
            else
                parts.Add(new Part(space ? PartKind.Space : PartKind.Latin, space ? " " : latin.Value, ""));
            i += figures.Success ? figures.Length : space ? 1 : latin.Length;
            native = i;
        }

        if (native < sentence.Length)
            parts.Add(new Part(PartKind.Native, sentence[native..], ""));
        return parts;
    }

    [GeneratedRegex(@"\G[A-Za-z]+(?:['’][A-Za-z]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex LatinWord();

    private enum PartKind
    {
        Native,
        Figures,
        Latin,
        Space,
    }

    private sealed record Part(PartKind Kind, string Text, string Reading);

    /// <summary>Gathers the words of a sentence to phrase units.</summary>
    private sealed class Builder
    {
        private readonly List<Bunsetsu> _done = [];
        private string _silent = "";
        private bool _closed = true;
        private bool _joinsNext;

        public void Add(IEnumerable<Morpheme> morphemes)
        {
            string previous = "";
            foreach (Morpheme morpheme in morphemes)
            {
                string kana = Kana.ToHiragana(
                    morpheme.Pronunciation != "*" ? morpheme.Pronunciation
                    : Kana.IsKana(morpheme.Surface) ? morpheme.Surface
                    : "");
                bool leans = !ContentClasses.Contains(morpheme.Class)
                    || morpheme.Subclass is "接尾" or "非自立"
                    || (morpheme.Class == "名詞" && previous == "名詞")
                    // After figures or a foreign word the analysis lacks context and takes a particle for a conjunction.
                    || (previous.Length == 0 && morpheme.Surface is [>= 'ぁ' and <= 'ん']);
                if (kana.Length == 0)
                    AddSilent(morpheme.Surface);
                else
                    Append(morpheme.Surface, kana, startsUnit: !leans);
                _joinsNext = morpheme.Class == "接頭詞";
                previous = morpheme.Class;
            }
        }

        public void AddWord(string text, string kana)
        {
            kana = Kana.ToHiragana(kana);
            if (kana.Length == 0)
                AddSilent(text);
            else
                Append(text, kana, startsUnit: true);
        }

        /// <summary>Punctuation and whatever else has no sound.</summary>
        public void AddSilent(string text)
        {
            if (_done.Count == 0)
            {
                _silent += text;
                return;
            }

            Bunsetsu last = _done[^1];
            string joined = last.Text + text;
            WordBreak pause = SpeechText.BreakAfter(joined.TrimEnd());
            _done[^1] = last with { Text = joined, BreakAfter = pause };
            _closed = pause != WordBreak.None || text == " ";
        }

        public void AddTo(List<Bunsetsu> sentences)
        {
            if (_done.Count == 0)
                return;
            _done[^1] = _done[^1] with { Text = _done[^1].Text.TrimEnd(), BreakAfter = WordBreak.Sentence };
            sentences.AddRange(_done);
        }

        private void Append(string text, string kana, bool startsUnit)
        {
            if (_done.Count > 0 && !_closed && (!startsUnit || _joinsNext))
                _done[^1] = _done[^1] with { Text = _done[^1].Text + text, Kana = _done[^1].Kana + kana };
            else
                _done.Add(new Bunsetsu(_silent + text, kana, WordBreak.None));
            _silent = "";
            _closed = false;
            _joinsNext = false;
        }
    }
}
