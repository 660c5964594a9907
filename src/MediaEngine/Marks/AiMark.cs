using System.Text;
using System.Text.RegularExpressions;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Marks;

/// <summary>What a file says in its metadata of how it came to be: the same words in every container.</summary>
/// <param name="Description">What a person reads in its properties; null where nothing synthetic is known to be in it.</param>
/// <param name="SourceType">One of <see cref="SourceTypes"/>; null like the description.</param>
/// <param name="Recipe">The id of what it was made by, or null.</param>
public sealed partial record AiMark(string? Description, string? SourceType, string? Recipe)
{
    private const string With = "Made with Understudy.";

    /// <summary>Of what it was taken, when that had an id.</summary>
    public string? Origin { get; init; }

    /// <summary>What programs read, in the tag "comment", which every container has.</summary>
    public string Comment => string.Join(
        ' ',
        ((string?[])
        [
            SourceType is null ? null : "AI-generated.",
            Recipe is null ? null : $"Recipe: {Recipe}.",
            Origin is null ? null : $"Made of: {Origin}.",
            SourceType is null ? null : $"DigitalSourceType: {SourceType}",
        ]).Where(part => part is not null));

    /// <summary>Of a film in which a person seems to say what they did not.</summary>
    public static AiMark TalkingVideo(string? recipe) =>
        new($"AI-generated video: the person did not say this. {With}", SourceTypes.CompositeWithTrained, recipe);

    /// <summary>Of a film that was painted.</summary>
    public static AiMark PaintedVideo(string? recipe) =>
        new($"AI-generated video: nothing in it was filmed. {With}", SourceTypes.Algorithmic, recipe);

    /// <summary>Of a film of still pictures.</summary>
    public static AiMark AnimatedPictures(string? recipe) => new(
        $"AI-generated video: still pictures were set in motion, nothing in it was filmed so. {With}",
        SourceTypes.CompositeSynthetic,
        recipe);

    /// <summary>Of a film that was put together.</summary>
    public static AiMark ComposedFilm(string? recipe) => new(
        $"AI-generated film: its pictures, its voices or its music were made by a program. {With}",
        SourceTypes.CompositeSynthetic,
        recipe);

    /// <summary>Of music, which rules made: no trained network has a part in it.</summary>
    public static AiMark Music(string? recipe) =>
        new($"AI-generated music: a program composed and played it. {With}", SourceTypes.Algorithmic, recipe);

    /// <summary>Of speech.</summary>
    public static AiMark Speech(string? recipe) =>
        new($"AI-generated voice: nobody said this. {With}", SourceTypes.Trained, recipe);

    /// <summary>Of a recording with another voice in it.</summary>
    public static AiMark DubbedSound(string? recipe) =>
        new($"AI-generated voice: nobody said this. {With}", SourceTypes.CompositeWithTrained, recipe);

    /// <summary>The mark of something that was taken out of a file: AI-made if that says that it is.</summary>
    /// <param name="recipe">The id of what took it out.</param>
    internal AiMark OfPart(string? recipe) => new(
        SourceType is null ? null : $"AI-generated: taken out of a file that says so of itself. {With}", SourceType, recipe)
    {
        Origin = Recipe,
    };

    /// <summary>The mark in what a file's tags say: nothing of it is taken over but known terms and ids.</summary>
    internal static AiMark Read(string tags) => new(
        Description: null,
        SourceTypes.In(tags),
        RecipeId().Match(tags) is { Success: true } match ? match.Groups["id"].Value : null);

    /// <summary>The mark as an ffmetadata file, with the user's title as nothing but a value.</summary>
    internal string ToMetadata(string? title = null)
    {
        StringBuilder file = new(";FFMETADATA1\n");
        Add(file, "title", SpeechText.Clean(title ?? "").Replace('\n', ' '));
        Add(file, "description", Description ?? "");
        Add(file, "comment", Comment);
        return file.ToString();
    }

    private static void Add(StringBuilder file, string key, string value)
    {
        if (value.Length == 0) return;
        file.Append(key).Append('=');
        foreach (char c in value)
        {
            if (c is '=' or ';' or '#' or '\\') file.Append('\\');
            file.Append(c);
        }

        file.Append('\n');
    }

    [GeneratedRegex(@"\bRecipe: (?<id>[0-9a-f]{16})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RecipeId();
}
