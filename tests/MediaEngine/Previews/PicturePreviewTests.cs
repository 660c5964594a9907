using SkiaSharp;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Previews;
using Understudy.MediaEngine.Tests.Media;
using Understudy.MediaEngine.Tests.Training;

namespace Understudy.MediaEngine.Tests.Previews;

public sealed class PicturePreviewTests(PreviewFilms films) : IClassFixture<PreviewFilms>
{
    private readonly TestMedia _media = films.Media;

    [Fact]
    public async Task A_film_is_represented_by_a_picture_that_shows_something()
    {
        Thumbnail thumbnail = await ThumbnailAsync(new ThumbnailRequest(films.Film));

        thumbnail.At.ShouldBeInRange(6, 9);
        (thumbnail.Width, thumbnail.Height).ShouldBe((640, 360));
        SizeOf(thumbnail.File).ShouldBe((640, 360));
        // The only part of the film with more than one colour.
        using var picture = SKBitmap.Decode(thumbnail.File);
        picture.Pixels.Max(pixel => (int)pixel.Green).ShouldBeGreaterThan(picture.Pixels.Min(pixel => (int)pixel.Green) + 100);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(4.5, 0, 0, 254)]
    [InlineData(11.95, 254, 254, 254)]
    [InlineData(12, 254, 254, 254)]
    public async Task The_picture_of_a_time_is_the_one_that_is_shown_then(double at, byte red, byte green, byte blue)
    {
        Thumbnail thumbnail = await ThumbnailAsync(new ThumbnailRequest(films.Film) { At = at, Width = 160 });

        SKColor colour = PreviewFilms.Pixel(thumbnail.File, 80, 45);
        ((double)colour.Red).ShouldBe(red, 6);
        ((double)colour.Green).ShouldBe(green, 6);
        ((double)colour.Blue).ShouldBe(blue, 6);
    }

    [Fact]
    public async Task A_film_of_a_phone_stands_upright()
    {
        string turned = await _media.Convert(films.Film, "turned.mp4", "-t", "1", "-c", "copy", "-metadata:s:v", "rotate=90");

        Thumbnail thumbnail = await ThumbnailAsync(new ThumbnailRequest(turned) { Width = 90 });

        (thumbnail.Width, thumbnail.Height).ShouldBe((90, 160));
    }

    [Theory]
    [InlineData(12.5, 640, "time")]
    [InlineData(-1.0, 640, "time")]
    [InlineData(1.0, 4, "width")]
    public async Task A_picture_that_is_not_possible_is_refused_by_its_number(double at, int width, string part)
    {
        MediaRejectedException rejection = await Should.ThrowAsync<MediaRejectedException>(
            ThumbnailAsync(new ThumbnailRequest(films.Film) { At = at, Width = width }));

        rejection.Code.ShouldBe(MediaRejection.InvalidRequest);
        rejection.Message.ShouldContain(part);
    }

    [Fact]
    public async Task A_storyboard_shows_each_part_of_the_film_where_its_captions_say()
    {
        string folder = _media.NewPath("storyboard");
        RecordedProgress progress = new();
        Storyboard board = await Storyboards.MakeAsync(
            new StoryboardRequest(films.Film) { Columns = 5 }, folder, progress, CancellationToken.None);

        (board.TileCount, board.TileHeight, board.Interval).ShouldBe((12, 90, 1.0));
        string sheet = board.SheetFiles.ShouldHaveSingleItem();
        SizeOf(sheet).ShouldBe((800, 270));
        Cue[] cues = await CaptionReader.ReadAsync(board.WebVttFile, CancellationToken.None);
        cues.Select(cue => (cue.Start, cue.End)).ShouldBe(Enumerable.Range(0, 12).Select(i => ((double)i, (double)i + 1)));
        cues[6].Lines.ShouldBe(["sprite.jpg#xywh=160,90,160,90"]);
        // The third second is black, the fourth blue, the eleventh white.
        PreviewFilms.Pixel(sheet, 400, 45).Blue.ShouldBeLessThan((byte)10);
        PreviewFilms.Pixel(sheet, 560, 45).Blue.ShouldBeGreaterThan((byte)240);
        PreviewFilms.Pixel(sheet, 80, 225).Red.ShouldBeGreaterThan((byte)240);
        progress.ShouldGrowToOne();
    }

    [Fact]
    public async Task A_storyboard_goes_on_on_another_sheet()
    {
        Storyboard board = await Storyboards.MakeAsync(
            new StoryboardRequest(films.Film) { Interval = 2, Columns = 2, Rows = 2, TileWidth = 64 },
            _media.NewPath("storyboard"),
            new RecordedProgress(),
            CancellationToken.None);

        board.SheetFiles.Select(Path.GetFileName).ShouldBe(["sprite.jpg", "sprite-2.jpg"]);
        board.SheetFiles.Select(SizeOf).ShouldBe([(128, 72), (128, 36)]);
        (await File.ReadAllTextAsync(board.WebVttFile)).ShouldContain(
            "00:00:10.000 --> 00:00:12.000\nsprite-2.jpg#xywh=64,0,64,36\n");
    }

    [Fact]
    public async Task A_long_film_is_looked_through_by_its_key_frames()
    {
        string keyed = await _media.Convert(films.Film, "keyed.mp4", "-an", "-g", "10", "-preset", "ultrafast");
        Storyboard board = await Storyboards.MakeAsync(
            new StoryboardRequest(keyed) { Interval = 3, TileWidth = 64 },
            _media.NewPath("storyboard"),
            new RecordedProgress(),
            CancellationToken.None);

        board.TileCount.ShouldBe(4);
        string sheet = board.SheetFiles.ShouldHaveSingleItem();
        PreviewFilms.Pixel(sheet, 32, 18).Blue.ShouldBeLessThan((byte)10);
        PreviewFilms.Pixel(sheet, 96, 18).Blue.ShouldBeGreaterThan((byte)240);
        PreviewFilms.Pixel(sheet, 224, 18).Green.ShouldBeGreaterThan((byte)240);
    }

    private static (int Width, int Height) SizeOf(string picture)
    {
        using var codec = SKCodec.Create(picture);
        return (codec.Info.Width, codec.Info.Height);
    }

    private Task<Thumbnail> ThumbnailAsync(ThumbnailRequest request) => Thumbnails.MakeAsync(
        request, _media.NewPath("thumbnail"), new RecordedProgress(), CancellationToken.None);
}
