using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Takes the tags of HTML out of a text. What looks like one and is not, such as a comparison, and what has lost
/// its partner stay.</summary>
internal static partial class HtmlTags
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;

    private const string Names = "a|abbr|audio|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl|dt|em"
        + "|emphasis|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins"
        + "|kbd|label|li|link|main|mark|meta|nav|ol|option|p|phoneme|picture|pre|prosody|q|ruby|rb|s|samp"
        + "|say-as|section|select|small|source|span|speak|strike|strong|sub|summary|sup|svg|table|tbody|td"
        + "|textarea|tfoot|th|thead|title|tr|u|ul|var|video|voice|wbr";

    /// <summary>The text without tags; a block ends its line.</summary>
    public static string Strip(string text)
    {
        text = AutomaticLink().Replace(text, "${address}");
        text = Unread().Replace(text, "");
        MatchCollection tags = Tag().Matches(text);
        HashSet<int> paired = FindPairs(tags);
        return Tag().Replace(text, tag => !paired.Contains(tag.Index) ? tag.Value : EndsLine().IsMatch(tag.Value) ? "\n" : "");
    }

    /// <summary>Where the tags begin that need no partner or have one.</summary>
    private static HashSet<int> FindPairs(MatchCollection tags)
    {
        HashSet<int> paired = [];
        Dictionary<string, Stack<int>> open = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match tag in tags)
        {
            string name = tag.Groups["name"].Value;
            if (!open.TryGetValue(name, out Stack<int>? waiting)) open[name] = waiting = [];
            if (Alone().IsMatch(tag.Value)) paired.Add(tag.Index);
            if (tag.Groups["close"].Success && waiting.TryPop(out int opening)) paired.UnionWith([opening, tag.Index]);
            else if (!tag.Groups["close"].Success) waiting.Push(tag.Index);
        }

        return paired;
    }

    [GeneratedRegex(@"<(?<address>(https?://|ftp://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>", Options)]
    private static partial Regex AutomaticLink();

    [GeneratedRegex(@"<!--.*?-->|<(?<tag>script|style|rt|rp)\b[^<>]*>[^<>]*</\k<tag>\s*>", Options | RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex(
        "<(?<close>/)?(?<name>" + Names + @")(\s+[\w:@.-]+\s*=\s*(""[^""<>]*""|'[^'<>]*'|[^\s""'<>=]+)"
        + @"|\s+(disabled|checked|selected|required|readonly|controls|autoplay|loop|muted|hidden|open|async|defer|multiple|reversed"
        + @"|allowfullscreen))*\s*/?>",
        Options)]
    private static partial Regex Tag();

    /// <summary>Elements without an end, and those whose end may be left out.</summary>
    [GeneratedRegex(@"^<(br|hr|img|input|link|meta|source|wbr|p|li|dt|dd|td|th|tr|thead|tbody|tfoot|option)\b|/>$", Options)]
    private static partial Regex Alone();

    [GeneratedRegex(@"^(<(br|hr)\b|</(p|div|li|tr|h[1-6]|blockquote|title)\b)", Options)]
    private static partial Regex EndsLine();
}
