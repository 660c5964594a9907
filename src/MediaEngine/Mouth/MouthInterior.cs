namespace Understudy.MediaEngine.Mouth;

/// <summary>The colours of what parted lips reveal: dark cavity, tongue, and upper teeth if the picture has none.</summary>
internal struct MouthInterior
{
    private const float ReferenceSkin = 150;
    private const float TeethHeight = 0.17f;

    private readonly float _light;
    private readonly bool _drawTeeth;

    /// <param name="skin">Mean luma of the skin around the mouth; the inside is lit alike.</param>
    /// <param name="drawTeeth">Whether the picture lacks teeth.</param>
    public MouthInterior(float skin, bool drawTeeth)
    {
        _light = Math.Clamp(skin / ReferenceSkin, 0.3f, 1.2f);
        _drawTeeth = drawTeeth;
    }

    /// <summary>The colour of a point between the lips, in video-range YCbCr.</summary>
    /// <param name="plane">0 luma, 1 blue, 2 red difference.</param>
    /// <param name="u">Place along the mouth, −1 to 1.</param>
    /// <param name="depth">Distance under the upper border of the gap.</param>
    /// <param name="gap">Height of the gap here.</param>
    public readonly float Colour(int plane, float u, float depth, float gap)
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

        float teeth = (1 - MouthShape.Smooth(TeethHeight - 0.05f, TeethHeight + 0.02f, depth))
            * MouthShape.Smooth(0.05f, 0.2f, gap)
            * (1 - MouthShape.Smooth(0.55f, 0.9f, MathF.Abs(u)));
        float enamel = plane switch
        {
            0 => 16 + ((150 - (60 * u * u) - (28 * (1 - MouthShape.Smooth(0, 0.06f, depth)))) * _light),
            1 => 121,
            _ => 133,
        };
        return colour + ((enamel - colour) * teeth * 0.92f);
    }
}
