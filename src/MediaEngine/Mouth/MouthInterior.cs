using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>The colours of what parted lips reveal: dark cavity, tongue, and upper teeth if the picture has none.</summary>
internal readonly struct MouthInterior
{
    private const float ReferenceSkin = 150;

    private readonly float _light;
    private readonly bool _drawTeeth;
    private readonly FaceColour _enamel;

    /// <param name="skin">The skin around the mouth; the inside is lit alike.</param>
    /// <param name="drawTeeth">Whether the picture lacks teeth.</param>
    public MouthInterior(FaceColour skin, bool drawTeeth)
    {
        _light = Math.Clamp(skin.Luma / ReferenceSkin, 0.3f, 1.2f);
        _drawTeeth = drawTeeth;
        // Enamel is nearly white: it has a little of the light's colour, which the skin tells.
        _enamel = new FaceColour(
            172 * _light,
            Math.Clamp(126 + (0.5f * (skin.Blue - 128)), 114, 129),
            Math.Clamp(129 + (0.25f * (skin.Red - 128)), 127, 136));
    }

    /// <summary>The colour of a point between the lips, in video-range YCbCr.</summary>
    /// <param name="plane">0 luma, 1 blue, 2 red difference.</param>
    /// <param name="u">Place along the mouth, −1 to 1.</param>
    /// <param name="depth">Distance under the upper border of the gap.</param>
    /// <param name="gap">Height of the gap here.</param>
    /// <param name="pixel">A pixel of the plane, in the same unit.</param>
    public float Colour(int plane, float u, float depth, float gap, float pixel)
    {
        float relative = gap > 1e-4f ? Math.Clamp(depth / gap, 0, 1) : 0;
        float tongue = MouthShape.Smooth(0.35f, 0.95f, relative) * MouthShape.Smooth(0.06f, 0.28f, gap)
            * MathF.Max(0, 1 - (1.5f * u * u));
        // Along its middle runs a furrow; behind it all is nearly black.
        float furrow = 0.16f * MathF.Exp(-70 * u * u);
        float colour = plane switch
        {
            0 => 16 + ((14 + (56 * tongue * (1 - furrow))) * _light),
            1 => 123 - (6 * tongue),
            _ => 137 + (18 * tongue),
        };
        if (!_drawTeeth) return colour;

        (float share, float light) = Teeth.At(u, depth, pixel);
        float enamel = plane switch
        {
            0 => 16 + (_enamel.Luma * light),
            1 => _enamel.Blue,
            _ => _enamel.Red,
        };
        return colour + ((enamel - colour) * share * MouthShape.Smooth(0.02f, 0.12f, gap));
    }
}

/// <summary>A colour in video-range YCbCr.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FaceColour(float Luma, float Blue, float Red);
