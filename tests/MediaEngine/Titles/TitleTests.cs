using SkiaSharp;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Titles;

namespace Understudy.MediaEngine.Tests.Titles;

public sealed class TitleTests
{
    [Theory]
    [InlineData("Where the River Sleeps – Ångström & čaj, ¿qué?")]
    [InlineData("Где спит река")]
    [InlineData("川が眠る場所、春の終わり。カフェ")]
    [InlineData("河流沉睡的地方，春天的尽头")]
    [InlineData("حيث ينام النهر، لا إله")]
    [InlineData("जहाँ नदी सोती है, क्षितिज हिन्दी")]
    [InlineData("Tokyo 東京 القاهرة दिल्ली 2026")]
    public void No_letter_is_missing(string text) =>
        Runs(text).SelectMany(run => run.Glyphs).ShouldAllBe(glyph => glyph != 0);

    [Fact]
    public void Arabic_letters_join()
    {
        // Lam and alef become one; a letter has another form within a word than alone.
        Runs("لا").Sum(run => run.Glyphs.Length).ShouldBeLessThan(2 + 1);
        ushort alone = Runs("ه").Single().Glyphs[0];
        Runs("ههه").Single().Glyphs.ShouldNotBe([alone, alone, alone]);
    }

    [Fact]
    public void Devanagari_letters_become_conjuncts_and_short_i_stands_before()
    {
        Runs("क्ष").Single().Glyphs.Length.ShouldBeLessThan(3);
        ushort vowel = Runs("कि").Single().Glyphs[0], letter = Runs("क").Single().Glyphs[0];
        Runs("कि").Single().Glyphs[^1].ShouldBe(letter);
        vowel.ShouldNotBe(letter);
    }

    [Fact]
    public void Arabic_runs_from_right_to_left_and_keeps_Latin_words_readable()
    {
        List<ScriptRun> runs = new ScriptRuns("مرحبا World كيف").Of("مرحبا World كيف");

        runs.Select(run => run.Text).ShouldBe(["كيف", " ", "World", "مرحبا "]);
        runs.Select(run => run.IsRightToLeft).ShouldBe([true, true, false, true]);
    }

    [Fact]
    public void Hebrew_runs_from_right_to_left_beside_Latin_words_and_numbers_of_the_same_font()
    {
        List<ScriptRun> runs = new ScriptRuns("שלום Anna 12").Of("שלום Anna 12");

        runs.Select(run => run.Text).ShouldBe(["Anna 12", "שלום "]);
        runs.Select(run => run.IsRightToLeft).ShouldBe([false, true]);
        Runs("אב").Single().Glyphs.ShouldBe([.. Runs("בא").Single().Glyphs.Reverse()]);
    }

    [Fact]
    public void Arabic_words_in_an_English_line_change_places_only_among_themselves() =>
        new ScriptRuns("See القاهرة soon").Of("See القاهرة soon").Select(run => run.Text).ShouldBe(["See ", "القاهرة", " ",
            "soon"]);

    [Fact]
    public void Chinese_characters_are_set_in_Japanese_where_there_is_kana()
    {
        new ScriptRuns("川の流れ").Of("川の流れ").ShouldAllBe(run => run.Font == TitleFont.Japanese);
        new ScriptRuns("河流").Of("河流").ShouldAllBe(run => run.Font == TitleFont.Chinese);
    }

    [Theory]
    [InlineData("A long title that has to be set in several lines because the picture is narrow", 320, 240)]
    [InlineData("とても長い題名なので、狭い画面では何行にも分けて組まなければなりません。", 320, 240)]
    [InlineData("عنوان طويل جدا يجب أن يقسم على عدة أسطر لأن الصورة ضيقة", 320, 240)]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitän", 256, 144)]
    [InlineData("One\nTwo\nThree\nFour\nFive\nSix", 320, 180)]
    public void A_long_title_is_wrapped_or_shrunk_and_never_cut(string text, int width, int height)
    {
        using SKBitmap picture = TitlePainter.Paint(Title(text, width, height, 0.2f));

        Letters(picture).ShouldBeGreaterThan(200);
        for (int x = 0; x < width; x++) (picture.GetPixel(x, 0).Red + picture.GetPixel(x, height - 1).Red).ShouldBe(0);
        for (int y = 0; y < height; y++) (picture.GetPixel(0, y).Red + picture.GetPixel(width - 1, y).Red).ShouldBe(0);
    }

