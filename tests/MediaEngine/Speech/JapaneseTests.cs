using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Japanese;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class JapaneseTests
{
    [Theory]
    [InlineData("2024年", "にせんにじゅーよねん")]
    [InlineData("4月1日", "しがつ", "ついたち")]
    [InlineData("2024/12/3", "にせんにじゅーよねんじゅーにがつみっか")]
    [InlineData("10:30", "じゅーじさんじゅっぷん")]
    [InlineData("19時", "じゅーくじ")]
    [InlineData("3本", "さんぼん")]
    [InlineData("6分", "ろっぷん")]
    [InlineData("8回", "はっかい")]
    [InlineData("1人", "ひとり")]
    [InlineData("14人", "じゅーよにん")]
    [InlineData("20歳", "はたち")]
    [InlineData("1,500万円", "せんごひゃくまんえん")]
    [InlineData("3600", "さんぜんろっぴゃく")]
    [InlineData("¥880", "はっぴゃくはちじゅーえん")]
    [InlineData("12.5%", "じゅーにてんごぱーせんと")]
    [InlineData("0120", "ぜろいちにぜろ")]
    [InlineData("99999999999999999", "きゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅーきゅー")]
    [InlineData("1000000000000", "いっちょー")]
    public async Task Figures_are_read_with_their_counters(string written, params string[] kana) =>
        (await Read(written)).Select(unit => unit.Kana).ShouldBe(kana);

    [Theory]
    [InlineData("AI", "えーあい")]
    [InlineData("meeting", "みーてぃんぐ")]
    [InlineData("book", "ぶっく")]
    [InlineData("work", "わーく")]
    [InlineData("Ｃｌｏｕｄ", "くらうど")]
    [InlineData("ﾊﾞﾅﾅ", "ばなな")]
    [InlineData("か\u3099っこう", "がっこー")]
    public async Task Foreign_words_become_kana(string written, string kana) =>
        (await Read(written)).ShouldHaveSingleItem().Kana.ShouldBe(kana);

    [Fact]
    public async Task Particles_are_pronounced_and_lean_on_their_words()
    {
        List<Bunsetsu> units = await Read("私は東京へ、行きます。");

        units.Select(unit => (unit.Text, unit.Kana, unit.BreakAfter)).ShouldBe(
        [
            ("私は", "わたしわ", WordBreak.None),
            ("東京へ、", "とーきょーえ", WordBreak.Phrase),
            ("行きます。", "いきます", WordBreak.Sentence),
        ]);
    }

    [Theory]
    [InlineData("[[hello]]<speak>こんにちは</speak>")]
    [InlineData("'; rm -rf / #\tこんにちは\\n-v en")]
    [InlineData("😀こんにちは\u202Eשלום ①㌔")]
    public async Task Only_hiragana_reaches_the_synthesizer(string hostile)
    {
        List<Bunsetsu> units = await Read(hostile);

        units.ShouldContain(unit => unit.Kana.Contains("こんにちわ"));
        foreach (Bunsetsu unit in units)
            unit.Kana.ShouldMatch("^[ぁ-ゔー]+$");
    }

    [Fact]
    public void Kana_become_the_sounds_of_their_morae() =>
        Kana.Morae("きょーまって").Select(mora => string.Concat(mora)).ShouldBe(["ko", "o", "ma", "q", "te"]);

    [Theory]
    [InlineData("すごーーい", "すごーおい")]
    [InlineData("えーーー", "ええええ")]
    [InlineData("あぁ きゃぁぁ", "ああ きゃああ")]
    [InlineData("ー しゅーー", "あ しゅーう")]
    [InlineData("ふぁーすと ちぇっく すぃ くゎ", "ふぁーすと ちぇっく すい くわ")]
    [InlineData("うんー いー しぃぇ", "うんう いい しいえ")]
    public void Drawn_out_vowels_are_spelled_as_the_synthesizer_says_them(string kana, string spelled) =>
        Kana.Spelled(kana).ShouldBe(spelled);

    [Theory]
    [InlineData('ー')]
    [InlineData('ぁ')]
    public async Task A_long_cry_lasts_as_long_as_its_price_says(char drawn)
    {
        string text = "わ" + new string(drawn, 300);

        SynthesizedSpeech speech = await new JapaneseSpeech().SynthesizeAsync(text, BaseVoice.Low, CancellationToken.None);

        speech.Audio.Duration.ShouldBeInRange(10, SpeechDurationEstimate.Seconds(text, Language.Japanese) * 1.2);
    }

    private static async Task<List<Bunsetsu>> Read(string text)
    {
        using var folder = TemporaryFolder.Create();
        return await JapaneseReading.ReadAsync(text, folder, CancellationToken.None);
    }
}
