using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>The colours and opacity, 0 to 1, of eight neighbouring places, given in units.</summary>
internal delegate (Colours Colour, Vector256<float> Alpha) Shader(Vector256<float> x, Vector256<float> y);

/// <summary>
/// Something still that is painted once, at a depth, and then shown in every frame: pixels of <see cref="Pixels"/>' kind, wider
/// than the picture by as much as the camera and the sheet itself move.
/// </summary>
internal sealed unsafe class Sheet : IDisposable
{
    private const int HidingRun = 48;

    private readonly uint* _pixels;
    private int[] _first = [];
    private int[] _last = [];
    private bool[] _hides = [];
    private int[] _runsFrom = [];
    private readonly List<(int From, int To)> _runs = [];

    /// <summary>A clear sheet.</summary>
    /// <param name="stage">The picture that it is for.</param>
    /// <param name="parallax">Its depth: 0 is at infinity, 1 in front.</param>
    /// <param name="spareX">How far it moves by itself to the sides, in units.</param>
    /// <param name="spareY">How far it moves up and down.</param>
    /// <param name="division">How many times smaller it is than the picture: soft light needs few pixels.</param>
    public Sheet(Stage stage, float parallax, float spareX = 0, float spareY = 0, int division = 1)
    {
        Parallax = parallax;
        Scale = stage.Scale / division;
        MarginX = Camera.Across * parallax + 6 + spareX;
        MarginY = Camera.Down * parallax + 6 + spareY;
        Width = (int)MathF.Ceiling((stage.Width + 2 * MarginX) * Scale);
        Height = (int)MathF.Ceiling((Stage.Height + 2 * MarginY) * Scale);
        Stride = (Width + 31) & ~15;
        nuint bytes = (nuint)(Stride * (Height + 2)) * 4;
        _pixels = (uint*)NativeMemory.AlignedAlloc(bytes, 64);
        Clear();
    }

    /// <summary>Its depth.</summary>
    public float Parallax { get; }

    /// <summary>Pixels of a unit.</summary>
    public float Scale { get; }

    /// <summary>Units to the left of the picture's left edge.</summary>
    public float MarginX { get; }

    /// <summary>Units above the picture's upper edge.</summary>
    public float MarginY { get; }

    /// <summary>Pixels across.</summary>
    public int Width { get; }

    /// <summary>Pixels down.</summary>
    public int Height { get; }

    /// <summary>Pixels from one row to the next; those beyond the width repeat the last one.</summary>
    public int Stride { get; }

    /// <summary>Whether it is light, which is added to what is behind it.</summary>
    public bool IsLight { get; init; }

