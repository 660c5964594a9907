namespace Understudy.MediaEngine.Speech;

/// <summary>The languages that stock and matched voices speak.</summary>
public enum SpokenLanguage
{
    /// <summary>English: <c>en</c>.</summary>
    English,

    /// <summary>Japanese: <c>ja</c>.</summary>
    Japanese,

    /// <summary>Spanish: <c>es</c>.</summary>
    Spanish,

    /// <summary>French: <c>fr</c>.</summary>
    French,

    /// <summary>German: <c>de</c>.</summary>
    German,

    /// <summary>Mandarin Chinese in either script: <c>zh</c>.</summary>
    Chinese,

    /// <summary>Hindi: <c>hi</c>.</summary>
    Hindi,
}

/// <summary>The codes of <see cref="SpokenLanguage"/> by ISO 639-1.</summary>
public static class SpokenLanguages
{
    private static readonly string[] _codes = ["en", "ja", "es", "fr", "de", "zh", "hi"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SpokenLanguage> All { get; } = Enum.GetValues<SpokenLanguage>();

    /// <summary>The two letters of a language.</summary>
    public static string Code(this SpokenLanguage language) => _codes[(int)language];

    /// <summary>The language of a code; null if it is not spoken here.</summary>
    public static SpokenLanguage? Find(string code)
    {
        int index = Array.IndexOf(_codes, code);
        return index < 0 ? null : (SpokenLanguage)index;
    }

    /// <summary>Whether words stand apart by spaces.</summary>
    internal static bool IsSpaced(this SpokenLanguage language) =>
        language is not (SpokenLanguage.Japanese or SpokenLanguage.Chinese);
}
