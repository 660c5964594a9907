using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>Numbers with what they count.</summary>
internal static class EnglishUnits
{
    private static readonly Dictionary<string, string[]> _units = EnglishTable.Load("english-units.txt");

    private static readonly string _anyUnit = EnglishTable.Pattern(_units.Keys);

    /// <summary>What is counted or paid by and is no unit.</summary>
    private const string Spans = "day|wk|week|mo|month|quarter|yr|year|person|user|head|night|seat|item|page|piece";

    /// <summary>5 kg, 100km/h, 20 °C, 30 m², 5 GB/s, 3.5%.</summary>
    public static EnglishForm Measure { get; } = new(
        new Regex(
            EnglishForm.Start + $@"(?<n>{EnglishNumbers.Pattern})[ -]?(?<unit>{_anyUnit})(?<power>[²³])?"
                + $@"(/(?<per>{_anyUnit}|L|d|{Spans})(?<perPower>[²³])?)?(?![\p{{L}}\p{{Nd}}²³])",
            EnglishForm.Options),
        match =>
        {
            string number = EnglishNumbers.Say(match.Groups["n"].Value);
            string[] unit = _units[match.Groups["unit"].Value];
            return $"{number} {Power(match.Groups["power"].Value)}{(number == "1" ? unit[0] : unit[1])}{Per(match)}";
        });

    /// <summary>What follows a sum or a word: $5/kg, $5/month, requests/s, km².</summary>
    public static EnglishForm PerUnit { get; } = new(
        new Regex($@"\G(?<=[\p{{L}}\d])/(?<per>{_anyUnit})(?<perPower>[²³])?(?![\p{{L}}\p{{Nd}}²³])"
            + $@"|\G(?<=\d\s?([kKmMbB]n?|[A-Z]{{3}}|[$€£¥₹%]|dollars|euros|pounds|yen)?)/(?<per>{Spans})(?![\p{{L}}\p{{Nd}}])", EnglishForm.Options),
        match => Per(match));

    /// <summary>A unit without a number: per m², km/h.</summary>
    public static EnglishForm Bare { get; } = new(
        new Regex(
            EnglishForm.Start + $@"((?<unit>km|m|cm|mm|ft)(?<power>[²³])|(?<unit>km/h|°C|°F|μm|μg|μs|μL|kHz|MHz"
                + $@"|GHz|kWh|mph))(?![\p{{L}}\p{{Nd}}])", EnglishForm.Options),
        match => Power(match.Groups["power"].Value)
            + _units[match.Groups["unit"].Value][match.Result("$`").EndsWith("per ", StringComparison.Ordinal)
                ? 0 : 1]);

    /// <summary>30° 15′ 20″.</summary>
    public static EnglishForm Angle { get; } = new(
        new Regex(
            EnglishForm.Start + @"(?<deg>\d{1,3})°\s?(?<min>\d{1,2}(\.\d+)?)['′’](\s?(?<sec>\d{1,2}(\.\d+)?)(""|″"
                + @"|”|''))?(?!\w)",
            EnglishForm.Options),
        match => $"{match.Groups["deg"].Value} degrees {match.Groups["min"].Value} minutes"
            + (match.Groups["sec"].Success ? $" {match.Groups["sec"].Value} seconds" : ""));

    /// <summary>5'10", 6′2″.</summary>
    public static EnglishForm Height { get; } = new(
        new Regex(EnglishForm.Start + @"(?<ft>\d{1,3})['′’]\s?(?<in>\d{1,2}(\.\d+)?)(""|″|”"
            + @"|'')(?!\w)", EnglishForm.Options),
        match => $"{Feet(match.Groups["ft"].Value)} {Inches(match.Groups["in"].Value)}");

    /// <summary>6 feet as 6′, 27 inches as 27" unless that closes a quotation.</summary>
    public static EnglishForm FeetOrInches { get; } = new(
        new Regex(EnglishForm.Start + @"(?<n>\d+(\.\d+)?)((?<unit>[""″”'′])(?![\w""'])"
            + @"|(?<unit>in)(?![\p{L}\p{Nd}]))", EnglishForm.Options),
        match => match.Groups["unit"].Value switch
        {
            "'" or "′" when !InQuotation(match, '\'', '‘') => Feet(match.Groups["n"].Value),
            "in" => Inches(match.Groups["n"].Value),
            "\"" or "″" when !InQuotation(match, '"', '“') => Inches(match.Groups["n"].Value),
            _ => null,
        });

    private static string Feet(string number) => $"{number} {(number == "1" ? "foot" : "feet")}";

    private static string Inches(string number) => $"{number} {(number == "1" ? "inch" : "inches")}";

    private static string Power(string power) => power switch
    {
        "²" => "square ",
        "³" => "cubic ",
        _ => "",
    };

    private static string Per(Match match)
    {
        string per = match.Groups["per"].Value;
        if (per.Length == 0) return "";
        string name = per switch
        {
            "d" => "day",
            "wk" => "week",
            "mo" => "month",
            "yr" => "year",
            _ => _units.TryGetValue(per, out string[]? unit) ? unit[0] : per,
        };
        return $" per {Power(match.Groups["perPower"].Value)}{name}";
    }

    private static bool InQuotation(Match match, char mark, char opening)
    {
        ReadOnlySpan<char> before = match.Result("$`");
        bool open = false;
        for (int i = 0; i < before.Length; i++)
        {
            // Behind a word it is an apostrophe, and behind a number a measure, unless it closes what is open.
            bool closes = i > 0 && char.IsLetterOrDigit(before[i - 1]);
            if (before[i] == opening || (before[i] == mark && !closes)) open = true;
            else if (before[i] == mark) open = false;
        }

        return open;
    }
}
