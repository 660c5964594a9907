using Understudy.Domain.Products.VoiceCloning;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>What is said in a recording.</summary>
/// <param name="Content">All of it.</param>
/// <param name="Language">Two letters; und when nobody speaks.</param>
/// <param name="ConfidenceScore">How sure the recogniser was, 0 to 1.</param>
/// <param name="WordTimestamps">Each word that was recognised, and that nobody rewrote.</param>
/// <param name="Segments">What is said between pauses.</param>
/// <param name="Recogniser">What recognised it; beyond the contract.</param>
/// <param name="DurationSeconds">How long the recording is; beyond the contract.</param>
/// <param name="Edited">Whether somebody changed it; beyond the contract.</param>
internal sealed record TranscriptAnswer(
    string Content,
    string Language,
    double ConfidenceScore,
    IReadOnlyList<WordAnswer> WordTimestamps,
    IReadOnlyList<SegmentAnswer> Segments,
    string Recogniser,
    double DurationSeconds,
    bool Edited)
{
    public static TranscriptAnswer Of(Transcript transcript) => new(
        transcript.Content,
        transcript.Language,
        Math.Round(transcript.Confidence, 3),
        [.. transcript.Words.Select(word => new WordAnswer(word.Word, word.Start, word.End, word.Confidence))],
        [.. transcript.Segments.Select((segment, index) => SegmentAnswer.Of(index, segment))],
        transcript.Recogniser,
        transcript.Duration,
        transcript.IsEdited);
}

internal sealed record WordAnswer(string Word, double Start, double End, double Confidence);

/// <summary>A segment.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Text">What is said.</param>
/// <param name="Confidence">Null for what somebody wrote.</param>
/// <param name="Hash">Differs when text or length does: what has the same is not spoken again.</param>
internal sealed record SegmentAnswer(int Index, double Start, double End, string Text, double? Confidence, string Hash)
{
    public static SegmentAnswer Of(int index, TranscriptSegment segment) =>
        new(index, segment.Start, segment.End, segment.Text, segment.Confidence, segment.Hash);
}

/// <summary>How a dubbing fits; beyond the contract.</summary>
/// <param name="JobId">The job.</param>
/// <param name="TranscriptJobId">The transcript that was said.</param>
/// <param name="Language">In which language.</param>
/// <param name="DurationSeconds">How long the sound is.</param>
/// <param name="Reused">How many segments had been spoken before.</param>
/// <param name="Segments">Each of them.</param>
internal sealed record FitAnswer(
    string JobId, string? TranscriptJobId, string Language, double DurationSeconds, int Reused, IReadOnlyList<SegmentFitAnswer> Segments)
{
    public static FitAnswer Of(string jobId, DubbingFit fit) => new(
        jobId,
        fit.Inputs.TranscriptId,
        fit.Report.Language,
        fit.Report.Duration,
        fit.Report.Segments.Count(segment => segment.Reused),
        [.. fit.Report.Segments.Select((segment, index) => SegmentFitAnswer.Of(index, segment, fit.Inputs))]);
}

/// <summary>How a segment fits. Times are in seconds.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Text">What is said.</param>
/// <param name="Start">Where the original says it.</param>
/// <param name="End">Where the original has said it.</param>
/// <param name="Asked">How long that is.</param>
/// <param name="Natural">How long the voice takes at its own pace.</param>
/// <param name="Pace">How many times as quick it was spoken.</param>
/// <param name="Spoken">How long it is.</param>
/// <param name="SpokenAt">Where it begins.</param>
/// <param name="Shift">How much later than the original it begins.</param>
/// <param name="Overrun">How much later than the original it ends, beyond the pause behind it.</param>
/// <param name="Fits">Whether it ends in time.</param>
/// <param name="Reused">Whether it had been spoken before.</param>
internal sealed record SegmentFitAnswer(
    int Index,
    string? Text,
    double Start,
    double End,
    double Asked,
    double Natural,
    double Pace,
    double Spoken,
    double SpokenAt,
    double Shift,
    double Overrun,
    bool Fits,
    bool Reused)
{
    public static SegmentFitAnswer Of(int index, SegmentFit fit, CloneInputs inputs) => new(
        index,
        inputs.Segments?.ElementAtOrDefault(index)?.Text,
        fit.Start,
        fit.End,
        fit.Asked,
        fit.Natural,
        fit.Pace,
        fit.Spoken,
        fit.SpokenAt,
        fit.Shift,
        fit.Overrun,
        fit.Overrun == 0,
        fit.Reused);
}
