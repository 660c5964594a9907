using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.English;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class EnglishWordsTests
{
    [Theory]
    [InlineData("12/3/2024,", "december 3rd 2024")]
    [InlineData("2024-02-21", "february 21st 2024")]
    [InlineData("Dr.", "doctor")]
    [InlineData("(e.g.)", "for example")]
    [InlineData("€1,200", "1,200 euros")]
    [InlineData("$5.50!", "$5.50")]
    [InlineData("50%", "50 percent")]
    [InlineData("bob@example.com", "bob at example dot com")]
    [InlineData("https://example.com/about", "example dot com slash about")]
    [InlineData("café", "cafe")]
    [InlineData("don’t", "don't")]
    [InlineData("10:30", "10:30")]
    [InlineData("-5", "minus 5")]
    [InlineData("10–20", "10 to 20")]
    [InlineData("1/2", "1 over 2")]
    [InlineData("R&D", "R and D")]
    [InlineData("C#", "C sharp")]
    [InlineData("😀", "")]
    [InlineData("שלום", "")]
    [InlineData("--", "")]
    public void A_word_is_read_as_a_person_would(string written, string spoken) =>
        Read("x " + written).Skip(1).Select(word => word.Spoken).FirstOrDefault("").ShouldBe(spoken);

    [Fact]
    public void Silent_signs_stay_in_the_text_of_their_neighbours()
    {
        List<EnglishWord> words = Read("— Hello 😀 there, friend …");

        words.Select(word => word.Text).ShouldBe(["— Hello 😀", "there,", "friend …"]);
        words.Select(word => word.BreakAfter).ShouldBe([WordBreak.None, WordBreak.Phrase, WordBreak.Sentence]);
    }

    [Fact]
    public void No_character_reaches_the_synthesizer_but_letters_figures_and_plain_signs()
    {
        foreach (char c in Enumerable.Range(0x21, 0xFFFF - 0x21).Select(code => (char)code).Where(c => !char.IsSurrogate(c)))
        {
            foreach (EnglishWord word in Read($"a{c}b {c}1 1{c}"))
                word.Spoken.ShouldMatch("^[A-Za-z0-9.,:$' ]*$", $"U+{(int)c:X4}");
        }
    }

    [Fact]
    public void Phones_of_running_speech_find_their_words() =>
        PhoneAlignment.Assign(
            ["dh", "iy", "k", "w", "ih", "b", "r", "aw", "n", "d"],
            [["dh", "ax"], ["k", "w", "ih", "k"], ["b", "r", "aw", "n"]])
            .ShouldBe([0, 0, 1, 1, 1, 2, 2, 2, 2, 2]);

    private static List<EnglishWord> Read(string written)
    {
        ReadingNotes notes = new();
        return [.. WrittenText.Of(written, notes).Sentences().SelectMany(sentence => EnglishWords.Read(sentence, notes))];
    }
}
