using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Words that are written shorter than they are said.</summary>
internal static class EnglishAbbreviations
{
    private const int LongestWord = 10;

    private static readonly Dictionary<string, string[]> _table = new(
        EnglishTable.Load("english-abbreviations.txt"), StringComparer.OrdinalIgnoreCase);

    /// <summary>Abbreviations that mean something only before a number: No. 5, p. 7.</summary>
    private static readonly HashSet<string> _beforeNumbers = new(
        [
            "no.", "nos.", "p.", "pp.", "ch.", "sec.", "eq.", "chap.", "art.", "ext.", "fig.", "figs.", "vol.", "vols.",
            "ed.", "col.", "ft.", "v.",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> _withoutStop = new(StringComparer.Ordinal)
    {
        ["Mr"] = "mister",
        ["Mrs"] = "missus",
        ["Ms"] = "miz",
        ["Dr"] = "doctor",
        ["vs"] = "versus",
        ["etc"] = "et cetera",
        ["Ltd"] = "limited",
        ["Nº"] = "number",
        ["N°"] = "number",
        ["№"] = "number",
    };

    /// <summary>Dr., e.g., etc., No. 5, Main St.</summary>
    public static EnglishForm Known { get; } = new(
        new Regex(EnglishForm.Start + @"(\p{L}{1,2}\.){0,3}\p{L}+\.(?![\p{L}\p{Nd}])(?<number>(?=\s?\d"
            + @"|\s[IVXLC]+\b))?", EnglishForm.Options),
        match =>
        {
            string word = match.Value;
            if (!_table.TryGetValue(word, out string[]? whole)) return null;
            if (word is "ft." or "Ft." && !match.Groups["number"].Success) return word[0] == 'F' ? "fort" : null;
            if (word is "col." or "Col.") return word[0] == 'C' ? "colonel" : null;
            if (_beforeNumbers.Contains(word) && !match.Groups["number"].Success
                && word is not ("v." or "fig." or "Fig."))
                return null;
            if (word is "min." or "sec." or "est." && match.Groups["number"].Success) return null;
            return IsStreet(match) ? (char.ToLowerInvariant(word[0]) == 's' ? "street" : "drive") : whole[0];
        });

    /// <summary>U.S.A., J. R. R.: letters with stops.</summary>
    public static EnglishForm Initials { get; } = new(
        new Regex(EnglishForm.Start + @"([A-Za-z]\.){2,}(?![\p{L}\p{Nd}])"
            + @"|\G(?<![\p{L}\p{Nd}])([A-Za-z]\.)+[A-Za-z](?![\p{L}\p{Nd}.])", EnglishForm.Options),
        match => string.Join(' ', match.Value.Where(char.IsAsciiLetter)));

    /// <summary>Mr, vs, № without a stop.</summary>
    public static EnglishForm Bare { get; } = new(
        new Regex(
            EnglishForm.Start + $@"({EnglishTable.Pattern(_withoutStop.Keys)})(?![\p{{L}}])", EnglishForm.Options),
        match => _withoutStop[match.Value]);

    /// <summary>AT&amp;T, R&amp;B.</summary>
    public static EnglishForm Ampersand { get; } = new(
        new Regex(EnglishForm.Start + @"[A-Z]{1,3}(&[A-Z]{1,3})+(?![\p{L}\p{Nd}])", EnglishForm.Options),
        match => string.Join(' ', match.Value.Select(c => c == '&' ? "and" : c.ToString())));

    /// <summary>Whether the full stop at a place of a text belongs to the word before it, so that the sentence goes on.</summary>
    public static bool StopsNothing(string text, int stop)
    {
        int start = stop;
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && stop - start < LongestWord) start--;
        string word = text[start..(stop + 1)].TrimStart('(', '[', '"', '\'', '“');
        if (word.Length == 2 && char.IsAsciiLetterUpper(word[0]) && word[0] != 'I') return true;
        bool known = _table.TryGetValue(word, out string[]? whole);
        if (!known && !IsInitials(word)) return false;
        if (known && whole!.Length == 1) return true;
        int next = stop + 1;
        while (next < text.Length && text[next] == ' ') next++;
        return next < text.Length
            && (char.IsLower(text[next]) || (char.IsAsciiDigit(text[next]) && _beforeNumbers.Contains(word)));
    }

    private static bool IsInitials(string word) =>
        word.Length >= 4 && word.Index().All(at => at.Index % 2 == 0 ? char.IsAsciiLetter(at.Item) : at.Item == '.');

    /// <summary>St. and Dr. behind a name, before no other, are parts of an address; St. also behind a
    /// house number with a street, behind a number or an owner, and wherever no name follows that a saint could have.</summary>
    private static bool IsStreet(Match match)
    {
        string before = match.Result("$`");
        bool beforeName = Regex.IsMatch(match.Result("$'"), @"^ \p{Lu}", RegexOptions.CultureInvariant);
        return match.Value switch
        {
            "St." => !beforeName
                || Regex.IsMatch(before, @"(\d(st|nd|rd|th)|['’]s|\b\d+[A-Za-z]?( \p{Lu}[\p{L}.]*)+) $", EnglishForm.Options),
            "Dr." => !beforeName && Regex.IsMatch(before, @"(\p{Lu}\p{Ll}+|\d(st|nd|rd|th)) $", EnglishForm.Options),
            _ => false,
        };
    }
}
