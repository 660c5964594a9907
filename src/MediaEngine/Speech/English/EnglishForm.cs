using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>A way to write something that is not said letter by letter: a sum of money, a date, a telephone number.</summary>
/// <param name="Pattern">What it looks like; it begins where the search begins.</param>
/// <param name="Say">How a match is said; null if it only looks like one.</param>
internal sealed record EnglishForm(Regex Pattern, Func<Match, string?> Say)
{
    /// <summary>Patterns may look behind, and look at no more than a sentence.</summary>
    public const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Nothing that would make what follows the middle of a word or number.</summary>
    public const string Start = @"\G(?<![\p{L}\p{Nd}])";

    /// <summary>Signs that stand between the ends of a range.</summary>
    public const string To = "[-–—〜~]";
}

/// <summary>Tables of this folder: lines of fields, by the first one.</summary>
internal static class EnglishTable
{
    public static Dictionary<string, string[]> Load(string resource) => TableLines.Of(resource)
        .Select(line => line.Split(';'))
        .ToDictionary(fields => fields[0], fields => fields[1..], StringComparer.Ordinal);

    /// <summary>The keys as a pattern, the longest first.</summary>
    public static string Pattern(IEnumerable<string> keys) =>
        string.Join('|', keys.OrderByDescending(key => key.Length).Select(Regex.Escape));
}
