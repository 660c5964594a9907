using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>Which film to make.</summary>
/// <param name="Prompt">What it shall show, in English, Japanese or Chinese; up to 5000 characters.</param>
/// <param name="Width">Pixels across, even, 128 to 1920.</param>
/// <param name="Height">Pixels down, even, 128 to 1920.</param>
/// <param name="Seconds">How long it is, 0.5 to 300.</param>
public sealed record FilmRequest(string Prompt, int Width, int Height, double Seconds)
{
    private const int LongestPrompt = 5000;
    private const int SmallestSide = 128;
    private const int LargestSide = 1920;

    /// <summary>How it is painted; null for how the prompt says, or else realistic.</summary>
    public FilmStyle? Style { get; init; }

    /// <summary>Frames a second, 1 to 60.</summary>
    public int FrameRate { get; init; } = 24;

    /// <summary>Which of all films of that prompt: the same seed makes the same film.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the picture itself says that it is AI-made.</summary>
    public bool Watermark { get; init; }

    /// <summary>A title for the file's metadata.</summary>
    public string? Title { get; init; }

    /// <summary>What stands in the picture, or null.</summary>
    public ShownWords? Words { get; init; }

    /// <summary>The id of what it is made by, which its files carry; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>The seed as the painter takes it.</summary>
    internal int Roll
    {
        get
        {
            if (Seed is >= 0 and <= int.MaxValue) return (int)Seed;
            // Every bit of a longer one counts (SplitMix64).
            ulong mixed = (ulong)Seed + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) & int.MaxValue);
        }
    }

    /// <summary>How many frames it has.</summary>
    internal int Frames => Math.Max(1, (int)Math.Round(Seconds * FrameRate));

    /// <summary>Checks it.</summary>
    /// <exception cref="MediaRejectedException">It cannot be made.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Prompt), "The prompt is empty.");
        Require(Prompt.Length <= LongestPrompt, $"The prompt is longer than {LongestPrompt} characters.");
        Require(IsSide(Width) && IsSide(Height), $"Width and height must be even numbers from {SmallestSide} to {LargestSide}.");
        Require(Seconds is >= 0.5 and <= 300, "A film is 0.5 to 300 seconds long.");
        Require(FrameRate is >= 1 and <= 60, "A film has 1 to 60 frames a second.");
    }

    private static bool IsSide(int pixels) => pixels is >= SmallestSide and <= LargestSide && pixels % 2 == 0;

    private static void Require(bool isTrue, string otherwise)
    {
        if (!isTrue) throw new MediaRejectedException(MediaRejection.InvalidFilm, otherwise);
    }
}
