using Understudy.MediaEngine.Scenes.Painting;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>Which concepts of the lexicon can be drawn as figures, and by what.</summary>
internal static class FigureCatalogue
{
    private static readonly Dictionary<string, Func<Dice, Mention, Figure>> _figures = [];

    /// <summary>Makes the figure of what a prompt mentions: its colour and motion are heeded, its count and place are not.</summary>
    /// <param name="mention">What is mentioned.</param>
    /// <param name="dice">Makes each a little different.</param>
    /// <returns>The figure, or null for what is no figure: land, weather, light.</returns>
    public static Figure? Make(Mention mention, Dice dice) => _figures.GetValueOrDefault(mention.Concept.Id)?.Invoke(dice, mention);
}
