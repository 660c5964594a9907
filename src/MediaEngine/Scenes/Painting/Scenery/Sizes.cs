using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>How high figures are in a picture: larger things look larger, but far less than they are.</summary>
internal static class Sizes
{
    private const float Person = 1.75f;
    private const float PersonSize = 105;

    /// <summary>The height of one of a cast, in units.</summary>
    /// <param name="figure">It.</param>
    /// <param name="cast">Of which it is one.</param>
    /// <param name="number">Which one.</param>
    /// <param name="scene">Where it is.</param>
    /// <param name="dice">Makes each a little different.</param>
    public static float Of(Figure figure, Cast cast, int number, SceneBuilder scene, ref Dice dice)
    {
        // By the side of a square as large: long things look larger than they are high.
        float measure = MathF.Sqrt(figure.Height * Math.Min(figure.Width, figure.Height * 3));
        float size = PersonSize * MathF.Pow(measure / Person, 0.4f) * figure.Height / measure;
        size *= figure.Footing switch
        {
            Footing.Heaven => 1.2f,
            Footing.Air when cast.Count > 4 => 0.62f,
            _ => 1,
        };
        size *= cast.Mention.Position switch
        {
            "foreground" => 1.5f,
            "background" => 0.5f,
            _ => 1,
        };
        bool isGrove = cast.IsScenery || (cast.Count > 3 && cast.Mention.Concept.Kind == ConceptKind.Plant);
        if (isGrove) size *= Depth(cast, number) * dice.Between(0.75f, 1.3f) * scene.Shot.Nearness;
        else
            size *= (cast.Count switch { 1 => 1.2f, <= 3 => 0.95f, <= 8 => 0.75f, _ => 0.6f })
                * dice.Between(0.82f, 1.15f) * scene.Shot.Nearness;
        float widest = scene.Stage.Width * (cast.Count > 2 ? 0.34f : 0.6f);
        float most = Math.Min(cast.IsScenery ? 520 : 400, widest * figure.Height / figure.Width);
        return Math.Clamp(size, 6, Math.Max(6, most));
    }

    // Most of what belongs to a place is far away, and the last ones are near.
    private static float Depth(Cast cast, int number)
    {
        float part = (number + 0.5f) / cast.Count;
        return 0.34f + 0.5f * part + (part > 0.8f && cast.Count > 6 ? 1.4f * (part - 0.8f) / 0.2f : 0);
    }
}
