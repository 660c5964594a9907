namespace Understudy.MediaEngine.Speech.Japanese;

/// <summary>Something in figures, read.</summary>
/// <param name="Length">How many characters of the text it takes.</param>
/// <param name="Kana">How it is said, in hiragana.</param>
/// <param name="Leans">Whether it leans on what stands before it, as から does.</param>
internal sealed record Figure(int Length, string Kana, bool Leans = false);
