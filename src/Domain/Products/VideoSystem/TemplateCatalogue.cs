namespace Understudy.Domain.Products.VideoSystem;

/// <summary>The templates that there are.</summary>
public static class TemplateCatalogue
{
    /// <summary>The group of counts that tells how often each was used.</summary>
    public const string Uses = "videosystem-templates";

    /// <summary>All of them, newest first.</summary>
    public static IReadOnlyList<VideoTemplate> All { get; } =
    [
        new(
            "0193f2a0-0001-7000-8000-00000000000b",
            "Nature Scene",
            "A lake between mountains and pines, in any season and light.",
            "nature",
            "A mountain lake with pine trees in {season} at {time}",
            "realistic",
            1,
            new TemplateVariable.Choice("season", "The season.", "summer", "autumn", "winter", "spring"),
            new TemplateVariable.Choice("time", "The time of day.", "sunset", "sunrise", "noon", "night"))
        {
            Text = "Breathe",
        },
        new(
            "0193f2a0-0001-7000-8000-00000000000a",
            "Ocean Waves",
            "Waves that roll towards a beach with palms.",
            "nature",
            "Big waves on a beach with palm trees, {weather}",
            "realistic",
            4,
            new TemplateVariable.Choice("weather", "The weather.", "sunny", "stormy", "foggy"))
        {
            Text = "See you at the sea",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000009",
            "Flower Field",
            "Hot air balloons over a field in bloom.",
            "travel",
            "Hot air balloons over a {flower} field on a sunny summer morning",
            "realistic",
            2,
            new TemplateVariable.Choice("flower", "What blooms.", "lavender", "sunflower", "tulip", "poppy"))
        {
            Text = "Summer is here",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000008",
            "Torii in Bloom",
            "Cherry blossoms, a gate, and Mount Fuji behind.",
            "travel",
            "A torii gate with cherry blossoms and Mount Fuji, {time}",
            "anime",
            3,
            new TemplateVariable.Choice("time", "The time of day.", "morning", "sunset", "night"))
        {
            Text = "Kyoto, one day",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000007",
            "Lighthouse",
            "A lighthouse above the sea, in watercolours.",
            "travel",
            "A lighthouse on a cliff by the sea, {time}",
            "watercolor",
            5,
            new TemplateVariable.Choice("time", "The time of day.", "sunset", "dawn", "night"))
        {
            Text = "Find your way",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000006",
            "Neon City",
            "A street full of signs at night.",
            "city",
            "A city street with neon signs at night in the {weather}",
            "cinematic",
            6,
            new TemplateVariable.Choice("weather", "The weather.", "rain", "fog", "snow"))
        {
            Text = "Open all night",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000005",
            "Black and White",
            "A lonely street, as in old films.",
            "city",
            "A street with street lamps at night, {weather}",
            "noir",
            7,
            new TemplateVariable.Choice("weather", "The weather.", "rain", "fog"))
        {
            Text = "The last case",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000004",
            "Milky Way",
            "The night sky above a wide land.",
            "space",
            "The Milky Way and shooting stars at night over a {place}",
            "realistic",
            8,
            new TemplateVariable.Choice("place", "What lies below.", "desert", "lake", "forest"))
        {
            Text = "Look up",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000003",
            "Rocket",
            "A rocket on its way past a planet.",
            "space",
            "A rocket flying through space past {planet}",
            "cinematic",
            9,
            new TemplateVariable.Choice("planet", "The planet.", "saturn", "earth"))
        {
            Text = "Lift-off",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000002",
            "Castle Quest",
            "A castle in large pixels.",
            "fantasy",
            "A castle on a hill with a dragon, {time}",
            "pixel",
            10,
            new TemplateVariable.Choice("time", "The time of day.", "sunset", "noon", "night"))
        {
            Text = "Press start",
        },
        new(
            "0193f2a0-0001-7000-8000-000000000001",
            "Fireworks",
            "Fireworks above a skyline.",
            "celebration",
            "Fireworks over a {place} at night",
            "realistic",
            11,
            new TemplateVariable.Choice("place", "Where.", "city", "lake", "harbor"))
        {
            Text = "Happy New Year!",
        },
    ];

    /// <summary>The template of that id, or null.</summary>
    public static VideoTemplate? Find(string id) => All.FirstOrDefault(template => template.Id == id);
}
