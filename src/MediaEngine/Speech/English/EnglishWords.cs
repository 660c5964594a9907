using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>How a written English word is read aloud.</summary>
/// <param name="Text">As the user wrote it, with its punctuation.</param>
/// <param name="Spoken">Letters, digits and a few signs that the synthesizer reads by itself; empty if silent.</param>
/// <param name="BreakAfter">The pause that its punctuation asks for.</param>
internal sealed record EnglishWord(string Text, string Spoken, WordBreak BreakAfter);

/// <summary>Turns written English into words that flite reads as a person would.</summary>
internal static partial class EnglishWords
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mr."] = "mister",
        ["mrs."] = "missus",
        ["ms."] = "miz",
        ["dr."] = "doctor",
        ["prof."] = "professor",
        ["st."] = "saint",
        ["jr."] = "junior",
        ["sr."] = "senior",
        ["vs."] = "versus",
        ["etc."] = "et cetera",
        ["e.g."] = "for example",
        ["i.e."] = "that is",
        ["no."] = "number",
        ["approx."] = "approximately",
        ["inc."] = "incorporated",
        ["ltd."] = "limited",
        ["co."] = "company",
        ["corp."] = "corporation",
        ["dept."] = "department",
        ["fig."] = "figure",
        ["vol."] = "volume",
        ["p.m."] = "p m",
        ["a.m."] = "a m",
        ["jan."] = "january",
        ["feb."] = "february",
        ["aug."] = "august",
        ["sept."] = "september",
        ["oct."] = "october",
        ["nov."] = "november",
        ["dec."] = "december",
    };

    /// <summary>Abbreviations that are words of their own at the end of a sentence more often than not.</summary>
    private static readonly HashSet<string> AlsoEndSentences =
        new(["no.", "etc.", "p.m.", "a.m.", "inc.", "ltd.", "co.", "corp."], StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<char, string> Signs = new()
    {
        ['&'] = " and ",
        ['@'] = " at ",
        ['+'] = " plus ",
        ['='] = " equals ",
        ['#'] = " number ",
        ['%'] = " percent ",
        ['€'] = " euros ",
        ['£'] = " pounds ",
        ['¥'] = " yen ",
        ['°'] = " degrees ",
        ['×'] = " times ",
        ['÷'] = " divided by ",
        ['<'] = " ",
        ['>'] = " ",
        ['©'] = " copyright ",
        ['™'] = " ",
        ['®'] = " ",
    };

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];

    /// <summary>The words of a sentence in order. A word that has no sound (an emoji, a dash) is joined to the word
    /// before it, so that captions keep it.</summary>
    public static List<EnglishWord> Read(WrittenText sentence, ReadingNotes notes)
    {
        List<EnglishWord> words = [];
        MatchCollection tokens = Token().Matches(sentence.Text);
        int from = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            string spoken = Speak(tokens[i].Value);
            WordBreak pause = EndsInAbbreviation(tokens[i].Value) ? WordBreak.None : SpeechText.BreakAfter(tokens[i].Value);
            int to = i + 1 < tokens.Count ? tokens[i + 1].Index : sentence.Text.Length;
            string shown = sentence.ShownBetween(from, to);
            if (spoken.Length > 0)
                words.Add(new EnglishWord(shown, spoken, pause));
            else if (words.Count > 0)
                words[^1] = words[^1] with { Text = $"{words[^1].Text} {shown}", BreakAfter = pause };
            else
                continue;
            from = to;
        }

        return words;
    }

    /// <summary>Whether text ends in a word whose full stop is part of it, so that the sentence goes on.</summary>
    public static bool EndsInAbbreviation(ReadOnlySpan<char> text)
    {
        int start = text.LastIndexOfAny(' ', '\n') + 1;
        string word = text[start..].TrimStart("([\"'“").ToString();
        bool initial = word.Length == 2 && char.IsAsciiLetterUpper(word[0]) && word[0] != 'I';
        return initial || (Abbreviations.ContainsKey(word) && !AlsoEndSentences.Contains(word));
    }

    private static string Speak(string token)
    {
        string bare = LatinFolding.Fold(token).Trim('"', '(', ')', '[', ']', '{', '}', ',', ';', ':', '!', '?', '*', '_', '~', '`');
        if (Abbreviations.TryGetValue(bare, out string? whole))
            return whole;
        bare = bare.TrimEnd('.');
        if (TryDate(bare, out string date))
            return date;

        bare = Money().Replace(bare, "${amount} ${sign}");
        if (WebName().IsMatch(bare))
            bare = bare.Replace("https://", "", StringComparison.OrdinalIgnoreCase)
                .Replace("http://", "", StringComparison.OrdinalIgnoreCase)
                .Replace(".", " dot ", StringComparison.Ordinal).Replace("/", " slash ", StringComparison.Ordinal);
        return Plain(bare);
    }

    /// <summary>Keeps what the synthesizer can only read, never interpret.</summary>
    private static string Plain(string text)
    {
        StringBuilder plain = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool inNumber = i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
            if (char.IsAsciiLetterOrDigit(c) || (c == '\'' && i > 0) || (c is '.' or ',' or ':' && inNumber))
                plain.Append(c);
            else if (c is '$' or '.' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
                plain.Append(c);
            else if (c == '-' && i == 0 && text.Length > 1 && char.IsAsciiDigit(text[1]))
                plain.Append("minus ");
            else if (c == '/' && inNumber && char.IsAsciiDigit(text[i - 1]))
                plain.Append(" over ");
            else if (c == '-' && inNumber && char.IsAsciiDigit(text[i - 1]))
                plain.Append(" to ");
            else if (c == '#' && i > 0)
                plain.Append(" sharp ");
            else
                plain.Append(Signs.GetValueOrDefault(c, " "));
        }

        string joined = string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return joined.AsSpan().ContainsAnyInRange('0', '9') || joined.Any(char.IsAsciiLetter) ? joined : "";
    }

    private static bool TryDate(string bare, out string date)
    {
        date = "";
        Match match = IsoDate().Match(bare);
        bool iso = match.Success;
        if (!iso)
            match = SlashDate().Match(bare);
        if (!match.Success)
            return false;

        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        if (Part("m") is < 1 or > 12 || Part("d") is < 1 or > 31)
            return false;
        date = $"{Months[Part("m") - 1]} {Ordinal(Part("d"))} {match.Groups["y"].Value}";
        return true;
    }

    private static string Ordinal(int day) => day + (day is 1 or 21 or 31 ? "st"
        : day is 2 or 22 ? "nd"
        : day is 3 or 23 ? "rd"
        : "th");

    [GeneratedRegex(@"\S+", Options)]
    private static partial Regex Token();

    [GeneratedRegex(@"^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$", Options)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^(?<m>\d{1,2})/(?<d>\d{1,2})/(?<y>\d{4})$", Options)]
    private static partial Regex SlashDate();

    [GeneratedRegex(@"(?<sign>[€£¥])(?<amount>\d[\d,.]*\d|\d)", Options)]
    private static partial Regex Money();

    [GeneratedRegex(
        @"^(https?://\S+|www\.\S+|\S+@\S+\.\S+|[a-z0-9-]+\.(com|org|net|io|dev|ai|jp|co)(/\S*)?)$",
        Options | RegexOptions.IgnoreCase)]
    private static partial Regex WebName();
}
