using System.Globalization;
using System.Text.Json.Serialization;
using Understudy.Domain.Media;

namespace Understudy.Domain.Products.Sora;

/// <summary>A film that is shown to everybody. Sora §6.</summary>
/// <param name="Number">From 1; never changes its film.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Prompt">What it is made of, which is also what is said of it.</param>
/// <param name="Style">How it is painted.</param>
/// <param name="Seed">The seed that it is made with.</param>
/// <param name="AspectRatio">How it stands.</param>
public sealed record ShowcaseFilm(
    int Number, string Title, string Prompt, string Style, long Seed, AspectRatio AspectRatio = AspectRatio.Landscape)
{
    /// <summary>How long each is, in seconds.</summary>
    public const double Seconds = 5;

    /// <summary>All of them, in the order in which they are shown.</summary>
    public static IReadOnlyList<ShowcaseFilm> All { get; } =
    [
        new(1, "A castle by a lake", "A castle on a hill by a lake at sunset, birds, trees", "cinematic", 41),
        new(2, "Neon signs in the rain", "A city street at night in the rain with neon signs", "realistic", 2),
        new(3, "Balloons", "Hot air balloons over green hills in the morning", "realistic", 8),
        new(4, "Lavender", "A field of lavender at sunset with a windmill", "realistic", 15),
        new(5, "Cherry blossoms", "A river with cherry blossom trees in spring", "watercolor", 23),
        new(6, "Elephants and giraffes", "Elephants and giraffes in the savanna at sunset", "realistic", 30),
        new(7, "A spaceship", "A spaceship passes a ringed planet in deep space", "realistic", 22),
        new(8, "A beach", "A sandy beach with palm trees, turquoise sea, sailboats", "anime", 9),
        new(9, "A torii", "Torii gate in the sea at dawn in the mist", "realistic", 32, AspectRatio.Portrait),
        new(10, "The milky way", "The milky way over a desert with a lonely tree", "realistic", 11, AspectRatio.Portrait),
        new(11, "A street in black and white", "A street in the city at night, rain, a car", "noir", 51),
        new(12, "A castle of squares", "A japanese castle at night under a full moon", "pixel", 7, AspectRatio.Portrait),
    ];

    /// <summary>The number as text, which its counts go by.</summary>
    [JsonIgnore]
    public string Name => Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The size of its picture.</summary>
    [JsonIgnore]
    public PictureSize Size => AspectRatio == AspectRatio.Landscape ? new PictureSize(1280, 720) : new PictureSize(720, 1280);

    /// <summary>The folder of its files.</summary>
    [JsonIgnore]
    public MediaKey Folder => FolderOf(Number);

    /// <summary>The folder of a film's files.</summary>
    public static MediaKey FolderOf(int number) =>
        new(MediaKey.Library, string.Create(CultureInfo.InvariantCulture, $"showcase/{number}/"));

    /// <summary>Finds a film; null when there is none of that number.</summary>
    public static ShowcaseFilm? Find(int number) => All.FirstOrDefault(film => film.Number == number);
}
