using SkiaSharp;
using Understudy.MediaEngine.Tests.Media;

namespace Understudy.MediaEngine.Tests.Scenes.Pictures;

/// <summary>Still pictures: somebody, a landscape, and plain colours. Made once for all facts of a class.</summary>
public sealed class Stills : IAsyncLifetime
{
    private readonly TestMedia _media = new();

    /// <summary>A woman before a shuttle: 640 × 360.</summary>
    public string Person { get; private set; } = "";

    /// <summary>A bright sky above bright, busy ground: 640 × 360, the ground begins at half the height.</summary>
    public string Land { get; private set; } = "";

    /// <summary>A path that nothing uses yet.</summary>
    public string NewPath(string name) => _media.NewPath(name);

    public async Task InitializeAsync()
    {
        Person = await _media.FromPresenter("0.04", "null", "person.png", "-frames:v", "1");
        Land = Write("land.png", 640, 360, canvas =>
        {
            using SKPaint paint = new() { Color = new SKColor(0x90, 0xC0, 0xF0) };
            canvas.DrawRect(0, 0, 640, 180, paint);
            Random random = new(5);
            for (int n = 0; n < 4000; n++)
            {
                paint.Color = new SKColor((byte)random.Next(150, 190), (byte)random.Next(190, 250), (byte)random.Next(120, 150));
                canvas.DrawRect(random.Next(-8, 640), random.Next(180, 360), 14, 5, paint);
            }
        });
    }

    public Task DisposeAsync()
    {
        _media.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A picture of one colour.</summary>
    public string Plain(SKColor colour, int width = 320, int height = 180) =>
        Write("plain.png", width, height, canvas => canvas.Clear(colour));

    /// <summary>A picture that is drawn on white; its name says in which format it is written.</summary>
    public string Write(string name, int width, int height, Action<SKCanvas> draw)
    {
        using SKBitmap picture = new(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul));
        using (SKCanvas canvas = new(picture))
        {
            canvas.Clear(SKColors.White);
            draw(canvas);
        }
        string file = NewPath(name);
        using FileStream stream = File.Create(file);
        picture.Encode(stream, Path.GetExtension(name) switch
        {
            ".jpg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            _ => SKEncodedImageFormat.Png,
        }, 95).ShouldBeTrue();
        return file;
    }

    /// <summary>The same picture in a format that Skia does not write.</summary>
    public Task<string> Convert(string file, string name, params string[] options) => _media.Convert(file, name, options);
}
