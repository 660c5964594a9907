using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Captions;

/// <summary>
/// Reads captions that people edited, SubRip or WebVTT: both have lines with an arrow between two times, and text below.
/// What else editors leave in such files is passed over; what would change what is shown is refused by its line.
/// </summary>
public static partial class CaptionReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaximumLength = 4 << 20;

    private const int MostCues = 20_000;
    private const string Arrow = "-->";

    /// <summary>Reads a file.</summary>
    /// <exception cref="MediaRejectedException">It holds no captions, or some that cannot be understood.</exception>
    public static async Task<Cue[]> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (new FileInfo(file).Length > MaximumLength)
            throw Invalid($"The captions are larger than {MaximumLength >> 20} MB.");
        return Parse(await File.ReadAllBytesAsync(file, cancellationToken));
    }

    /// <summary>Reads a file's bytes, in whatever encoding editors write.</summary>
    /// <exception cref="MediaRejectedException">There are no captions in it, or some that cannot be understood.</exception>
    public static Cue[] Parse(byte[] file) => Parse(Decode(file));

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="MediaRejectedException">There are no captions in it, or some that cannot be understood.</exception>
    public static Cue[] Parse(string text)
    {
        string[] lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        bool webVtt = lines[0].StartsWith("WEBVTT", StringComparison.Ordinal);
        List<Cue> cues = [];
        for (int at = 0; at < lines.Length; at++)
        {
            if (webVtt && IsBlock(lines[at])) at = EndOf(lines, at);
            if (at == lines.Length || !lines[at].Contains(Arrow, StringComparison.Ordinal)) continue;
            if (cues.Count == MostCues) throw Invalid($"There are more than {MostCues} captions in the file.");

            (double start, double end) = Times(lines[at], at + 1);
            int below = EndOf(lines, at);
            string[] shown =
                [.. lines[(at + 1)..below].Select(line => Plain(line, webVtt)).Where(line => line.Length > 0)];
            if (shown.Length > 0) cues.Add(new Cue(start, end, shown));
            at = below - 1;
        }

        if (cues.Count == 0)
            throw Invalid("There are no captions in the file. It has to be SubRip (.srt) or WebVTT (.vtt).");
        return [.. cues.OrderBy(cue => cue.Start)];
    }

    /// <summary>UTF-8, or else what old editors on Windows write.</summary>
    private static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes);
        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes);
        if (bytes.Contains((byte)0)) throw Invalid("This is no text file. Captions have to be SubRip (.srt) or WebVTT (.vtt).");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private static bool IsBlock(string line) =>
        line is "NOTE" || line.StartsWith("NOTE ", StringComparison.Ordinal)
        || line.StartsWith("STYLE", StringComparison.Ordinal)
        || line.StartsWith("REGION", StringComparison.Ordinal);

    /// <summary>
    /// The line behind a block: it ends at an empty line, and a caption before the number and the times of the next where an
    /// editor left the empty line out.
    /// </summary>
    private static int EndOf(string[] lines, int start)
    {
        int at = start + 1;
        for (; at < lines.Length && !string.IsNullOrWhiteSpace(lines[at]); at++)
        {
            if (lines[at].Contains(Arrow, StringComparison.Ordinal))
                return at - 1 > start && int.TryParse(lines[at - 1].Trim(), CultureInfo.InvariantCulture, out _) ? at - 1 : at;
        }

        return at;
    }

    private static (double Start, double End) Times(string line, int number)
    {
        Match match = TimesLine().Match(line);
        if (!match.Success)
        {
            throw Invalid(
                $"Line {number} of the captions has no times that can be read: they look like "
                + "00:00:01,000 --> 00:00:02,500.");
        }

        (double start, double end) = (Seconds(match, "from"), Seconds(match, "to"));
        return end > start
            ? (start, end)
            : throw Invalid($"The caption at line {number} ends before it begins.");
    }

    private static double Seconds(Match match, string side)
    {
        int hours = Number(match.Groups[side + "h"].Value);
        int minutes = Number(match.Groups[side + "m"].Value);
        int seconds = Number(match.Groups[side + "s"].Value);
        // Some write fewer than three digits, and mean them from the left.
        int thousandths = Number(match.Groups[side + "f"].Value.PadRight(3, '0')[..3]);
        return (hours * 3600) + (minutes * 60) + seconds + (thousandths / 1000.0);
    }

    private static int Number(string digits) => digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    /// <summary>The text without tags; only WebVTT has escapes.</summary>
    private static string Plain(string line, bool webVtt)
    {
        string text = Tags().Replace(line, "");
        return (webVtt ? WebUtility.HtmlDecode(text) : text).Trim();
    }

    private static MediaRejectedException Invalid(string message) => new(MediaRejection.InvalidCaptions, message);

    [GeneratedRegex(
        @"^\s*((?<fromh>\d{1,3}):)?(?<fromm>\d{1,2}):(?<froms>\d{1,2})([,.](?<fromf>\d{1,9}))?"
        + @"\s*-->\s*((?<toh>\d{1,3}):)?(?<tom>\d{1,2}):(?<tos>\d{1,2})([,.](?<tof>\d{1,9}))?(\s.*)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimesLine();

    /// <summary>Tags of both formats, times in karaoke, and the positions of SubStation that some put into SubRip.</summary>
    [GeneratedRegex(
        @"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
