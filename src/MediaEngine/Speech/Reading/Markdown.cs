using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Takes the marks of Markdown and HTML out of a text, and leaves what they mark.</summary>
internal static partial class Markdown
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Marks are nested no deeper by people.</summary>
    private const int Depth = 4;

    /// <summary>Marks that are meant as signs rest here, in the private use area, meanwhile.</summary>
    private const char HiddenMarks = '\uF000';

    private const string Tags = "a|abbr|audio|b|big|blockquote|body|br|button|center|cite|code|dd|del|details|div"
        + "|dl|dt|em"
        + "|emphasis|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd"
        + "|label|li|link"
        + "|main|mark|meta|nav|ol|option|p|phoneme|picture|pre|prosody|q|ruby|rb|s|samp|say-as|section|select"
        + "|small|source"
        + "|span|speak|strike|strong|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul|var|video"
        + "|voice|wbr";

    private static readonly SearchValues<char> SpanMarks = SearchValues.Create(@"*_~=`[\");

    /// <summary>The text without marks; its lines stay lines, except those that are marks as a whole.</summary>
    public static string Strip(string text)
    {
        string plain = Hidden().Replace(text.ReplaceLineEndings("\n"), "");
        if (plain.Contains('<', StringComparison.Ordinal)) plain = StripTags(plain);
        string[] lines = plain.Split('\n');
        bool[] inTable = FindTables(lines);
        List<string> stripped = [];
        bool inCode = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().IsMatch(lines[i]))
                inCode = !inCode;
            else if (inCode)
                stripped.Add(lines[i]);
            else if (!IsMark(lines[i], inTable[i]))
                stripped.Add(StripSpans(StripLine(inTable[i] ? Row(lines[i]) : lines[i])));
        }

        return WebUtility.HtmlDecode(string.Join('\n', stripped));
    }

    private static bool IsMark(string line, bool inTable) =>
        Rule().IsMatch(line) || Definition().IsMatch(line) || (inTable && TableRule().IsMatch(line));

    private static string StripTags(string text)
    {
        text = AutomaticLink().Replace(text, "${address}");
        text = Unread().Replace(text, "");
        text = BreakTag().Replace(text, "\n");
        return AnyTag().Replace(text, "");
    }

    private static string StripLine(string line)
    {
        line = Quote().Replace(line, "");
        line = ListItem().Replace(line, "");
        line = Heading().Replace(line, "${text}");
        return FootnoteText().Replace(line, "");
    }

    private static string StripSpans(string line)
    {
        if (!line.AsSpan().ContainsAny(SpanMarks)) return line;
        line = Escape().Replace(line, match => Hide(match.ValueSpan[1]));
        line = Code().Replace(line, match => string.Concat(match.Groups["text"].Value.Select(c => Hide(c))));
        line = FootnoteMark().Replace(line, "");
        for (int i = 0; i < Depth; i++)
        {
            string before = line;
            line = Link().Replace(line, "${text}");
            line = Emphasis().Replace(line, "${text}");
            if (line == before) break;
        }

        return Hidden().Replace(line, match => ((char)(match.ValueSpan[0] - HiddenMarks)).ToString());
    }

    private static string Hide(char c) => (c is > ' ' and < '\u007F' ? (char)(c + HiddenMarks) : c).ToString();

    private static bool[] FindTables(string[] lines)
    {
        bool[] inTable = new bool[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            if (TableRule().IsMatch(lines[i]) && lines[i].Contains('|', StringComparison.Ordinal))
            {
                inTable[Math.Max(0, i - 1)] = true;
                for (; i < lines.Length && lines[i].Contains('|', StringComparison.Ordinal); i++)
                    inTable[i] = true;
            }
            else
            {
                inTable[i] |= ClosedRow().IsMatch(lines[i]);
            }
        }

        return inTable;
    }

    private static string Row(string line) => string.Join(
        ", ",
        CellBorder().Split(line).Select(cell => cell.Trim()).Where(cell => cell.Length > 0));

    [GeneratedRegex(@"^ {0,3}(```+|~~~+)[^`]*$", Options)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s{0,3}((-\s*){3,}|(\*\s*){3,}|(_\s*){3,}|={3,}\s*)$", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s{0,3}\[[^\]^][^\]]*\]:\s+\S+(\s+""[^""]*"")?\s*$", Options)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^(\s*>(?!\s*\d)\s?)+", Options)]
    private static partial Regex Quote();

    [GeneratedRegex(@"^\s*[-*+•‣◦▪·]\s+(\[[ xX]\]\s+)?", Options)]
    private static partial Regex ListItem();

    [GeneratedRegex(@"^\s{0,3}#{1,6}\s+(?<text>.*?)(\s+#+\s*)?$", Options)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\[\^[^\]\s]+\]:\s*", Options)]
    private static partial Regex FootnoteText();

    [GeneratedRegex(@"\[\^[^\]\s]+\]", Options)]
    private static partial Regex FootnoteMark();

    [GeneratedRegex(@"\\[!-/:-@\[-`{-~]", Options)]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<!`)(?<mark>`{1,3})(?!`)(?<text>[^`]+)\k<mark>(?!`)", Options)]
    private static partial Regex Code();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\](\(\s*(?:[^()\s]|\([^()\s]*\))*(\s+(""[^""]*""|'[^']*'))?\s*\)|\[[^\[\]]*\])", Options)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"(?<!\*)\*\*\*(?=[^\s*])(?<text>[^*]+)(?<=[^\s*])\*\*\*(?!\*)"
        + @"|(?<![0-9*])\*\*(?=[^\s*])(?<text>([^*]|\*(?!\*))+)(?<=[^\s*])\*\*(?![0-9])"
        + @"|(?<![A-Za-z0-9*])\*(?=[^\s*])(?<text>[^*]+)(?<=[^\s*])\*(?![A-Za-z0-9*])"
        + @"|(?<![A-Za-z0-9_])__(?=[^\s_])(?<text>([^_]|_(?!_))+)(?<=[^\s_])__(?![A-Za-z0-9_])"
        + @"|(?<![A-Za-z0-9_])_(?=[^\s_])(?<text>[^_]+)(?<=[^\s_])_(?![A-Za-z0-9_])"
        + @"|(?<!~)~~(?=[^\s~])(?<text>[^~]+)(?<=\S)~~(?!~)"
        + @"|(?<![=!<>])==(?=[^\s=])(?<text>[^=]+)(?<=\S)==(?!=)",
        Options)]
    private static partial Regex Emphasis();

    [GeneratedRegex("[\uF021-\uF07E]", Options)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"^\s*\|.*\|\s*$", Options)]
    private static partial Regex ClosedRow();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", Options | RegexOptions.NonBacktracking)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"(?<!\\)\|", Options)]
    private static partial Regex CellBorder();

    [GeneratedRegex(@"<(?<address>(https?://|ftp://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s@]+\.[^<>\s@]+)>", Options | RegexOptions.IgnoreCase)]
    private static partial Regex AutomaticLink();

    [GeneratedRegex(@"<!--.*?-->|<(?<tag>script|style|rt|rp)\b[^<>]*>[^<>]*</\k<tag>\s*>", Options | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex(@"<(br|hr)\s*/?>|</(p|div|li|tr|h[1-6]|blockquote|title)\s*>", Options | RegexOptions.IgnoreCase)]
    private static partial Regex BreakTag();

    [GeneratedRegex("</?(" + Tags + @")(\s[^<>]*)?/?>", Options | RegexOptions.IgnoreCase)]
    private static partial Regex AnyTag();
}
