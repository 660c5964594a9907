using System.Diagnostics.CodeAnalysis;
using HarfBuzzSharp;
using SkiaSharp;

namespace Understudy.MediaEngine.Titles;

/// <summary>A font, as Skia draws it and as HarfBuzz shapes with it. It lives as long as the process.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It is never let go.")]
internal sealed class TitleFont
{
    private readonly Font _shaping;
    private readonly SKFont _drawing;
    private readonly int _unitsPerEm;

    private TitleFont(string path, float lineHeight, bool isThin = false)
    {
        Typeface = SKTypeface.FromFile(path)
            ?? throw new FileNotFoundException("A font that titles are set in is not installed.", path);
        _drawing = new SKFont(Typeface);
        using var blob = Blob.FromFile(path);
        using Face face = new(blob, 0);
        _unitsPerEm = face.UnitsPerEm;
        _shaping = new Font(face);
        _shaping.SetScale(_unitsPerEm, _unitsPerEm);
        _shaping.SetFunctionsOpenType();
        LineHeight = lineHeight;
        IsThin = isThin;
    }

    /// <summary>For Latin, Greek and Cyrillic.</summary>
    public static TitleFont Western { get; } = new("/usr/share/fonts/truetype/open-sans/OpenSans-Semibold.ttf", 1.25f);

    /// <summary>For Japanese.</summary>
    public static TitleFont Japanese { get; } = new("/usr/share/fonts/truetype/vlgothic/VL-PGothic-Regular.ttf", 1.3f,
        isThin: true);

    /// <summary>For Chinese, and for Korean.</summary>
    public static TitleFont Chinese { get; } = new("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 1.3f, isThin: true);

    /// <summary>For Arabic.</summary>
    public static TitleFont Arabic { get; } = new("/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Bold.ttf", 1.5f);

    /// <summary>For Hindi and its kin.</summary>
    public static TitleFont Devanagari { get; } = new("/usr/share/fonts/truetype/lohit-devanagari/Lohit-Devanagari.ttf", 1.45f,
        isThin: true);

    /// <summary>For what the others lack: signs and arrows.</summary>
    public static TitleFont Signs { get; } = new("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf", 1.25f);

    /// <summary>How Skia draws it.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>From line to line, as a part of the size.</summary>
    public float LineHeight { get; }

    /// <summary>Whether it has to be drawn bolder than it is, to stand beside the others.</summary>
    public bool IsThin { get; }

    /// <summary>Whether it has a letter.</summary>
    public bool Has(int codePoint) => _drawing.ContainsGlyph(codePoint);

    /// <summary>Chooses and places the glyphs of a text, from left to right as they are seen; a size of 1 is one em.</summary>
    public GlyphRun Shape(string text, bool isRightToLeft)
    {
        using HarfBuzzSharp.Buffer buffer = new();
        buffer.AddUtf16(text);
        buffer.GuessSegmentProperties();
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        _shaping.Shape(buffer);
        GlyphInfo[] glyphs = buffer.GlyphInfos;
        GlyphPosition[] places = buffer.GlyphPositions;
        var points = new SKPoint[glyphs.Length];
        float x = 0, em = _unitsPerEm;
        for (int i = 0; i < glyphs.Length; i++)
        {
            points[i] = new SKPoint((x + places[i].XOffset) / em, -places[i].YOffset / em);
            x += places[i].XAdvance;
        }
        return new GlyphRun(this, [.. glyphs.Select(glyph => (ushort)glyph.Codepoint)], points, x / em);
    }
}

/// <summary>Glyphs of one font, placed from left to right in ems.</summary>
internal sealed record GlyphRun(TitleFont Font, ushort[] Glyphs, SKPoint[] Places, float Width);
