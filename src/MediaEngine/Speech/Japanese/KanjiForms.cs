using System.Text;

namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Kanji by themselves: which form of each the dictionary reads, and how one is read that stands in no word.</summary>
internal static class KanjiForms
{
    private static readonly Dictionary<Rune, Rune> _forms = [];
    private static readonly Dictionary<Rune, string> _readings = [];

    static KanjiForms()
    {
        foreach (string[] line in ReadingTable.Lines("japanese-kanji-variants").Select(line => line.Split(' ')))
        {
            foreach (Rune variant in line[1].EnumerateRunes())
                _forms.Add(variant, Rune.GetRuneAt(line[0], 0));
        }

        foreach (string[] line in ReadingTable.Lines("japanese-kanji-readings").Select(line => line.Split(' ')))
        {
            foreach (Rune kanji in line[1].EnumerateRunes())
                _readings.Add(kanji, line[0]);
        }
    }

    /// <summary>The form of a kanji that the dictionary reads: 髙 is 高, 國 is 国, 说 is 説.</summary>
    public static Rune Standard(Rune kanji) => _forms.GetValueOrDefault(kanji, kanji);

    /// <summary>How a kanji is read alone, in katakana; null if nobody knows, or if it is none.</summary>
    public static string? Reading(Rune kanji) => _readings.GetValueOrDefault(Standard(kanji));
}
