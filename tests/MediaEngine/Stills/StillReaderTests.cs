using System.Buffers.Binary;
using SkiaSharp;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Stills;

namespace Understudy.MediaEngine.Tests.Stills;

/// <summary>Pictures as people send them: red on the left, blue on the right, green below.</summary>
public sealed class StillReaderTests(Scenes.Pictures.Stills stills) : IClassFixture<Scenes.Pictures.Stills>
{
    private static readonly SKSizeI _all = new(10_000, 10_000);

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.jpg")]
    [InlineData("a.webp")]
    [InlineData("a.gif")]
    public async Task Every_format_is_read(string name)
    {
        string file = name == "a.gif" ? await stills.Convert(Flag("b.png"), name) : Flag(name);
        (SKBitmap picture, SKSizeI size) = StillReader.Read(file, "Picture 1", _all);
        using (picture)
        {
            size.ShouldBe(new SKSizeI(120, 80));
            (picture.Width, picture.Height, picture.AlphaType).ShouldBe((120, 80, SKAlphaType.Opaque));
            Corners(picture).ShouldBe("red blue green green");
        }
    }

    [Theory]
    [InlineData(1, 120, 80, "red blue green green")]
    [InlineData(2, 120, 80, "blue red green green")]
    [InlineData(3, 120, 80, "green green blue red")]
    [InlineData(4, 120, 80, "green green red blue")]
    [InlineData(5, 80, 120, "red green blue green")]
    [InlineData(6, 80, 120, "green red green blue")]
    [InlineData(7, 80, 120, "green blue green red")]
    [InlineData(8, 80, 120, "blue green red green")]
    public void A_picture_stands_upright(byte orientation, int width, int height, string corners)
    {
        byte[] jpeg = File.ReadAllBytes(Flag("turned.jpg"));
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        string file = stills.NewPath("exif.jpg");
        File.WriteAllBytes(file, [.. jpeg[..2], .. exif, .. jpeg[2..]]);

        (SKBitmap picture, SKSizeI size) = StillReader.Read(file, "Picture 1", _all);
        using (picture)
        {
            (size.Width, size.Height, picture.Width, picture.Height).ShouldBe((width, height, width, height));
            Corners(picture).ShouldBe(corners);
        }
    }

    [Fact]
    public void What_can_be_seen_through_lies_on_white()
    {
        string file = stills.Write("clear.png", 100, 100, canvas => canvas.Clear(new SKColor(0, 0, 0, 0)));
        using SKBitmap picture = StillReader.Read(file, "Picture 1", _all).Picture;

        picture.GetPixel(50, 50).ShouldBe(SKColors.White);
    }

    [Theory]
    [InlineData("large.jpg")]
    [InlineData("large.png")]
    [InlineData("large.webp")]
    public void A_large_picture_is_no_larger_than_it_is_needed(string name)
    {
        string file = stills.Write(name, 1600, 1000, canvas => canvas.Clear(SKColors.Red));
        (SKBitmap picture, SKSizeI size) = StillReader.Read(file, "Picture 1", new SKSizeI(320, 180));
        using (picture)
        {
            size.ShouldBe(new SKSizeI(1600, 1000));
            (picture.Width, picture.Height).ShouldBe((320, 200));
            Name(picture.GetPixel(319, 199)).ShouldBe("red");
        }
    }

    [Fact]
    public void A_picture_that_says_to_be_huge_is_not_decoded()
    {
        byte[] png = File.ReadAllBytes(Flag("huge.png"));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 10_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 5_001);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Checksum(png.AsSpan(12, 17)));

        Refused(png, "huge.png").ShouldBe((
            MediaRejection.TooLarge, "Picture 3 is 10000 × 5001 pixels large; at most 50 million are possible."));
    }

    [Theory]
    [InlineData(63, 200)]
    [InlineData(200, 63)]
    public void A_tiny_picture_is_refused(int width, int height) =>
        Refused(File.ReadAllBytes(stills.Write("tiny.png", width, height, canvas => canvas.Clear(SKColors.Red))), "tiny.png")
            .Code.ShouldBe(MediaRejection.TooSmall);

    [Theory]
    [InlineData("cut.png", 0.6)]
    [InlineData("cut.jpg", 0.6)]
    [InlineData("cut.webp", 0.6)]
    [InlineData("cut.png", 0.02)]
    public void A_damaged_picture_is_refused(string name, double part)
    {
        byte[] whole = File.ReadAllBytes(stills.Write(name, 300, 200, canvas =>
        {
            using SKPaint paint = new();
            for (int n = 0; n < 300; n++) canvas.DrawCircle(n * 7 % 300, n * 13 % 200, n % 20, paint);
        }));

        Refused(whole[..Math.Max(12, (int)(whole.Length * part))], name).Code.ShouldBe(MediaRejection.CorruptFile);
    }

    [Theory]
    [InlineData("no picture at all, but a text")]
    [InlineData("")]
    [InlineData("BM6............")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    public void What_is_no_picture_is_refused(string content) =>
        Refused(System.Text.Encoding.UTF8.GetBytes(content), "text.png")
            .ShouldBe((MediaRejection.WrongContent, "Picture 3 is no JPEG, PNG, WebP or GIF image."));

    private string Flag(string name) => stills.Write(name, 120, 80, canvas =>
    {
        using SKPaint paint = new() { Color = SKColors.Red };
        canvas.DrawRect(0, 0, 60, 48, paint);
        paint.Color = SKColors.Blue;
        canvas.DrawRect(60, 0, 60, 48, paint);
        paint.Color = SKColors.Lime;
        canvas.DrawRect(0, 48, 120, 32, paint);
    });

    private (string Code, string Message) Refused(byte[] content, string name)
    {
        string file = stills.NewPath(name);
        File.WriteAllBytes(file, content);
        MediaRejectedException refused = Should.Throw<MediaRejectedException>(() => StillReader.Read(file, "Picture 3", _all));
        return (refused.Code, refused.Message);
    }

    private static string Corners(SKBitmap picture)
    {
        (int right, int lower) = (picture.Width - 9, picture.Height - 9);
        return string.Join(
            ' ', new[] { (8, 8), (right, 8), (8, lower), (right, lower) }.Select(at => Name(picture.GetPixel(at.Item1, at.Item2))));
    }

    private static string Name(SKColor colour) =>
        colour.Red > 200 ? "red" : colour.Green > 200 ? "green" : colour.Blue > 200 ? "blue" : colour.ToString();

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++) sum = (sum & 1) != 0 ? sum >> 1 ^ 0xEDB88320u : sum >> 1;
        }
        return ~sum;
    }
}
