using SkiaSharp;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Titles;

/// <summary>Where in the picture a title stands.</summary>
public enum TitlePlace
{
    /// <summary>In the middle.</summary>
    Middle,

    /// <summary>Near the upper edge.</summary>
    Top,

    /// <summary>Near the lower edge, as subtitles do.</summary>
    Bottom,
}

/// <summary>A title for a picture.</summary>
public sealed record TitleRequest
{
    private const int LongestText = 500, LargestSide = 4096, SmallestSide = 32;

    /// <summary>
    /// What it says, in any mixture of Latin, Greek, Cyrillic, Japanese, Chinese, Arabic and Hindi; lines end at <c>\n</c>.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The width of the picture, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height of the picture, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How big letters are at most, as a part of the picture's height; they are smaller if there are many.</summary>
    public float LetterHeight { get; init; } = 0.1f;

    /// <summary>Where it stands.</summary>
    public TitlePlace Place { get; init; } = TitlePlace.Middle;

    /// <summary>Its colour, as 0xRRGGBB.</summary>
    public int Colour { get; init; } = 0xFFFAF0;

    internal SKColor Ink => new((uint)Colour | 0xFF000000u);

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Text)) throw Rejected("The title is empty.");
        if (Text.Length > LongestText) throw Rejected($"The title has more than {LongestText} characters.");
        if (Width is < SmallestSide or > LargestSide || Height is < SmallestSide or > LargestSide)
            throw Rejected($"A title is drawn for a picture of {SmallestSide} to {LargestSide} pixels a side.");
        if (!(LetterHeight is > 0 and <= 1))
            throw Rejected("The height of letters is a part of the picture's, above 0 and at most 1.");
    }

    internal static MediaRejectedException Rejected(string message) => new(MediaRejection.UnreadableTitle, message);
}
