using System.Globalization;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Numbers and what stands between them.</summary>
internal static class EnglishMath
{
    private const string End = @"(?![\p{L}\p{Nd}])";

    private const string Term = @"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?";

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>v2.0.1, 10.0.1.</summary>
    public static EnglishForm Version { get; } = Form(
        @"((?<v>[vV]\.? ?)(?<n>\d+(\.\d+)*)|(?<n>\d+(\.\d+){2,}))" + End,
        match => (match.Groups["v"].Success ? "version " : "") + Points(match.Groups["n"].Value));

    /// <summary>6.02×10²³, 10^-9, 1.5e10.</summary>
    public static EnglishForm Scientific { get; } = Form(
        @"((?<n>\d+(\.\d+)?)\s?[×xX·*]\s?)?10(\^(?<sign>[-−+]?)(?<power>\d+)|(?<sign>[⁻⁺]?)(?<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]+))"
            + @"|(?<n>\d+(\.\d+)?)[eE](?<sign>[-−+]?)(?<power>\d+)" + End,
        match =>
        {
            string times = match.Groups["n"].Success ? Points(match.Groups["n"].Value) + " times " : "";
            string sign = match.Groups["sign"].Value is "-" or "−" or "⁻" ? "minus " : "";
            return $"{times}10 to the {sign}{Lower(match.Groups["power"].Value)}";
        });

    /// <summary>2 1/2, 2½.</summary>
    public static EnglishForm MixedFraction { get; } = Form(
        @"(?<whole>\d+)( |-)(?<top>\d{1,2})[/⁄](?<bottom>\d{1,3})(?![\d/⁄.])",
        match => !IsProper(match) ? null
            : match.Groups["whole"].Value + " and " + Fractional(match).Replace("one half", "a half", StringComparison.Ordinal));

    /// <summary>1/2, ¾, and 8/10 as people rate.</summary>
    public static EnglishForm Fraction { get; } = Form(
        @"(?<![/⁄])(?<top>\d{1,4})(?<slash>[/⁄])(?<bottom>\d{1,4})(?![\d/⁄.])",
        match => match.Groups["slash"].Value == "/" && match.Groups["bottom"].Value == "10"
            ? $"{match.Groups["top"].Value} out of 10"
            : IsProper(match) || match.Groups["slash"].Value == "⁄" ? Fractional(match)
            : $"{match.Groups["top"].Value} over {match.Groups["bottom"].Value}");

    /// <summary>16:9, 1:10,000.</summary>
    public static EnglishForm Ratio { get; } = Form(
        Term + "(:" + Term + @")+(?![\d:])",
        match => string.Join(" to ", match.Value.Split(':').Select(EnglishNumbers.Say)));

    /// <summary>Signs of several characters between two things: a != b, A -> B. Lines around a title are none.</summary>
    public static EnglishForm Operator { get; } = new(
        new Regex(
            @"\G(?<=[\w)\]}""'] ?)(!==?|={2,3}|<=|>=|&&|\|\||-{1,2}>|={1,2}>|<-{1,2}(?= )|<-+>)(?= ?[\w([{""'!$€£¥₹.-])",
            EnglishForm.Options),
        match => match.Value switch
        {
            "!=" or "!==" => "does not equal",
            "==" or "===" => "equals",
            "<=" => "is at most",
            ">=" => "is at least",
            "&&" => "and",
            "||" => "or",
            ['<', .., '>'] => "to and from",
            ['<', ..] => "from",
            _ => "to",
        });

    /// <summary>John 5:3-7; what may be a time too only behind a name.</summary>
    public static EnglishForm Verses { get; } = Form(
        @"(?<chapter>\d{1,3}):(?<from>\d|(?<=\p{Lu}\p{Ll}+ \d+:)\d{2,3})[-–](?<to>\d{1,3})(?![\d:]|,\d{3}| ?[aApP]\.?[mM])" + End,
        match => int.Parse(match.Groups["from"].ValueSpan, CultureInfo.InvariantCulture)
            < int.Parse(match.Groups["to"].ValueSpan, CultureInfo.InvariantCulture)
            ? $"{match.Groups["chapter"].Value}, {match.Groups["from"].Value} to {match.Groups["to"].Value}"
            : null);

