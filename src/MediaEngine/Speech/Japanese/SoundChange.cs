namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>How a number and what follows it change each other: いち + かい = いっかい, さん + ほん = さんぼん.</summary>
internal static class SoundChange
{
    private const string K = "かきくけこ";
    private const string Soft = "さしすせそたちつてと";
    private const string H = "はひふへほ";

    /// <summary>Counters that are voiced after three: さんがい, さんげん, さんぞく.</summary>
    private const string Voiced = "階軒足";

    /// <summary>Counters in は-row that become ぱ-row, not ば-row, after three: さんぷん, さんぱく.</summary>
    private const string Plosive = "分泊発敗歩拍";

    /// <summary>Joins a number and its counter, both in hiragana.</summary>
    /// <param name="number">A number that ends in a digit's, a ten's, a hundred's, a thousand's name.</param>
    /// <param name="counter">What follows; not empty.</param>
    /// <param name="written">The counter as written, where two of one sound differ: 三階 and 三回, 三杯 and 三敗.</param>
    public static string Join(string number, string counter, string written = "")
    {
        char first = counter[0];
        bool h = H.Contains(first);
        if (!K.Contains(first) && !Soft.Contains(first) && !h) return number + counter;

        string closed = Close(number, afterSix: !Soft.Contains(first));
        if (closed != number) return closed + (h ? Shift(counter, 2) : counter);
        if (h && number.EndsWith('ん') && IsPlosive(counter, written))
            return number + (EndsIn(number, "さん") || counter == "ふん" ? Shift(counter, 2) : counter);
        if (h && (EndsIn(number, "さん") || EndsIn(number, "せん") || EndsIn(number, "まん")))
            return number + Shift(counter, 1);
        return number + (EndsIn(number, "さん") && written.Length > 0 && Voiced.Contains(written[0]) ? Shift(counter, 1) : counter);
    }

    private static string Close(string number, bool afterSix)
    {
        bool closes = EndsIn(number, "いち") || EndsIn(number, "はち") || EndsIn(number, "じゅー")
            || (afterSix && (EndsIn(number, "ろく") || EndsIn(number, "ひゃく") || EndsIn(number, "びゃく") || EndsIn(number, "ぴゃく")));
        return closes ? number[..^1] + "っ" : number;
    }

    private static bool IsPlosive(string counter, string written) =>
        counter == "ふん" || (written.Length > 0 && Plosive.Contains(written[0]));

    private static bool EndsIn(string number, string end) => number.EndsWith(end, StringComparison.Ordinal);

    private static string Shift(string counter, int by) => (char)(counter[0] + by) + counter[1..];
}
