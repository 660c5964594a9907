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

    /// <summary>How an address begins that has its kind before it.</summary>
    private const string Scheme = @"(([a-zA-Z][a-zA-Z0-9+.-]*://)|mailto:|tel:|sms:|data:)";

    /// <summary>What is emphasised has letters, figures or their punctuation next to the marks; faces (^_^) have others.</summary>
    private const string Inner = @"[\p{L}\p{Nd}\uF021-\uF07E*~=`""'“”‘’«»「」$€£¥#@.,!?…。、！？%\[\]]";

    private static readonly SearchValues<char> _spanMarks = SearchValues.Create(@"*_~=`[\");

    /// <summary>The text without marks; its lines stay lines, except those that are marks as a whole.</summary>
    public static string Strip(string text)
    {
        string plain = Hidden().Replace(text.ReplaceLineEndings("\n"), "");
        if (plain.Contains('<', StringComparison.Ordinal)) plain = HtmlTags.Strip(plain);
        string[] lines = plain.Split('\n');
        bool[] inTable = FindTables(lines);
        HashSet<string> labels = new(
            lines.Select(line => Definition().Match(line)).Where(match => match.Success).Select(match => match.Groups["label"].Value),
            StringComparer.OrdinalIgnoreCase);
        List<string> stripped = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (FindFenceEnd(lines, i) is { } end)
            {
                stripped.AddRange(lines[(i + 1)..end]);
                i = end;
            }
            else if (!IsMark(lines[i], inTable[i]))
            {
                stripped.Add(StripSpans(StripLine(inTable[i] ? Row(lines[i]) : lines[i]), labels));
            }
        }

        return WebUtility.HtmlDecode(string.Join('\n', stripped));
    }

    private static bool IsMark(string line, bool inTable) =>
        Rule().IsMatch(line) || Definition().IsMatch(line) || (inTable && TableRule().IsMatch(line));

    /// <summary>The line that closes the fence that a line opens; null if it opens none that is closed.</summary>
    private static int? FindFenceEnd(string[] lines, int start)
    {
        if (Fence().Match(lines[start]) is not { Success: true } opening) return null;
        int end = Array.FindIndex(lines, start + 1, line => Fence().Match(line) is { Success: true } closing
            && closing.Groups["info"].Length == 0
            && closing.Groups["mark"].Value.StartsWith(opening.Groups["mark"].Value, StringComparison.Ordinal));
        return end < 0 ? null : end;
    }

    private static string StripLine(string line)
    {
        line = Quote().Replace(line, "");
        line = ListItem().Replace(line, "");
        line = Heading().Replace(line, "${text}");
        return FootnoteText().Replace(line, "");
    }

    private static string StripSpans(string line, HashSet<string> labels)
    {
        if (!line.AsSpan().ContainsAny(_spanMarks)) return line;
        line = Escape().Replace(line, match => Hide(match.ValueSpan[1]));
        line = Code().Replace(line, match => string.Concat(match.Groups["text"].Value.Select(c => Hide(c))));
        line = FootnoteMark().Replace(line, "");
        for (int i = 0; i < Depth; i++)
        {
            string before = line;
            line = Link().Replace(line, "${text}");
            line = Reference().Replace(line, match => labels.Contains(match.Groups["label"] is { Length: > 0 } label
                ? label.Value
                : match.Groups["text"].Value) ? match.Groups["text"].Value : match.Value);
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

    [GeneratedRegex(@"^ {0,3}(?<mark>```+|~~~+)\s*(?<info>[\w#+.-]*)\s*$", Options)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s{0,3}((-\s*){3,}|(\*\s*){3,}|(_\s*){3,}|={3,}\s*)$", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Rule();

    /// <summary>What follows a label is an address: a name and a colon also begin what somebody says.</summary>
    [GeneratedRegex(
        @"^\s{0,3}\[(?<label>[^\]^][^\]]*)\]:\s+(<[^<>\s]+>|" + Scheme + @"\S+|\.{0,2}[/#]\S*"
        + @"|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/\S*)?|([\w.-]+/)+[\w-]+\.[a-z]{2,})(\s+""[^""]*"")?\s*$",
        Options)]
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

    /// <summary>Behind a word, brackets count places and parentheses call, unless they hold a whole address.</summary>
    [GeneratedRegex(
        @"!?\[(?<text>[^\[\]]*)\]\(\s*(?<target>(?=<|\.{0,2}[/#?]|" + Scheme
        + @"|(?<!\w\[\k<text>\]\(\s*)[^()\s]*(/|\.[A-Za-z]))(?:[^()\s]|\([^()\s]*\))*)(\s+(""[^""]*""|'[^']*'))?\s*\)",
        Options)]
    private static partial Regex Link();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]+)\]\[(?<label>[^\[\]]*)\]", Options)]
    private static partial Regex Reference();

    [GeneratedRegex(
        @"(?<!\*)\*\*\*(?=[^\s*])(?<text>[^*]+)(?<=[^\s*])\*\*\*(?!\*)"
        + @"|(?<![0-9*])\*\*(?=[^\s*])(?<text>([^*]|\*(?!\*))+)(?<=[^\s*])\*\*(?![0-9])"
        + @"|(?<![A-Za-z0-9*])\*(?=[^\s*^)])(?<text>[^*]+)(?<=[^\s*^(])\*(?![A-Za-z0-9*])"
        + @"|(?<![\w^])__(?=" + Inner + @")(?<text>([^_]|_(?!_))+)(?<=" + Inner + @")__(?![\w^])"
        + @"|(?<![\w^])_(?=" + Inner + @")(?<text>[^_]+)(?<=" + Inner + @")_(?![\w^])"
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
}
