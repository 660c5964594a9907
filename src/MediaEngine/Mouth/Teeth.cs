namespace Understudy.MediaEngine.Mouth;

/// <summary>
/// Upper teeth for a person whose own are not in the picture: crowns side by side, each rounded and lit from the front, as sharp as
/// the picture. Lengths are in half widths of the mouth.
/// </summary>
internal static class Teeth
{
    private const float Shade = 0.24f;
    private const float JointBreadth = 0.014f;

    // Incisors, canine and premolars: where each begins beside the middle, and how far it reaches under the lip.
    private static readonly float[] _joints = [0, 0.25f, 0.44f, 0.6f, 0.72f, 0.82f];
    private static readonly float[] _lengths = [0.185f, 0.165f, 0.178f, 0.155f, 0.13f];

    /// <summary>How much of a point is tooth, 0 to 1, and how light that is, with 1 for the lightest.</summary>
    /// <param name="u">Place along the mouth, −1 to 1.</param>
    /// <param name="depth">Distance under the lip.</param>
    /// <param name="pixel">A pixel.</param>
    public static (float Share, float Light) At(float u, float depth, float pixel)
    {
        float aside = MathF.Abs(u);
        if (aside >= _joints[^1] || depth > _lengths[0] + pixel) return (0, 0);

        int crown = 0;
        while (aside >= _joints[crown + 1])
            crown++;
        float breadth = (_joints[crown + 1] - _joints[crown]) / 2;
        float across = (aside - _joints[crown] - breadth) / breadth;
        float rounding = across * across * across * across;
        float edge = _lengths[crown] - (0.03f * rounding);
        float share = (1 - MouthShape.Smooth(edge - pixel, edge + pixel, depth))
            * (1 - MouthShape.Smooth(_joints[^1] - 0.12f, _joints[^1], aside));

        float joint = breadth * (1 - MathF.Abs(across)) / MathF.Max(JointBreadth, 0.6f * pixel);
        float light = (1 - (0.5f * aside * aside))
            * (1 - (0.1f * across * across))
            * (1 - (Shade * MathF.Exp(-joint * joint)))
            // The lip's shadow, and the edge that light goes through.
            * (0.62f + (0.38f * MouthShape.Smooth(-0.01f, 0.085f, depth)))
            * (1 - (0.1f * MouthShape.Smooth(edge - 0.05f, edge, depth)));
        return (share, light);
    }
}
