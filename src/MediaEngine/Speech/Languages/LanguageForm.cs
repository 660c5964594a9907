using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>A way to write something that is not said letter by letter: a sum of money, a date, a measure.</summary>
/// <param name="Pattern">What it looks like; it begins where the search begins.</param>
/// <param name="Say">How a match is said; null if it only looks like one.</param>
internal sealed record LanguageForm(Regex Pattern, Func<Match, string?> Say)
{
    public static LanguageForm Of(string pattern, Func<Match, string?> say) =>
        new(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture), say);
}
