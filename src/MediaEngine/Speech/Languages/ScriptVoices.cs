using System.Text;

namespace Understudy.MediaEngine.Speech.Languages;

/// <summary>Which language speaks what stands in a text in other letters.</summary>
internal static class ScriptVoices
{
    public const string Chinese = "cmn-latn-pinyin";
    public const string Japanese = "ja";
    private const string Latin = "en-us";

    private static readonly (int First, int Last, string Voice)[] _scripts =
    [
        (0x0041, 0x024F, Latin), (0x0370, 0x03FF, "el"), (0x0400, 0x052F, "ru"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"),
        (0x0600, 0x06FF, "ar"), (0x0750, 0x077F, "ar"), (0x0900, 0x097F, "hi"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"),
        (0x0A80, 0x0AFF, "gu"), (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"), (0x0C80, 0x0CFF, "kn"),
        (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"),
        (0x1100, 0x11FF, "ko"), (0x1200, 0x139F, "am"), (0x1E00, 0x1EFF, Latin), (0x3041, 0x30FF, Japanese),
        (0x3130, 0x318F, "ko"),
        (0x3400, 0x4DBF, Chinese), (0x4E00, 0x9FFF, Chinese), (0xAC00, 0xD7FF, "ko"), (0xF900, 0xFAFF, Chinese),
        (0x20000, 0x323AF, Chinese),
    ];

    /// <summary>The voice of a language itself.</summary>
    public static string Of(SpokenLanguage language) => language switch
    {
        SpokenLanguage.Spanish => "es",
        SpokenLanguage.French => "fr-fr",
        SpokenLanguage.German => "de",
        SpokenLanguage.Hindi => "hi",
        SpokenLanguage.Chinese => Chinese,
        SpokenLanguage.Japanese => Japanese,
        _ => Latin,
    };

    /// <summary>The voice that says a letter within a text.</summary>
    public static string For(Rune letter, SpokenLanguage language)
    {
        string own = Of(language);
        foreach ((int first, int last, string voice) in _scripts)
        {
            if (letter.Value < first || letter.Value > last) continue;
            // The voices of Europe have their own Latin letters, and Hindi's knows English.
            return voice == Latin && language != SpokenLanguage.Chinese ? own : voice;
        }

        return own;
    }
}
