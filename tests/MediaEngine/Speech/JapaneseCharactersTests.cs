using System.Text;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Japanese;
using Understudy.MediaEngine.Speech.Reading;

namespace Understudy.MediaEngine.Tests.Speech;

public sealed class JapaneseCharactersTests
{
    [Theory]
    [InlineData("髙橋さん、𠮷野家、山﨑さん、濵田さん", "高橋さん、吉野家、山崎さん、浜田さん")]
    [InlineData("國學院大學の體育、德川、邉さん、邊さん、曻さん", "国学院大学の体育、徳川、辺さん、辺さん、昇さん")]
    [InlineData("葛\U000E0100城市、辻\U000E0101さん", "葛城市、辻さん")]
    [InlineData("⼀⽇、⻄、神社、福、凞", "一日、西、神社、福、熙")]
    [InlineData("说明、汉语、东京", "説明、漢語、東京")]
    [InlineData("ﾊﾟｿｺﾝとｶﾞﾑ、は゛、は\u3099、か\u309A", "パソコンとガム、ば、ば、か")]
    [InlineData("㌔、㍿、㈱、(株)、㋐、㍻、㋿", "キロ、株式会社、かぶしきがいしゃ、かぶしきがいしゃ、ア、平成、令和")]
    [InlineData("①、㊙、㊤、🈵", "1、まるひ、じょう、満")]
    [InlineData("𝗔𝗜、ＡＩ、𝟏𝟐𝟑", "AI、AI、123")]
    [InlineData("こゝろ、いすゞ、いろ〱、それ〲、時〻、部分々々", "こころ、いすず、いろいろ、それぞれ、時々、ぶぶんぶぶん")]
    [InlineData("コンピュ−タ−、デ‐タ、サ―バ、ｺﾝﾋﾟｭ-ﾀ-、すご〜い", "コンピューター、データ、サーバ、コンピューター、すごーい")]
    [InlineData("𛁈𛂞、ㇰ、ヷイオリン、ヱビス、ゐる", "しは、く、ヴァイオリン、えびす、いる")]
    public async Task Forms_of_a_character_sound_alike(string written, string plain) =>
        (await Kana(written)).Replace("わ", "は").ShouldBe((await Kana(plain)).Replace("わ", "は"));

    [Theory]
    [InlineData("一人、二人、四人", "ひとり ふたり よにん")]
    [InlineData("三本、六百本、三千人", "さんぼん ろっぴゃっぽん さんぜんにん")]
    [InlineData("一億二千万円", "いちおくにせんまんえん")]
    [InlineData("二十日、一日三回、十一月一日", "はつか いちにちさんかい じゅーいちがつついたち")]
    [InlineData("八百屋の三日月、六本木", "やおやの みかずき ろっぽんぎ")]
    [InlineData("NASA、JR、PDF、mp、IoT、Google", "なさ じぇいあーる ぴーでぃーえふ えむぴー あいおーてぃー ぐーぐる")]
    [InlineData("café、Wi-Fi", "かふぇ うぃー ふぁい")]
    [InlineData("A/B、Q&A、C#、★★★☆、※、→、§5、☑", "えー すらっしゅ びー きゅー あんど えー しー しゃーぷ ほしみっつ しろぼし こめじるし みぎやじるし せくしょん ご")]
    [InlineData("○○さん", "まる まる さん")]
    [InlineData("「本」（山）【川】", "ほん やま かわ")]
    [InlineData("■概要", "がいよー")]
    [InlineData("それなｗｗｗ、草", "それな わら くさ")]
    [InlineData("www.abc.co.jp", "だぶりゅーだぶりゅーだぶりゅー どっと えーびーしー どっと しーおー どっと じぇーぴー")]
    [InlineData("a_b@abc.com、#東京、@abc", "えー あんだーばー びー あっと えーびーしー どっと こむ はっしゅたぐ とーきょー あっと えーびーしー")]
    [InlineData("# 山\n**川** です。\n- 本\n[海](https://a.com)", "やま かわ です ほん うみ")]
    [InlineData("すごい！本当？はい。", "すごい ほんとー はい")]
    public async Task Signs_words_and_numbers_are_said(string written, string kana) =>
        string.Join(' ', (await Read(written)).Select(unit => unit.Kana)).ShouldBe(kana);

    [Theory]
    [InlineData("駅は한국어 공부です", ReadingFault.Replaced, "한국어 공부", "はんぐる")]
    [InlineData("駅はМоскваです", ReadingFault.Replaced, "Москва", "きりるもじ")]
    [InlineData("駅はΑθήναです", ReadingFault.Spelled, "Αθήνα", "あるふぁしーたいーたにゅーあるふぁ")]
    [InlineData("駅は𠂉です", ReadingFault.Replaced, "𠂉", "よめないかんじ")]
    [InlineData("駅は⎈です", ReadingFault.Replaced, "⎈", "きごー")]
    [InlineData("駅は😀です", ReadingFault.NotSpoken, "😀", null)]
    [InlineData("駅は(´・ω・`)です", ReadingFault.NotSpoken, "(´・ω・`)", null)]
    public async Task What_cannot_be_read_is_told(string written, ReadingFault fault, string piece, string? spoken)
    {
        JapaneseReading.Check(written).ShouldBe([new ReadingWarning(fault, piece, spoken)]);

        (await Kana(written)).ShouldStartWith("えきわ" + spoken);
    }

