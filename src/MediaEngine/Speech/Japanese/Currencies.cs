namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Money by sign or code.</summary>
internal static class Currencies
{
    /// <summary>Codes that are words, so that a figure behind them is no sum: TOP 10.</summary>
    private static readonly string[] _words = ["ALL", "BAM", "GEL", "MOP", "PEN", "SOS", "TOP", "TRY"];

    private static readonly Dictionary<string, string> _kana = ReadingTable.Load("japanese-currencies");
    private static readonly int _longest = _kana.Keys.Max(written => written.Length);

    /// <summary>The currency that stands at a place of a text, before or behind a sum; empty if there is none.</summary>
    public static string At(string text, int start, bool before)
    {
        if (start > 0 && char.IsAsciiLetter(text[start - 1]) && start < text.Length && char.IsLetter(text[start]))
            return "";
        for (int length = Math.Min(_longest, text.Length - start); length > 0; length--)
        {
            string written = text.Substring(start, length);
            bool whole = !char.IsLetter(written[^1]) || start + length == text.Length || !char.IsAsciiLetter(text[start + length]);
            if (whole && _kana.ContainsKey(written) && !(before && _words.Contains(written))) return written;
        }

        return "";
    }

    /// <summary>How a currency is called; empty if it is none.</summary>
    public static string KanaOf(string written) => _kana.GetValueOrDefault(written, "");
}
