using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Figures that are said one by one, group by group: telephone numbers, cards, serial numbers.</summary>
internal static class EnglishPhones
{
    /// <summary>Telephone numbers: +81 3-1234-5678, 1-800-555-0199, (555) 123-4567, 020 7946 0958,
    /// (11) 98765-4321, 1300 655 506, 1-800-FLOWERS.</summary>
    public static EnglishForm Phone { get; } = Form(
        @"(\+\d{1,3}[ .-]?(\(\d{1,5}\)[ .-]?)?\d{1,5}([ .-]?\d{2,5}){1,5}"
        + @"|(1[ .-])?(\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}"
        + @"|1-8\d\d(-[A-Z]{3,})+"
        + @"|\(\d{2,5}\) ?\d{3,5}[- ]\d{4}|\d{4} \d{3} \d{3}"
        + @"|0\d( \d{2}){4}"
        + @"|\(?0\d{1,4}\)?[-. ]\d{2,4}[-. ]?\d{3,6}"
        + @"|(555-\d{4}|\d{3}-0\d{3}))");

    /// <summary>A number that people are told to call: call 911, text 40404.</summary>
    public static EnglishForm Called { get; } = Form(@"(?<=\b([Cc]all|[Dd]ial|[Tt]ext|[Pp]hone|[Tt]el|[Ff]ax|PIN"
        + @"|code):? (us at |me at |on |at |is )?)\d{3,}([- ]\d{2,})*");

    /// <summary>Cards, serial numbers, four groups and more: 4111 1111 1111 1111, 978-3-16-148410-0, 123-45-6789,
    /// 10001-1234.</summary>
    public static EnglishForm Groups { get; } = Form(@"(\d{4}( \d{4}){2,4}|\d{4}(-\d{4}){2,4}|\d+(-\d+){3,}"
        + @"|\d{3}-\d{2}-\d{4}|\d{5}-\d{4})");

    /// <summary>192.168.0.1, with dots said.</summary>
    public static EnglishForm NetworkAddress { get; } = new(
        new Regex(EnglishForm.Start + @"\d{1,3}(\.\d{1,3}){3}(?![\p{L}\p{Nd}])(?!\.\d)", EnglishForm.Options),
        match => match.Value.Replace(".", " dot ", StringComparison.Ordinal));

    private static EnglishForm Form(string pattern) => new(
        new Regex(EnglishForm.Start + pattern + @"(?![\p{L}\p{Nd}])(?![-/.:]\d)", EnglishForm.Options),
        match => Say(match.Value));

    private static string Say(string written)
    {
        string plus = written[0] == '+' ? "plus " : "";
        string[] groups = written.Split(['+', '(', ')', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        return plus + string.Join(", ", groups.Select(group =>
            char.IsAsciiDigit(group[0]) ? EnglishNumbers.SayDigits(group) : group.ToLowerInvariant()));
    }
}
