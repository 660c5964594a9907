using System.Globalization;
using System.Text;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>The names of writing systems that English cannot say.</summary>
internal static class ForeignScripts
{
    private static readonly (int First, int Last, string Name)[] _ranges =
    [
        (0x0530, 0x058F, "Armenian"), (0x0590, 0x05FF, "Hebrew"), (0x0600, 0x06FF, "Arabic"), (0x0700, 0x074F, "Syriac"),
        (0x0750, 0x077F, "Arabic"), (0x0780, 0x07BF, "Thaana"), (0x07C0, 0x07FF, "N'Ko"), (0x0870, 0x08FF, "Arabic"),
        (0x0900, 0x097F, "Hindi"), (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Punjabi"), (0x0A80, 0x0AFF, "Gujarati"),
        (0x0B00, 0x0B7F, "Odia"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"), (0x0C80, 0x0CFF, "Kannada"),
        (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"), (0x0E80, 0x0EFF, "Lao"),
        (0x0F00, 0x0FFF, "Tibetan"), (0x1000, 0x109F, "Burmese"), (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, "Korean"),
        (0x1200, 0x139F, "Ethiopic"), (0x13A0, 0x13FF, "Cherokee"), (0x1780, 0x17FF, "Khmer"), (0x1800, 0x18AF, "Mongolian"),
        (0x1C90, 0x1CBF, "Georgian"), (0x2D00, 0x2D2F, "Georgian"), (0x3040, 0x30FF, Kana), (0x3100, 0x312F, "Chinese"),
        (0x3130, 0x318F, "Korean"), (0x31F0, 0x31FF, Kana), (0x3005, 0x3007, Han), (0x3400, 0x4DBF, Han), (0x4E00, 0x9FFF, Han),
        (0xA960, 0xA97F, "Korean"), (0xAC00, 0xD7FF, "Korean"), (0xF900, 0xFAFF, Han), (0x20000, 0x323AF, Han),
    ];

    private const string Han = "Chinese";
    private const string Kana = "Japanese";

    /// <summary>Where a run of foreign text ends that begins at a place of a sentence.</summary>
    /// <param name="name">What it is called: Hebrew text, Japanese text.</param>
    /// <returns>The start itself if none begins there.</returns>
    public static int End(string sentence, int start, out string name)
    {
        string? script = null;
        int end = start;
        for (int i = start; i < sentence.Length;)
        {
            Rune.DecodeFromUtf16(sentence.AsSpan(i), out Rune rune, out int length);
            string? here = NameOf(rune);
            bool goesOn = here is not null && (script is null || here == script || (IsEastAsian(here) && IsEastAsian(script)));
            if (goesOn)
            {
                script = here == Kana ? Kana : script ?? here;
                end = i + length;
            }
            else if (script is not null && Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark)
            {
                end = i + length;
            }
            else if (script is null || Rune.IsLetterOrDigit(rune))
            {
                break;
            }

            i += length;
        }

        name = (script ?? "foreign") + " text";
        return end;
    }

    private static bool IsEastAsian(string? script) => script is Han or Kana;

    /// <returns>Null for letters that English can say, and for what is no letter.</returns>
    private static string? NameOf(Rune rune)
    {
        if (!Rune.IsLetter(rune) || EnglishLetters.ToLatin(rune.ToString()).Length > 0 || rune.Value is 'ъ' or 'ь' or 'Ъ' or 'Ь')
            return null;
        foreach ((int first, int last, string name) in _ranges)
        {
            if (rune.Value >= first && rune.Value <= last) return name;
        }

        return "foreign";
    }
}
