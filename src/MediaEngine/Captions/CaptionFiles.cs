using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Captions;

/// <summary>Writes captions in the two common formats.</summary>
public static class CaptionFiles
{
    /// <summary>SubRip. It knows no escapes, so the text stands as it is.</summary>
    public static string ToSrt(IReadOnlyList<Cue> cues)
    {
        StringBuilder file = new();
        for (int i = 0; i < cues.Count; i++)
        {
            file.Append(CultureInfo.InvariantCulture, $"{i + 1}\n")
                .Append(Time(cues[i].Start, ',')).Append(" --> ").Append(Time(cues[i].End, ',')).Append('\n')
                .AppendJoin('\n', cues[i].Lines.Select(line => line.Replace("-->", "→", StringComparison.Ordinal)))
                .Append("\n\n");
        }

        return file.ToString();
    }

    /// <summary>WebVTT, with <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> escaped so that no text is taken for a tag.</summary>
    public static string ToWebVtt(IReadOnlyList<Cue> cues)
    {
        StringBuilder file = new("WEBVTT\n\n");
        foreach (Cue cue in cues)
        {
            file.Append(Time(cue.Start, '.')).Append(" --> ").Append(Time(cue.End, '.')).Append('\n')
                .AppendJoin('\n', cue.Lines.Select(Escape))
                .Append("\n\n");
        }

        return file.ToString();
    }

    private static string Escape(string line) => line
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Time(double seconds, char separator)
    {
        long milliseconds = (long)Math.Round(seconds * 1000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{separator}{milliseconds % 1000:000}");
    }
}
