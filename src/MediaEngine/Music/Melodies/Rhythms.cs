namespace Understudy.MediaEngine.Music.Melodies;

/// <summary>The rhythms of melodies: lengths of a bar in sixteenths, rests negative.</summary>
internal sealed record Rhythms(string[] Four, string[] FourClose, string[] Three, string[] ThreeClose)
{
    private static readonly string[] _closeInThree = ["8 4", "12", "4 8"];

    /// <summary>Long notes.</summary>
    public static Rhythms Still { get; } = new(
        ["8 8", "12 4", "6 10", "16", "-4 12", "8 4 4"],
        ["16", "12 -4"],
        ["12", "8 4", "-4 8"],
        ["12"]);

    /// <summary>Quarters and eighths.</summary>
    public static Rhythms Singing { get; } = new(
        ["4 4 4 4", "6 2 4 4", "4 2 2 8", "8 4 4", "2 2 4 4 4", "6 2 6 2", "4 4 8", "-4 4 4 4"],
        ["8 8", "6 2 8", "4 4 8", "12 -4"],
        ["4 4 4", "8 4", "6 2 4", "4 2 2 4", "2 2 4 4", "-4 4 4"],
        _closeInThree);

    /// <summary>Eighths, and what lies across the beat.</summary>
    public static Rhythms Syncopated { get; } = new(
        ["3 3 2 4 4", "6 6 4", "2 4 4 2 4", "3 3 4 2 4", "-2 2 4 2 6", "4 3 1 4 4", "3 3 2 8", "-4 2 4 2 4"],
        ["6 10", "3 3 10", "3 5 -8", "8 -8"],
        ["6 6", "3 3 6", "4 2 6", "-2 4 6"],
        _closeInThree);

    /// <summary>Runs of eighths with air between them.</summary>
    public static Rhythms Improvised { get; } = new(
        ["-2 2 2 2 2 2 4", "2 2 2 2 4 -4", "4 2 2 -4 2 2", "-4 2 2 2 2 4", "6 2 2 2 4", "2 2 4 2 2 2 2", "-2 4 2 2 6"],
        ["2 2 4 -8", "6 2 8", "2 6 -8"],
        ["2 2 2 2 4", "-2 2 2 2 4", "6 2 4", "4 2 2 2 2"],
        _closeInThree);

    /// <summary>Sixteenths that repeat.</summary>
    public static Rhythms Driving { get; } = new(
        ["3 3 3 3 4", "2 2 3 3 6", "4 3 3 6", "3 3 2 2 2 4", "6 2 3 3 2", "-2 3 3 4 4"],
        ["3 3 10", "6 10", "4 4 8"],
        ["3 3 3 3", "6 3 3", "2 4 6"],
        _closeInThree);

    /// <summary>Reads the lengths of a bar.</summary>
    public static int[] Read(string lengths) =>
        [.. lengths.Split(' ').Select(length => int.Parse(length, System.Globalization.CultureInfo.InvariantCulture))];
}
