using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Speech.English;
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
        ReadingNotes notes = new();
        return language == Language.Japanese
            ? WrittenText.Of(text, notes).Sentences().Sum(sentence => Japanese(sentence.Text))
            : EnglishWords.Read(text, notes).Sum(English);
    }

    private static double English(List<EnglishWord> sentence) => 0.4 + sentence.Sum(word =>
        0.075 + (0.055 * word.Spoken.Count(char.IsAsciiLetter)) + (0.3 * word.Spoken.Count(char.IsAsciiDigit))
            + (word.BreakAfter == WordBreak.Phrase ? 0.2 : 0));

    private static double Japanese(string sentence)
    {
        double morae = 0;
        double pauses = 0.45;
        foreach (char c in sentence)
        {
            morae += c switch
            {
                'ゃ' or 'ゅ' or 'ょ' or 'ャ' or 'ュ' or 'ョ' or 'ァ' or 'ィ' or 'ェ' or 'ォ' => 0,
                >= 'ぁ' and <= 'ヺ' or 'ー' => 1,
                _ when char.IsAsciiDigit(c) || c is >= '０' and <= '９' => 2.5,
                _ when char.IsAsciiLetterUpper(c) => 2,
                _ when char.IsAsciiLetter(c) => 0.7,
                _ when char.IsLetter(c) => 1.85,
                _ => 0,
            };
            if (c is '、' or ',' or '，')
                pauses += 0.22;
        }

        return morae == 0 ? 0 : (morae * 0.116) + pauses;
    }
}
