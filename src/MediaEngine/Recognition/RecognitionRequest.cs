using System.Text.RegularExpressions;
using Understudy.MediaEngine.Models;

namespace Understudy.MediaEngine.Recognition;

/// <summary>What is to be recognised.</summary>
/// <param name="SourceFile">A recording or a film.</param>
public sealed partial record RecognitionRequest(string SourceFile)
{
    /// <summary>The language that is spoken, as <c>en</c> or <c>en-US</c>; null to find out.</summary>
    public string? Language { get; init; }

    /// <summary>The id of what the transcript is made by; null for none.</summary>
    public string? Recipe { get; init; }

    /// <summary>The language's first letters alone; null to find out.</summary>
    /// <exception cref="MediaRejectedException">It is no language.</exception>
    internal string? RequireLanguage()
    {
        if (Language is null) return null;
        if (Tag().Match(Language) is { Success: true } match) return match.Groups["language"].Value.ToLowerInvariant();
        throw new MediaRejectedException(
            MediaRejection.InvalidRequest, "The language is not one that can be named. Please give it as \"en\", for instance.");
    }

    [GeneratedRegex(
        "^(?<language>[A-Za-z]{2,3})(-[A-Za-z0-9]{1,8}){0,3}$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
