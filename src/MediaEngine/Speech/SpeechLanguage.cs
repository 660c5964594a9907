namespace Understudy.MediaEngine.Speech;

/// <summary>A language that the embedded engine can speak.</summary>
public enum SpeechLanguage
{
    English,
    Japanese,
}

/// <summary>Reads BCP 47 language tags.</summary>
public static class SpeechLanguages
{
    /// <summary>Recognises <c>en</c> and <c>ja</c> with any region (<c>en-GB</c>, <c>ja_JP</c>), in any case.</summary>
    /// <returns>False if the engine cannot speak that language.</returns>
    public static bool TryParse(string tag, out SpeechLanguage language)
    {
        string primary = tag.Split('-', '_')[0];
        language = primary.Equals("ja", StringComparison.OrdinalIgnoreCase)
            ? SpeechLanguage.Japanese
            : SpeechLanguage.English;
        return language == SpeechLanguage.Japanese || primary.Equals("en", StringComparison.OrdinalIgnoreCase);
    }
}