    /// <summary>1st, 1,000th, 1º.</summary>
    public static EnglishForm Ordinal { get; } = Form(
        @"(?<n>\d{1,3}(,\d{3}){1,2}|\d{1,9})(st|nd|rd|th|º|ª)" + End,
        match => EnglishNumbers.Ordinal(
            int.Parse(match.Groups["n"].ValueSpan, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));

    /// <summary>Any other number, with k for thousands.</summary>
    public static EnglishForm Number { get; } = new(
        new Regex(@"\G(?<!\p{Nd})" + EnglishNumbers.Pattern, EnglishForm.Options),
        match => EnglishNumbers.Say(match.Value));

    /// <summary>The dash of 20–30, 9am–5pm, 5%-10%; a hyphen with spaces only where nothing is computed.</summary>
    public static EnglishForm Range { get; } = new(
        new Regex(
            @"\G((?<=\d)-|(?<=\d ?)[–—〜~])(?=\s?[$€£¥₹−-]?\d)"
                + @"|\G(?<=\d ?([aApP]\.?[mM]\.?|%|°[CF]?|[$€£¥₹]) ?)[-–—〜~](?=\s?[$€£¥₹−-]?\d)"
                + @"|\G(?<=\d[\p{L}°%$€£]{1,4})[–〜](?=[$€£¥₹−-]?\d)|\G(?<=\d[kKmMbB]n?)-(?=[$€£¥₹]\d)"
                + @"|\G(?<=^[^=]*\d )-(?= \d[^=]*$)",
            EnglishForm.Options),
        _ => "to");

    /// <summary>The sign of a number: -5, −$5, and the minus between numbers.</summary>
    public static EnglishForm Minus { get; } = new(
        new Regex(
            @"\G(?<![\p{L}\p{Nd})%.'""’])[-–](?=[$€£¥₹]?\.?\d|[A-Z]{2,3}\$\d)|\G(?<=\bto )[-–](?=\d)"
                + @"|\G−(?=\s?[\p{L}\p{Nd}$€£¥₹(.√])|\G(?<=\d )-(?= \d)",
            EnglishForm.Options),
        _ => "minus");

    /// <summary>x², 2^10, n³.</summary>
    public static EnglishForm Power { get; } = new(
        new Regex(
            $@"\G((?<=[\p{{Nd}})\]])|(?<=(?<!\p{{L}})\p{{L}}))(\^(?<sign>[-−]?)(?<power>\d+|\p{{L}}(?!\p{{L}}))"
                + $@"|(?<sign>⁻?)(?<power>[{Superscripts}ⁿⁱ]+))",
            EnglishForm.Options),
        match => (match.Groups["sign"].Length, Lower(match.Groups["power"].Value)) switch
        {
            (0, "2") => "squared",
            (0, "3") => "cubed",
            (int sign, string power) => $"to the {(sign > 0 ? "minus " : "")}{EnglishLetters.SayLetter(power)}",
        });

    private static string Points(string number) => number.Count(c => c == '.') == 1 && number[0] != '0'
        ? number
        : string.Join(" point ", number.Split('.'));

    private static string Lower(string superscripts) => string.Concat(superscripts.Select(c =>
        Superscripts.IndexOf(c, StringComparison.Ordinal) is >= 0 and int digit ? (char)('0' + digit)
            : c switch
            {
                'ⁿ' => 'n',
                'ⁱ' => 'i',
                _ => c,
            }));

    private static bool IsProper(Match match)
    {
        int top = int.Parse(match.Groups["top"].ValueSpan, CultureInfo.InvariantCulture);
        int bottom = int.Parse(match.Groups["bottom"].ValueSpan, CultureInfo.InvariantCulture);
        return top > 0 && top < bottom;
    }

    private static string Fractional(Match match) =>
        EnglishNumbers.Fraction(match.Groups["top"].Value, match.Groups["bottom"].Value);

    private static EnglishForm Form(string pattern, Func<Match, string?> say) =>
        new(new Regex(EnglishForm.Start + "(" + pattern + ")", EnglishForm.Options), say);
}
