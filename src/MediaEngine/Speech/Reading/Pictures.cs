using System.Text;

namespace Understudy.MediaEngine.Speech.Reading;

/// <summary>Characters that are seen and not said, in every language: emoji and ornaments.</summary>
internal static class Pictures
{
    private const int Keycap = 0x20E3;

    /// <summary>Whether a character, with whatever joins it, is a picture.</summary>
    public static bool IsPicture(Rune rune) => rune.Value is (>= 0x1F000 and <= 0x1FBFF)
        or (>= 0x2400 and <= 0x245F) or (>= 0x2500 and <= 0x27BF and not (0x2713 or 0x2714 or 0x2717 or 0x2718))
        or (>= 0x2800 and <= 0x28FF) or (>= 0x2B00 and <= 0x2BFF)
        or 0x231A or 0x231B or 0x2328 or 0x23CF or (>= 0x23E9 and <= 0x23FF) or 0x3030 or 0x303D
        or (>= 0x4DC0 and <= 0x4DFF);

    /// <summary>Whether a picture only sets text apart, so that nobody misses it in speech: bullets.</summary>
    public static bool IsSeparator(Rune rune) => rune.Value is >= 0x25A0 and <= 0x25FF;

    /// <summary>Whether a mark makes the figure before it a key to press.</summary>
    public static bool IsKeycap(Rune rune) => rune.Value == Keycap;

    /// <summary>Whether an invisible character tells whether the one before it is seen as text or as an emoji.</summary>
    public static bool IsStyle(Rune rune) => rune.Value is 0xFE0E or 0xFE0F;

    /// <summary>Whether a character may be seen as an emoji though it is also read: figures, signs, and the letter ℹ.</summary>
    public static bool TakesStyle(Rune rune) => Rune.IsDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune)
        || rune.Value == 0x2139;

    /// <summary>Whether an invisible character belongs to the picture that it follows: joiners, styles, tags of flags.</summary>
    public static bool Joins(Rune rune) => IsStyle(rune) || rune.Value is 0x200D or Keycap or (>= 0xE0020 and <= 0xE007F);
}
