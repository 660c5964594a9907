using System.Text;

namespace Understudy.Domain.Publishing;

/// <summary>What is said of a video where it is shown.</summary>
public sealed record VideoDetails
{
    /// <summary>How many characters a title has at most.</summary>
    public const int LongestTitle = 100;

    /// <summary>How many bytes of UTF-8 a description has at most.</summary>
    public const int LongestDescription = 5000;

    /// <summary>How many characters all tags have together, as <see cref="TagCharacters"/> counts them.</summary>
    public const int MostTagCharacters = 500;

    /// <summary>Its title, without <c>&lt;</c> and <c>&gt;</c>.</summary>
    public required string Title { get; init; }

    /// <summary>Its description, likewise; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its tags, likewise.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who may see it.</summary>
    public required VideoPrivacy Privacy { get; init; }

    /// <summary>Whether a site takes the text: it refuses angle brackets, which could be markup.</summary>
    public static bool IsPlain(string text) => text.AsSpan().IndexOfAny('<', '>') < 0;

    /// <summary>The length of a description as sites count it.</summary>
    public static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>
    /// How many characters tags take: they are kept as one text, with commas between them and quotation marks around each that
    /// has a space.
    /// </summary>
    public static int TagCharacters(IReadOnlyList<string> tags) => tags.Count == 0
        ? 0
        : tags.Sum(tag => tag.EnumerateRunes().Count() + (tag.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + tags.Count - 1;
}

/// <summary>What is said of a playlist where it is shown.</summary>
/// <param name="Title">Its title, without <c>&lt;</c> and <c>&gt;</c>.</param>
/// <param name="Description">Its description, likewise; may be empty.</param>
/// <param name="Privacy">Who may see it.</param>
public sealed record PlaylistDetails(string Title, string Description, VideoPrivacy Privacy)
{
    /// <summary>How many characters a title has at most.</summary>
    public const int LongestTitle = 150;
}

/// <summary>Who may see a video.</summary>
public enum VideoPrivacy
{
    /// <summary>Its owner, and whom they invite.</summary>
    Private,

    /// <summary>Whoever has the address.</summary>
    Unlisted,

    /// <summary>Everybody.</summary>
    Public,
}
