using Understudy.MediaEngine.Scenes.Painting.Finishing;
using Understudy.MediaEngine.Scenes.Painting.Styles;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Makes another light of that in which a picture was taken, as films make nights of days.</summary>
internal static class PictureLight
{
    private static readonly Grade _night =
        new(luma => 0.58f * MathF.Pow(luma, 1.25f), 0.5f, luma => (-0.045f, 0.07f + 0.03f * luma));

    private static readonly Grade _warm = new(luma => 0.96f * luma, 1.08f, luma => (0.02f + 0.05f * luma, -0.01f - 0.07f * luma));

    private static readonly Dictionary<string, Grade> _grades = new()
    {
        ["night"] = _night,
        ["midnight"] = _night,
        ["dusk"] = new Grade(luma => 0.62f * MathF.Pow(luma, 1.2f), 0.75f, luma => (0.03f * luma, 0.05f)),
        ["blue-hour"] = new Grade(luma => 0.66f * MathF.Pow(luma, 1.15f), 0.7f, _ => (-0.06f, 0.1f)),
        ["dawn"] = new Grade(luma => 0.04f + 0.88f * luma, 0.85f, luma => (0.05f * luma, 0.01f - 0.05f * luma)),
        ["sunrise"] = _warm,
        ["sunset"] = new Grade(
            luma => 0.86f * MathF.Pow(luma, 1.1f), 1.05f, luma => (0.04f + 0.06f * luma, -0.02f - 0.09f * luma)),
        ["golden-hour"] = _warm,
        ["storm"] = new Grade(luma => 0.7f * MathF.Pow(luma, 1.1f), 0.6f, _ => (-0.015f, 0.02f)),
    };

    /// <summary>Whether a light can be made, by its id.</summary>
    public static bool Has(string id) => _grades.ContainsKey(id);

    /// <summary>How pictures are finished in a style and a light.</summary>
    /// <param name="style">The style; a picture that is shown as it is has neither grain nor dark corners.</param>
    /// <param name="light">The light, or null to leave it; a style that has its own wins.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="seed">Of the grain.</param>
    public static Finish Of(FilmStyle style, string? light, int width, int height, int seed)
    {
        Finish finish = style == FilmStyle.Realistic
            ? new Finish()
            : Finishes.Of(style, width, height, seed) with { Bar = 0 };
        return finish with { Grade = finish.Grade ?? (light is null ? null : _grades[light]) };
    }
}
