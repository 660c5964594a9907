using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Music.Prompts;

/// <summary>Finds a key in a prompt: "in D minor", ニ短調, 降B大调.</summary>
internal static partial class KeyWords
{
    private const string JapaneseNotes = "ハニホヘトイロ";
    private const string LatinNotes = "CDEFGAB";
    private static readonly int[] _pitches = [0, 2, 4, 5, 7, 9, 11];

    /// <summary>The tonic and whether it is minor, and the words for it; null when none is named.</summary>
    public static (int Tonic, bool IsMinor, string Words)? Find(string prompt)
    {
        Match latin = Latin().Match(prompt);
        if (latin.Success)
        {
            int shift = latin.Groups["sign"].Value.ToLowerInvariant() switch
            {
                "#" or "♯" or "sharp" or "-sharp" => 1,
                "" => 0,
                _ => -1,
            };
            if (latin.Groups["before"].Value is { Length: > 0 } before) shift = before == "升" ? 1 : -1;
            return Found(LatinNotes.IndexOf(char.ToUpperInvariant(latin.Groups["note"].Value[0])), shift, latin);
        }
        Match japanese = Japanese().Match(prompt);
        if (!japanese.Success) return null;
        int sign = japanese.Groups["sign"].Value switch { "嬰" => 1, "変" => -1, _ => 0 };
        return Found(JapaneseNotes.IndexOf(japanese.Groups["note"].Value[0]), sign, japanese);
    }

    private static (int Tonic, bool IsMinor, string Words) Found(int note, int shift, Match match) =>
        ((_pitches[note] + shift + 12) % 12, match.Groups["minor"].Success, match.Value.Trim());

    // A note without a mode is a letter, and "a major" may be no key: the note is a capital, or "in" stands before it.
    [GeneratedRegex(@"(?<before>[升降])?(?<![A-Za-z])(?:(?<=\b[iI]n )(?<note>[a-g])|(?<note>[A-G]))(?<sign>#|♯|♭|b(?![a-z])|[ -]?(?:sharp|flat))?[ -]?(?:(?<minor>minor|Minor|min\b|マイナー|小调|m(?![a-zA-Z]))|major|Major|maj\b|メジャー|大调)")]
    private static partial Regex Latin();

    [GeneratedRegex(@"(?<sign>[嬰変])?(?<note>[ハニホヘトイロ])(?:(?<minor>短調)|長調)")]
    private static partial Regex Japanese();
}
