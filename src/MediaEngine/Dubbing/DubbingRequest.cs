using System.Globalization;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Narration;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>What to dub, and how.</summary>
/// <param name="Original">The uploaded film or sound.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Segments">What is said, by the times of the original: 1 to 2,000 in order of time, none over another, each of at most 1,000 characters and
/// 20,000 together.</param>
/// <param name="Voice">Who speaks.</param>
/// <param name="Language">The language of the segments' text.</param>
/// <param name="Title">A title for the film's metadata.</param>
public sealed record DubbingRequest(
    string Original,
    MediaKind Kind,
    IReadOnlyList<DubbedSegment> Segments,
    SpeechVoice Voice,
    SpokenLanguage Language,
    string? Title = null)
{
    /// <summary>Where segments are found that were spoken before; null to speak them all.</summary>
    public IKeptSpeech? Kept { get; init; }

    /// <summary>The id of what it is made by, which its files carry; null for none.</summary>
    public string? Recipe { get; init; }

    private const int MostSegments = 2_000;
    private const int LongestSegment = 1_000;

    /// <summary>Of a segment, in seconds.</summary>
    private const double Shortest = 0.1;

    /// <summary>Segments that somebody else timed may touch by so much, in seconds.</summary>
    private const double Tolerance = 0.01;

    internal void Validate()
    {
        if (Segments.Count is < 1 or > MostSegments)
            throw Invalid($"A dubbing has 1 to {MostSegments} segments, this one has {Segments.Count}.");
        if (Segments.Sum(segment => segment.Text.Length) > SpeechRequest.LongestText)
            throw Invalid($"The segments may have {SpeechRequest.LongestText} characters together. Please dub in parts.");
        if (!Enum.IsDefined(Language)) throw Invalid("The voices do not speak this language.");
        Voice.Require();
        double end = 0;
        for (int i = 0; i < Segments.Count; i++)
        {
            DubbedSegment segment = Segments[i];
            if (!(segment.Start >= end - Tolerance && segment.End >= segment.Start + Shortest && double.IsFinite(segment.End)))
                throw Invalid(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Segment {i + 1} ({segment.Start:0.##} to {segment.End:0.##} s) does not follow the one before it, ")
                    + "or is no tenth of a second long.");
            if (string.IsNullOrWhiteSpace(segment.Text) || segment.Text.Length > LongestSegment)
                throw Invalid($"Segment {i + 1} has {segment.Text.Length} characters; 1 to {LongestSegment} are possible.");
            end = segment.End;
        }
    }

    internal void RequireWithin(double duration)
    {
        if (Segments[^1].Start >= duration)
            throw Invalid(string.Create(
                CultureInfo.InvariantCulture,
                $"The last segment begins at {Segments[^1].Start:0.##} s, where the original has ended ({duration:0.##} s)."));
    }

    private static MediaRejectedException Invalid(string message) => new(MediaRejection.InvalidDubbing, message);
}
