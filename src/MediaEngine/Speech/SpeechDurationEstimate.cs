using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Speech.English;
using Understudy.MediaEngine.Speech.Japanese;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Speech;

/// <summary>How long a text takes to speak, without speaking it; prices are quoted from it.</summary>
public static class SpeechDurationEstimate
{
    /// <summary>Estimates the length of speech, within about 20 % for ordinary text.</summary>
    /// <param name="text">What the user typed.</param>
    /// <param name="language">The language in which it will be read.</param>
    /// <returns>Seconds; zero if there is nothing to say.</returns>
    public static double Seconds(string text, Language language)
    {
        if (language != Language.Japanese) return EnglishWords.Read(text, new ReadingNotes()).Sum(English);
        List<JapaneseParts> sentences = JapaneseReading.Cut(text, new ReadingNotes());
        return sentences.Any(sentence => sentence.HasWords) ? sentences.Sum(Japanese) : 0;
    }

    private static double English(List<EnglishWord> sentence) => 0.4 + sentence.Sum(word =>
        0.075 + (0.055 * word.Spoken.Count(char.IsAsciiLetter)) + (0.3 * word.Spoken.Count(char.IsAsciiDigit))
            + (word.BreakAfter == WordBreak.Phrase ? 0.2 : 0));

    private static double Japanese(JapaneseParts sentence)
    {
        double morae = sentence.Parts.Sum(part => part.Kind switch
        {
            PartKind.Native => sentence.Text.Text[part.Start..part.End].Sum(Morae),
            PartKind.Latin => part.Reading.Sum(letter => char.IsUpper(letter) ? 2 : 0.7),
            _ => Kana.Morae(part.Reading).Count,
        });
        int pauses = sentence.Text.Text.Count(c => c is '、' or ',');
        return morae == 0 ? 0 : (morae * 0.116) + 0.45 + (pauses * 0.22);
    }

    private static double Morae(char c) => c switch
    {
        'ゃ' or 'ゅ' or 'ょ' or 'ャ' or 'ュ' or 'ョ' or 'ァ' or 'ィ' or 'ェ' or 'ォ' => 0,
        >= 'ぁ' and <= 'ヺ' or 'ー' => 1,
        _ when char.IsLetter(c) || char.IsHighSurrogate(c) => 1.85,
        _ => 0,
    };
}
