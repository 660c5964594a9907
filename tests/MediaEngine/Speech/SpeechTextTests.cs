using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class SpeechTextTests
{
    [Theory]
    [InlineData("One. Two! Three?", new[] { "One.", "Two!", "Three?" })]
    [InlineData("It is 3.5 miles to example.com today.", new[] { "It is 3.5 miles to example.com today." })]
    [InlineData("Dr. Smith met J. Doe, e.g. here. Then left.", new[] { "Dr. Smith met J. Doe, e.g. here.", "Then left." })]
    [InlineData("He said \"Stop!\" Then he left.", new[] { "He said \"Stop!\"", "Then he left." })]
    [InlineData("First line\nsecond line", new[] { "First line", "second line" })]
    [InlineData("はい。そうです！「本当？」ええ", new[] { "はい。", "そうです！", "「本当？」", "ええ" })]
    [InlineData("Wait... what?!", new[] { "Wait...", "what?!" })]
    public void Text_is_cut_into_sentences(string text, string[] sentences) =>
        SpeechText.Sentences(SpeechText.Clean(text)).ShouldBe(sentences);

    [Fact]
    public void A_long_sentence_is_cut_without_losing_a_character()
    {
        string text = string.Concat(Enumerable.Repeat("word and, 😀", 300));

        string[] sentences = [.. SpeechText.Sentences(text)];

        sentences.ShouldAllBe(sentence => sentence.Length <= 400);
        string.Concat(sentences).Replace(" ", "").ShouldBe(text.Replace(" ", ""));
    }

    [Fact]
    public void Invisible_characters_are_dropped_and_white_space_is_tidied() =>
        SpeechText.Clean("\u0000a\u0007 \t b\u202E\u200D\uFEFF\r\n\r\n c\uD800\uE000\u3000d ").ShouldBe("a b\nc d");
}
