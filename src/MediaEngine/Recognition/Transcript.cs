namespace Understudy.MediaEngine.Recognition;

/// <summary>What is said in a recording. Times are seconds from its beginning.</summary>
/// <param name="Language">The language by its two letters; <see cref="Undetermined"/> when nobody speaks.</param>
/// <param name="Recogniser">Which program recognised it, and with which model.</param>
/// <param name="Confidence">How sure it is of the words, 0 to 1; a long word counts more.</param>
/// <param name="Duration">Length of the recording.</param>
/// <param name="Words">In order of time.</param>
/// <param name="Segments">The words as sentences: stretches of speech between pauses.</param>
public sealed record Transcript(
    string Language,
    string Recogniser,
    double Confidence,
    double Duration,
    TranscriptWord[] Words,
    TranscriptSegment[] Segments)
{
    /// <summary>ISO 639 for a language that cannot be told.</summary>
    public const string Undetermined = "und";

    /// <summary>The id of what it was made by; null for none.</summary>
    public string? RecipeId { get; init; }

    /// <summary>All that is said.</summary>
    public string Text => string.Join(' ', Segments.Select(segment => segment.Text));
}

/// <summary>A word without punctuation.</summary>
/// <param name="Confidence">How sure the recogniser is of it, 0 to 1.</param>
public sealed record TranscriptWord(string Word, double Start, double End, double Confidence);

/// <summary>A sentence, or what is said between two pauses.</summary>
public sealed record TranscriptSegment(string Text, double Start, double End, double Confidence);