    [Fact]
    public void Nobody_misses_the_scheme_of_an_address() => JapaneseReading.Check("駅はhttps://abc.comです").ShouldBeEmpty();

    [Theory]
    [InlineData("髙橋さんは20〜30人で、①と㍿を2½回見た😀。Hello world! 終わり")]
    [InlineData("■ 𠮷野家（https://abc.com/x）は★4.5、한국어😀")]
    [InlineData("(´▽`)ノ わあ")]
    [InlineData("(´▽`) わあ。 ！！！。 ♡❤️。 → さようなら。 (^_^)")]
    public async Task Captions_show_what_was_written(string written) =>
        string.Concat((await Read(written)).Select(unit => unit.Text)).Replace(" ", "").ShouldBe(written.Replace(" ", ""));

    [Fact]
    public async Task Captions_keep_lines_without_words() =>
        (await Read("こんにちは。\n！！！\n(^_^)\n❤️\nさようなら")).Select(unit => unit.Text)
            .ShouldBe(["こんにちは。 ！！！ (^_^) ❤️", "さようなら"]);

    [Fact]
    public async Task No_character_is_lost_without_a_word()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var windows = Encoding.GetEncoding(932);
        IEnumerable<Rune> typed = Enumerable.Range(0x81, 0x7C)
            .SelectMany(lead => Enumerable.Range(0x40, 0xBD).Select(trail => windows.GetString([(byte)lead, (byte)trail])))
            .Concat(Enumerable.Range(0x21, 0xDF - 0x21).Select(code => windows.GetString([(byte)code])))
            .SelectMany(pair => pair.EnumerateRunes());
        IEnumerable<Rune> pasted = new (int First, int Last)[]
        {
            (0xA1, 0x24F), (0x370, 0x52F), (0x2000, 0x23FF), (0x2E80, 0x33FF), (0x3400, 0x3500), (0x4E00, 0x5000),
            (0xF900, 0xFAFF), (0xFE30, 0xFFEF),
            (0x1B000, 0x1B16F), (0x1D400, 0x1D7FF), (0x1F100, 0x1F2FF), (0x20000, 0x20100), (0x2F800, 0x2FA1F),
        }.SelectMany(block => Enumerable.Range(block.First, block.Last - block.First + 1)).Select(code => new Rune(code));
        string[] written = [.. typed.Concat(pasted).Distinct().Where(IsSeen).Select(rune => $"あ{rune}い")];

        List<Bunsetsu> read = await Read(string.Concat(written.Select(sentence => sentence + "。\n")));

        string[] sentences = [.. string.Concat(read.Select(unit => unit.Kana + (unit.Text.EndsWith('。') ? "\n" : "")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        sentences.Length.ShouldBe(written.Length);
        written.Zip(sentences).Where(pair => pair.Second == "あい" && JapaneseReading.Check(pair.First).Count == 0)
            .Select(pair => pair.First).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_is_pasted_is_cut_whole_and_said_in_hiragana()
    {
        string[] pieces =
        [
            "-", "−", "〜", "5", "12", ".", ",", "/", ":", "(", ")", "円", "日", "月", "人", "%", "$", "¥", "+", "A", "IV",
            "km", "あ", "ア", "ー", "漢", "々", "ゝ",
            "〱", "゛", " ", "\n", "@", "#", "http://", ".com", "Ⅲ", "⁄", "²", "①", "㍿", "😀", "한", "я", "α", "★",
            "(´・ω・`)", "w", "\u3099", "\uD800", "T", "第", "〇", "一", "^", "_", "`",
        ];
        for (int seed = 1; seed <= 2000; seed++)
        {
            Random random = new(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (JapaneseParts sentence in JapaneseReading.Cut(text, new ReadingNotes()))
            {
                int at = 0;
                foreach (JapanesePart part in sentence.Parts)
                {
                    part.Start.ShouldBe(at, text);
                    part.End.ShouldBeGreaterThan(at, text);
                    at = part.End;
                    if (part.Kind is PartKind.Figures or PartKind.Said or PartKind.Replaced)
                        part.Reading.ShouldMatch("^[ぁ-ゔー]+$", text);
                }

                at.ShouldBe(sentence.Text.Text.Length, text);
            }
        }
    }

    /// <summary>Whether a character is more than a pause, a mark on another one, or a line of a table.</summary>
    private static bool IsSeen(Rune rune) => rune.Value is not ('〵' or 'ﾞ' or 'ﾟ' or (>= '─' and <= '╿')) && !SpeechText.IsUnknown(rune)
        && WrittenText.Of(rune.ToString(), new ReadingNotes(), JapaneseSigns.Keeps).Text
            .EnumerateRunes().Any(part => !JapaneseSigns.IsSilent(part));

    private static async Task<string> Kana(string text) => string.Concat((await Read(text)).Select(unit => unit.Kana));

    private static async Task<List<Bunsetsu>> Read(string text)
    {
        using var folder = TemporaryFolder.Create();
        return await JapaneseReading.ReadAsync(text, folder, CancellationToken.None);
    }
}