    /// <summary>How far it has moved by itself at a time, in units; null when it does not.</summary>
    public Func<float, (float X, float Y)>? Drift { get; init; }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_pixels);

    /// <summary>One row.</summary>
    public Span<uint> Row(int y) => new(_pixels + y * Stride, Stride);

    /// <summary>Where a row begins; two rows below the last one may be read.</summary>
    public uint* RowAt(int y) => _pixels + y * Stride;

    /// <summary>Makes it clear.</summary>
    public void Clear() => NativeMemory.Clear(_pixels, (nuint)(Stride * (Height + 2)) * 4);

    /// <summary>Draws on it, in units.</summary>
    public void Draw(Action<SKCanvas> draw)
    {
        SKImageInfo info = new(Width, Height, SKColorType.Bgra8888, SKAlphaType.Premul);
        using var surface = SKSurface.Create(info, (nint)_pixels, Stride * 4);
        surface.Canvas.Scale(Scale);
        surface.Canvas.Translate(MarginX, MarginY);
        draw(surface.Canvas);
        surface.Canvas.Flush();
    }

    /// <summary>Lays over it what a function says of each place between two heights.</summary>
    /// <param name="shader">The function.</param>
    /// <param name="from">The upper height, in units.</param>
    /// <param name="to">The lower one.</param>
    /// <param name="isDithered">Whether noise keeps slow changes from showing steps.</param>
    public void Shade(Shader shader, float from = float.MinValue, float to = float.MaxValue, bool isDithered = true)
    {
        Dice dice = new(77);
        int top = (int)Math.Clamp((from + MarginY) * Scale, 0, Height);
        int bottom = (int)Math.Clamp((to + MarginY) * Scale, 0, Height);
        for (int y = top; y < bottom; y++)
        {
            uint* row = RowAt(y);
            Vector256<float> height = Eight.Of(y / Scale - MarginY);
            for (int x = 0; x < Width; x += 8)
            {
                Vector256<float> places = (Eight.Steps + Eight.Of(x)) * (1 / Scale) - Eight.Of(MarginX);
                (Colours colour, Vector256<float> alpha) = shader(places, height);
                alpha = Eight.Saturate(alpha);
                if (alpha == Vector256<float>.Zero) continue;
                Vector256<float> dither = isDithered ? Dither(ref dice) : Eight.Of(0.5f);
                Vector256<uint> pixels = Pack(colour, alpha * 255f, dither);
                if (alpha == Vector256<float>.One)
                {
                    pixels.Store(row + x);
                    continue;
                }
                for (int i = 0; i < 8; i++) row[x + i] = Pixels.Over(pixels[i], row[x + i]);
            }
        }
    }

    /// <summary>Notes where it is clear, and where it hides everything behind it. To be called when it is painted.</summary>
    public void Seal()
    {
        _first = new int[Height + 1];
        _last = new int[Height + 1];
        _hides = new bool[Height + 1];
        _runsFrom = new int[Height + 2];
        _runs.Clear();
        for (int y = 0; y < Height; y++)
        {
            Span<uint> row = Row(y);
            Span<uint> painted = row[..Width];
            _first[y] = painted.IndexOfAnyExcept(0u) is >= 0 and int first ? first : Width;
            _last[y] = painted.LastIndexOfAnyExcept(0u);
            _hides[y] = painted.IndexOfAnyExceptInRange(0xFF000000u, uint.MaxValue) < 0;
            row[Width..].Fill(row[Width - 1]);
        }
        Row(Height - 1).CopyTo(Row(Height));
        (_first[Height], _last[Height], _hides[Height]) = (_first[Height - 1], _last[Height - 1], _hides[Height - 1]);
        for (int y = 0; y < Height; y++)
        {
            _runsFrom[y] = _runs.Count;
            if (!IsLight) FindRuns(y);
        }
        _runsFrom[Height] = _runsFrom[Height + 1] = _runs.Count;
    }

    /// <summary>Whether a row hides everything behind it.</summary>
    public bool Hides(int row) => !IsLight && _hides[row];

    /// <summary>The first and the last pixel of a row that are not clear; the first is greater when all are.</summary>
    public (int First, int Last) Extent(int row) => (_first[row], _last[row]);

    /// <summary>The long runs of pixels of a row, and of the next one, that hide what is behind them.</summary>
    public ReadOnlySpan<(int From, int To)> Runs(int row) =>
        CollectionsMarshal.AsSpan(_runs)[_runsFrom[row].._runsFrom[row + 1]];

    private void FindRuns(int y)
    {
        Span<uint> row = Row(y);
        Span<uint> next = Row(y + 1);
        int from = -1;
        for (int x = 0; x <= Width; x++)
        {
            bool isOpaque = x < Width && (row[x] & next[x]) >= 0xFF000000u;
            if (isOpaque && from < 0) from = x;
            if (isOpaque || from < 0) continue;
            if (x - from >= HidingRun) _runs.Add((from, x - 1));
            from = -1;
        }
    }

    private static Vector256<float> Dither(ref Dice dice)
    {
        uint bits = dice.Next();
        uint more = dice.Next();
        var bytes = Vector256.Create(
            bits & 255, bits >> 8 & 255, bits >> 16 & 255, bits >> 24, more & 255, more >> 8 & 255, more >> 16 & 255, more >> 24);
        return Vector256.ConvertToSingle(bytes.AsInt32()) * (1.5f / 255) - Eight.Of(0.25f);
    }

    private static Vector256<uint> Pack(Colours colour, Vector256<float> alpha, Vector256<float> dither)
    {
        var a = Vector256.ConvertToInt32(alpha + Eight.Of(0.5f));
        return (Part(colour.B) | Part(colour.G) << 8 | Part(colour.R) << 16 | a << 24).AsUInt32();

        // No part may be more than alpha.
        Vector256<int> Part(Vector256<float> value) => Vector256.Min(
            Vector256.Max(Vector256.ConvertToInt32(Eight.Saturate(value) * alpha + dither), Vector256<int>.Zero), a);
    }
}
