using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>A colour, each part from 0 to 1, as a screen shows it (not linear).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Colour(float R, float G, float B)
{
    /// <summary>White.</summary>
    public static Colour White { get; } = new(1, 1, 1);

    /// <summary>How bright it is, 0 to 1.</summary>
    public float Luma => R * 0.2126f + G * 0.7152f + B * 0.0722f;

    /// <summary>By <c>0xRRGGBB</c>.</summary>
    public static Colour Hex(int rgb) => new((rgb >> 16 & 255) / 255f, (rgb >> 8 & 255) / 255f, (rgb & 255) / 255f);

    /// <summary>Towards another one; 1 is the other one.</summary>
    public Colour Mix(Colour other, float t) => new(R + (other.R - R) * t, G + (other.G - G) * t, B + (other.B - B) * t);

    /// <summary>More (above 1) or less saturated.</summary>
    public Colour Saturate(float by)
    {
        float luma = Luma;
        return new Colour(luma + (R - luma) * by, luma + (G - luma) * by, luma + (B - luma) * by);
    }

    /// <summary>Brighter or darker.</summary>
    public Colour Times(float by) => new(R * by, G * by, B * by);

    /// <summary>For Skia.</summary>
    /// <param name="alpha">From 0 to 1.</param>
    public SKColor Paint(float alpha = 1) => new(Byte(R), Byte(G), Byte(B), Byte(alpha));

    /// <summary>Opaque, as 0xAARRGGBB.</summary>
    public uint Pixel() => 0xFF000000u | (uint)Byte(R) << 16 | (uint)Byte(G) << 8 | Byte(B);

    private static byte Byte(float part) => (byte)Math.Clamp(part * 255, 0, 255);
}

/// <summary>The colours of eight neighbouring pixels.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Colours(Vector256<float> R, Vector256<float> G, Vector256<float> B)
{
    /// <summary>Eight times the same.</summary>
    public static Colours Of(Colour colour) => new(Eight.Of(colour.R), Eight.Of(colour.G), Eight.Of(colour.B));

    /// <summary>Towards a colour; 1 is that colour.</summary>
    public Colours Mix(Colour other, Vector256<float> t) => new(
        Eight.Mix(R, Eight.Of(other.R), t), Eight.Mix(G, Eight.Of(other.G), t), Eight.Mix(B, Eight.Of(other.B), t));

    /// <summary>Lit by so much of a light.</summary>
    public Colours Add(Colour light, Vector256<float> t) => new(R + t * light.R, G + t * light.G, B + t * light.B);

    /// <summary>Brighter or darker, part by part.</summary>
    public Colours Times(Vector256<float> r, Vector256<float> g, Vector256<float> b) => new(R * r, G * g, B * b);
}
