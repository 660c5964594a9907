using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Understudy.Domain.Jobs.Engines;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>What is said in a recording, as the engine wrote it down or as somebody edited it. Times are in seconds.</summary>
public sealed record Transcript
{
    // What the engine says at once. The same bounds are in docs/engine.md.
    private const int MostSegments = 2000;
    private const int LongestSegment = 1000;
    private const int LongestText = 20_000;

    /// <summary>The language by its two letters; <c>und</c> when nobody speaks.</summary>
    public required string Language { get; init; }

    /// <summary>What recognised it.</summary>
    public required string Recogniser { get; init; }

    /// <summary>How sure that was, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>How long the recording is.</summary>
    public double Duration { get; init; }

    /// <summary>Each word that was recognised.</summary>
    public IReadOnlyList<TranscriptWord> Words { get; init; } = [];

    /// <summary>What is said between pauses, in order of time.</summary>
    public IReadOnlyList<TranscriptSegment> Segments { get; init; } = [];

    /// <summary>Whether somebody changed what was recognised.</summary>
    public bool IsEdited { get; init; }

    /// <summary>All that is said.</summary>
    [JsonIgnore]
    public string Content => string.Join(' ', Segments.Select(segment => segment.Text));

    /// <summary>With other segments; words of those that somebody rewrote are known no more.</summary>
    public Transcript Edit(IReadOnlyList<TranscriptSegment> segments)
    {
        TranscriptSegment[] same = [.. Segments.Where(before => segments.Any(after => after.IsSameAs(before)))];
        return this with
        {
            Segments = [.. segments.Select(after => same.FirstOrDefault(after.IsSameAs) ?? after)],
            Words = [.. Words.Where(word => same.Any(segment => word.Start >= segment.Start && word.End <= segment.End))],
            IsEdited = true,
        };
    }

    /// <summary>Why it cannot be said in time; null when it can.</summary>
    public string? WrongForSpeech() =>
        Segments.Count is 0 or > MostSegments ? $"Must have 1 to {MostSegments} segments."
        : Segments.Any(segment => segment.Text.Length > LongestSegment) ? $"Has a segment of more than {LongestSegment} characters."
        : Segments.Sum(segment => segment.Text.Length) > LongestText ? $"Has more than {LongestText} characters: dub it in parts."
        : null;
}

/// <summary>A word without punctuation.</summary>
/// <param name="Word">The word.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Confidence">How sure the recogniser is of it, 0 to 1.</param>
public sealed record TranscriptWord(string Word, double Start, double End, double Confidence);

/// <summary>A sentence, or what is said between two pauses.</summary>
/// <param name="Text">What is said.</param>
/// <param name="Start">When it begins.</param>
/// <param name="End">When it ends.</param>
/// <param name="Confidence">How sure the recogniser is of it, 0 to 1; null for what somebody wrote.</param>
public sealed record TranscriptSegment(string Text, double Start, double End, double? Confidence)
{
    // Captions have thousandths.
    private const double Exactness = 0.0006;

    /// <summary>Tells its content from another one: text and length, wherever it stands.</summary>
    [JsonIgnore]
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{End - Start:0.###}\n{Text}"))))[..16];

    /// <summary>Whether it says the same at the same time.</summary>
    public bool IsSameAs(TranscriptSegment other) => Text == other.Text &&
        Math.Abs(Start - other.Start) < Exactness && Math.Abs(End - other.End) < Exactness;

    /// <summary>The same for an engine.</summary>
    public DubbedSegment ToDub() => new(Start, End, Text);
}
