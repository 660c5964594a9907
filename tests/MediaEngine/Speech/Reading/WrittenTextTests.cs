using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech.Reading;

public sealed class WrittenTextTests
{
    [Theory]
    [InlineData("We ﬁnally oﬀer", "We finally offer")]
    [InlineData("𝗛𝗲𝗹𝗹𝗼 𝓭𝓮𝓪𝓻 𝔴𝔬𝔯𝔩𝔡", "Hello dear world")]
    [InlineData("ＡＢＣ！１２", "ABC!12")]
    [InlineData("e\u0301a\u0308", "éä")]
    [InlineData("か\u3099 ｶﾞｯｺｳ ﾊﾟ", "が ガッコウ パ")]
    [InlineData("⼀⽇ 神 ⻄", "一日 神 西")]
    [InlineData("㌔㎞㈱", "キロkm(株)")]
    [InlineData("ⅷ Ⅻ", "viii XII")]
    [InlineData("①Start②", "1 Start 2")]
    [InlineData("2½ cups", "2 1⁄2 cups")]
    [InlineData("m² x³ 10⁻⁹", "m² x³ 10⁻⁹")]
    [InlineData("H₂O", "H2O")]
    [InlineData("1️⃣2️⃣", "1 2")]
    [InlineData("🅾🅺 🆗", "OK OK")]
    [InlineData("20～30 ｜", "20〜30 |")]
    [InlineData("™ № … ª", "™ № … ª")]
    [InlineData("soft\u00ADhyphen ze\u200Bro \u202Eleft \uFEFFbom", "softhyphen zero left bom")]
    [InlineData("葛\U000E0100城", "葛城")]
    [InlineData("Z\u0335\u0322a\u0334lgo", "Zalgo")]
    public void Characters_that_stand_for_others_are_folded(string written, string text) =>
        WrittenText.Of(written, new ReadingNotes()).Text.ShouldBe(text);

    [Theory]
    [InlineData("Hi 👨‍👩‍👧 there 👍🏽!", "Hi 👨‍👩‍👧 there 👍🏽!", new[] { "👨‍👩‍👧", "👍🏽" })]
    [InlineData("🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️", "🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️", new[] { "🇯🇵", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️" })]
    [InlineData("■ Done", "■ Done", new string[0])]
    [InlineData("odd\uE000 \uFFFD", "odd", new[] { "\uE000", "\uFFFD" })]
    public void Pictures_are_shown_and_told_and_not_read(string written, string shown, string[] told)
    {
        ReadingNotes notes = new();

        var text = WrittenText.Of(written, notes);

        text.Text.ShouldNotContain("👍");
        text.Text.All(char.IsAscii).ShouldBeTrue();
        text.ShownBetween(0, text.Text.Length).ShouldBe(shown);
        notes.Warnings.ShouldBe(told.Select(piece => new ReadingWarning(ReadingFault.NotSpoken, piece, null)));
    }

    [Theory]
    [InlineData("1️⃣ #️⃣ *️⃣ 2️⃣")]
    [InlineData("©️ ®️ ™️ ‼️ ⁉️ ㊗️ ㊙️ 〽️ ℹ️ Ⓜ️ ↔️ ❤️‍🔥 A")]
    public void A_sign_that_is_seen_as_an_emoji_stays_one_in_captions(string written)
    {
        var text = WrittenText.Of(written, new ReadingNotes());

        text.ShownBetween(0, text.Text.Length).ShouldBe(written);
    }

    [Fact]
    public void An_emoji_is_told_once_with_its_style_or_without()
    {
        ReadingNotes notes = new();

        WrittenText.Of("❤️ love ❤ and ❤️", notes);

        notes.Warnings.ShouldBe([new ReadingWarning(ReadingFault.NotSpoken, "❤️", null)]);
    }

    [Theory]
    [InlineData("Hello.\n!!!\n:-)\n❤️\nBye", new[] { "Hello. !!! :-) ❤️", "Bye" })]
    [InlineData("!!!\n❤️\n^_^\nHello\n***\nBye", new[] { "!!! ❤️ ^_^ Hello", "Bye" })]
    [InlineData("One.\n→\n$$$\n2", new[] { "One. → $$$", "2" })]
    [InlineData("こんにちは。\n！！！\n(^_^)\nさようなら", new[] { "こんにちは。 ！！！ (^_^)", "さようなら" })]
    public void A_line_without_words_is_shown_with_its_neighbour(string written, string[] shown) =>
        WrittenText.Of(written, new ReadingNotes()).Sentences()
            .Select(sentence => sentence.ShownBetween(0, sentence.Text.Length)).ShouldBe(shown);

    [Fact]
    public void What_is_shown_of_each_sentence_is_as_it_was_written()
    {
        var text = WrittenText.Of("😀 ﬁne day! 👍 𝗡𝗲𝘅𝘁\none…", new ReadingNotes());

        WrittenText[] sentences = [.. text.Sentences()];

        sentences.Select(sentence => sentence.Text).ShouldBe(["fine day!", "Next", "one…"]);
        sentences.Select(sentence => sentence.ShownBetween(0, sentence.Text.Length))
            .ShouldBe(["😀 ﬁne day! 👍", "𝗡𝗲𝘅𝘁", "one…"]);
    }
}
