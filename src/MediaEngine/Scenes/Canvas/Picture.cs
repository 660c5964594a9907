using System.Runtime.InteropServices;
using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>One frame as it is put together. Each thread that paints has its own, and uses it again for the next frame.</summary>
internal sealed unsafe class Picture : IDisposable
{
    private readonly uint* _pixels;
    private readonly SKSurface _surface;
    private readonly List<SheetView> _views = [];
    private readonly Dictionary<object, Sheet> _lights = [];
    private readonly byte[] _hiddenBelow;

    /// <summary>A black picture.</summary>
    public Picture(Stage stage)
    {
        Stage = stage;
        Stride = (stage.PixelWidth + 31) & ~15;
        nuint bytes = (nuint)(Stride * stage.PixelHeight + 32) * 4;
        _pixels = (uint*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_pixels, bytes);
        _hiddenBelow = new byte[(stage.PixelWidth + 7) / 8];
        SKImageInfo info = new(stage.PixelWidth, stage.PixelHeight, SKColorType.Bgra8888, SKAlphaType.Opaque);
        _surface = SKSurface.Create(info, (nint)_pixels, Stride * 4);
    }

    /// <summary>Its size.</summary>
    public Stage Stage { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Seconds since the shot began.</summary>
    public float Time { get; private set; }

    /// <summary>Where the camera is.</summary>
    public Camera Camera { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Sheet light in _lights.Values) light.Dispose();
        _surface.Dispose();
        NativeMemory.AlignedFree(_pixels);
    }

    /// <summary>Begins a frame.</summary>
    public void Begin(float time, Camera camera) => (Time, Camera) = (time, camera);

    /// <summary>Where a row begins.</summary>
    public uint* RowAt(int y) => _pixels + y * Stride;

    /// <summary>A canvas on which units lie as they do on a sheet of that depth.</summary>
    public SKCanvas At(float parallax)
    {
        (float scale, float x, float y) = Camera.View(parallax, Stage.Centre);
        float pixels = Stage.Scale;
        _surface.Canvas.SetMatrix(SKMatrix.CreateScaleTranslation(scale * pixels, scale * pixels, x * pixels, y * pixels));
        return _surface.Canvas;
    }

    /// <summary>A canvas in units that does not move with the camera.</summary>
    public SKCanvas Front()
    {
        _surface.Canvas.SetMatrix(SKMatrix.CreateScale(Stage.Scale, Stage.Scale));
        return _surface.Canvas;
    }

    /// <summary>Where a place of a depth lies, in pixels, and how many pixels a unit has there.</summary>
    public (float X, float Y, float Scale) Project(float x, float y, float parallax)
    {
        (float scale, float left, float top) = Camera.View(parallax, Stage.Centre);
        float pixels = Stage.Scale;
        return ((x * scale + left) * pixels, (y * scale + top) * pixels, scale * pixels);
    }

    /// <summary>Lays sheets over it, the first one farthest, row by row, from the last one that hides those behind it.</summary>
    public void Show(IReadOnlyList<Sheet> sheets)
    {
        while (_views.Count < sheets.Count) _views.Add(new SheetView());
        for (int n = 0; n < sheets.Count; n++) _views[n].Place(sheets[n], Stage, Camera, Time);
        for (int y = 0; y < Stage.PixelHeight; y++)
        {
            int farthest = sheets.Count - 1;
            while (farthest > 0 && !_views[farthest].Hides(y)) farthest--;
            Array.Clear(_hiddenBelow);
            for (int n = sheets.Count - 1; n > farthest; n--) _views[n].Cover(y, Stage.PixelWidth, _hiddenBelow, n);
            for (int n = farthest; n < sheets.Count; n++) _views[n].Show(RowAt(y), Stage.PixelWidth, y, _hiddenBelow, n);
        }
    }

    /// <summary>Adds soft light that changes from frame to frame: it is computed at an eighth of the size.</summary>
    /// <param name="owner">Whose it is, of which a picture keeps one sheet.</param>
    /// <param name="parallax">Its depth.</param>
    /// <param name="shader">The light at each place; alpha is its strength.</param>
    /// <param name="from">Above this height there is none.</param>
    /// <param name="to">Below this height there is none.</param>
    public void Shine(object owner, float parallax, Shader shader, float from, float to)
    {
        if (!_lights.TryGetValue(owner, out Sheet? light))
            _lights[owner] = light = new Sheet(Stage, parallax, division: 8) { IsLight = true };
        light.Clear();
        light.Shade(shader, from, to, isDithered: false);
        light.Seal();
        Show([light]);
    }

    /// <summary>A soft round spot, which costs far less than Skia's gradients.</summary>
    /// <param name="x">Where, in pixels.</param>
    /// <param name="y">Where, in pixels.</param>
    /// <param name="radius">In pixels.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="alpha">How strong it is in the middle.</param>
    /// <param name="isLight">Whether it is added to what is there.</param>
    public void Spot(float x, float y, float radius, Colour colour, float alpha, bool isLight)
    {
        int left = Math.Max(0, (int)(x - radius));
        int right = Math.Min(Stage.PixelWidth - 1, (int)(x + radius) + 1);
        int top = Math.Max(0, (int)(y - radius));
        int bottom = Math.Min(Stage.PixelHeight - 1, (int)(y + radius) + 1);
        float inverse = 1 / (radius * radius);
        uint pixel = colour.Pixel();
        int blue = (int)(pixel & 255);
        int green = (int)(pixel >> 8 & 255);
        int red = (int)(pixel >> 16 & 255);
        for (int row = top; row <= bottom; row++)
        {
            uint* line = RowAt(row);
            for (int column = left; column <= right; column++)
            {
                float inside = 1 - ((column - x) * (column - x) + (row - y) * (row - y)) * inverse;
                if (inside <= 0) continue;
                int strength = (int)(inside * inside * alpha * 256);
                uint under = line[column];
                line[column] = 0xFF000000u | Part(under >> 16, red) << 16 | Part(under >> 8, green) << 8 | Part(under, blue);

                uint Part(uint below, int own)
                {
                    int value = (int)(below & 255);
                    return (uint)Math.Clamp(value + ((own - (isLight ? 0 : value)) * strength >> 8), 0, 255);
                }
            }
        }
    }
}
