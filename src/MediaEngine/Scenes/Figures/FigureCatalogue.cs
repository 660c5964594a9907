using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Animals;
using Understudy.MediaEngine.Scenes.Figures.Buildings;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Figures.People;
using Understudy.MediaEngine.Scenes.Figures.Plants;
using Understudy.MediaEngine.Scenes.Figures.Sky;
using Understudy.MediaEngine.Scenes.Figures.Things;
using Understudy.MediaEngine.Scenes.Figures.Vehicles;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>Which concepts of the lexicon can be drawn as figures, and by what.</summary>
internal static class FigureCatalogue
{
    // By concept, or by concept/motion for what looks otherwise while it moves so.
    private static readonly Dictionary<string, Drawn> _figures = new IEnumerable<KeyValuePair<string, Drawn>>[]
    {
        Trees.All,
        Evergreens.All,
        Flowers.All,
        Homes.All,
        Castles.All,
        Sacred.All,
        Towering.All,
        Streets.All,
        Roads.All,
        Boats.All,
        Rails.All,
        Aircraft.All,
        Spacecraft.All,
        Heavens.All,
        Beasts.All,
        SmallFliers.All,
        Reptiles.All,
        Trades.All,
        Belongings.All,
        Gatherings.All,
        Birds.All,
        Waders.All,
        Swimmers.All,
        Walkers.All,
    }.SelectMany(family => family).ToDictionary();

    private static readonly Dictionary<string, int> _colours = new()
    {
        ["red"] = 0xC42A2A,
        ["orange"] = 0xE8801E,
        ["yellow"] = 0xF0C828,
        ["gold"] = 0xDBA73A,
        ["green"] = 0x3E8F4A,
        ["turquoise"] = 0x2FA8A4,
        ["blue"] = 0x2F66C0,
        ["navy"] = 0x1F3566,
        ["purple"] = 0x7A48A8,
        ["pink"] = 0xF08FB4,
        ["brown"] = 0x7A4E2E,
        ["white"] = 0xF2F0EA,
        ["black"] = 0x26262A,
        ["grey"] = 0x8C9096,
    };

    private static readonly int[] _pastels = [0xF4B8C4, 0xB8D8F0, 0xC8E6C0, 0xF6E2B0, 0xD8C4EC];
    private static readonly int[] _bright = [0xE03A3A, 0xF0A020, 0xF2D22E, 0x3FA85A, 0x2F7ED0, 0x8A4CC0, 0xEA5C9C];

    /// <summary>What it can draw: concepts, and how they move where they look otherwise then.</summary>
    public static IEnumerable<(string Concept, string? Motion)> Drawable =>
        _figures.Keys.Select(key => key.Split('/')).Select(key => (key[0], key.Length > 1 ? key[1] : null));

    /// <summary>Makes the figure of what a prompt mentions: its colour and motion are heeded, its count and place are not.</summary>
    /// <param name="mention">What is mentioned.</param>
    /// <param name="dice">Makes each a little different.</param>
    /// <returns>The figure, or null for what is no figure: land, weather, light.</returns>
    public static Figure? Make(Mention mention, Dice dice)
    {
        Drawn? drawn = _figures.GetValueOrDefault($"{mention.Concept.Id}/{mention.Motion}")
            ?? _figures.GetValueOrDefault(mention.Concept.Id);
        if (drawn is null) return null;
        Colour? tint = mention.Colour switch
        {
            "pastel" => Colour.Hex(_pastels[dice.Below(_pastels.Length)]),
            "colourful" => Colour.Hex(_bright[dice.Below(_bright.Length)]),
            { } named when _colours.TryGetValue(named, out int rgb) => Colour.Hex(rgb),
            _ => null,
        };
        return new DrawnFigure(drawn, dice, tint);
    }
}