    [Fact]
    public void Lines_are_about_equally_long()
    {
        List<string> lines = LineBreaker.Break("one two three four five six seven", 22, piece => piece.Length).ShouldNotBeNull();

        lines.ShouldBe(["one two three four", "five six seven"]);
    }

    [Fact]
    public void Chinese_lines_end_after_a_comma_where_they_can() =>
        LineBreaker.Break("河流沉睡的地方，春天的尽头", 9, piece => piece.Length).ShouldBe(["河流沉睡的地方，", "春天的尽头"]);

    [Fact]
    public void No_line_begins_with_a_full_stop()
    {
        List<string> lines = LineBreaker.Break("春が来た。夏も来た。", 4, piece => piece.Length).ShouldNotBeNull();

        lines.ShouldAllBe(line => line[0] != '。');
        string.Concat(lines).ShouldBe("春が来た。夏も来た。");
    }

    [Fact]
    public void A_title_stands_where_it_is_asked_for()
    {
        float top = MiddleOf(TitlePlace.Top), middle = MiddleOf(TitlePlace.Middle), bottom = MiddleOf(TitlePlace.Bottom);

        top.ShouldBeLessThan(0.3f);
        middle.ShouldBe(0.5f, 0.05);
        bottom.ShouldBeGreaterThan(0.7f);
    }

    [Fact]
    public void The_picture_is_transparent_around_it_and_dark_at_its_edges()
    {
        using TemporaryPng file = new();
        TitlePainter.Write(new TitleRequest { Text = "Fin", Width = 320, Height = 180, LetterHeight = 0.3f }, file.Path);

        using var picture = SKBitmap.Decode(file.Path);
        picture.GetPixel(2, 2).Alpha.ShouldBe((byte)0);
        picture.Pixels.Count(pixel => pixel.Alpha is > 20 and < 200 && pixel.Red < 40).ShouldBeGreaterThan(100);
        Letters(picture).ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("", 320, 180)]
    [InlineData("   ", 320, 180)]
    [InlineData("\u200D\u0001", 320, 180)]
    [InlineData("ok", 8, 180)]
    [InlineData("ok", 320, 9000)]
    public void What_cannot_be_read_is_refused(string text, int width, int height) =>
        Should.Throw<MediaRejectedException>(() => TitlePainter.Paint(Title(text, width, height)))
            .Code.ShouldBe(MediaRejection.UnreadableTitle);

    [Fact]
    public void A_book_is_no_title() =>
        Should.Throw<MediaRejectedException>(() => TitlePainter.Paint(Title(string.Concat(Enumerable.Repeat("word ", 90)), 64, 64)))
            .Message.ShouldContain("too long");

    private static TitleRequest Title(string text, int width, int height, float letters = 0.1f) =>
        new() { Text = text, Width = width, Height = height, LetterHeight = letters };

    private static List<GlyphRun> Runs(string text) =>
        [.. new ScriptRuns(text).Of(text).Select(run => run.Font.Shape(run.Text, run.IsRightToLeft))];

    private static int Letters(SKBitmap picture) => picture.Pixels.Count(pixel => pixel.Alpha > 200 && pixel.Red > 200);

    private static float MiddleOf(TitlePlace place)
    {
        using SKBitmap picture = TitlePainter.Paint(new TitleRequest { Text = "Hhh", Width = 160, Height = 160, Place = place });
        return (float)picture.Pixels.Select((pixel, i) => (pixel,
            i)).Where(at => at.pixel.Red > 200).Average(at => at.i / 160) / 160;
    }

    private sealed class TemporaryPng : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.png");

        public void Dispose() => File.Delete(Path);
    }
}
