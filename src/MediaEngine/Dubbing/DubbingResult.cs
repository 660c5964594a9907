using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>How well a segment's speech fits where it has to be. All times are in seconds.</summary>
/// <param name="Start">Where the original says it.</param>
/// <param name="End">Where the original has said it.</param>
/// <param name="Asked">How long that is.</param>
/// <param name="Natural">How long the voice takes at its own pace; 0 if nothing in the text can be spoken.</param>
/// <param name="Pace">How many times as quick it was spoken.</param>
/// <param name="Spoken">How long it is.</param>
/// <param name="SpokenAt">Where it begins.</param>
/// <param name="Shift">How much later than the original it begins; negative for earlier.</param>
/// <param name="Overrun">How much later than the original it ends, beyond the pause behind it.</param>
/// <param name="Reused">Whether it had been spoken before, and was not spoken again.</param>
public sealed record SegmentFit(
    double Start,
    double End,
    double Asked,
    double Natural,
    double Pace,
    double Spoken,
    double SpokenAt,
    double Shift,
    double Overrun,
    bool Reused = false);

/// <summary>What became of the sound of the original.</summary>
public enum KeptBackground
{
    /// <summary>There was none beside the speech.</summary>
    None,

    /// <summary>Under the speech there is what stereo sound has beside its middle.</summary>
    Sides,

    /// <summary>Under the speech there is what is heard in the longest pause, again and again.</summary>
    Pause,
}

/// <summary>What a dubbing did.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="Voice"><c>stock</c> or <c>matched</c>.</param>
/// <param name="Duration">Seconds of the dubbed sound.</param>
/// <param name="HeldPicture">How long the last picture is held behind the film's end.</param>
/// <param name="SpeechLoudness">That of the speech, after the original's, in LUFS of both channels.</param>
/// <param name="Background">What is heard beside it.</param>
/// <param name="FaceShare">In how much of the film a face was seen, 0 to 1; null when a sound was dubbed.</param>
/// <param name="Segments">How each segment fits.</param>
/// <param name="RecipeId">The id of what it was made by, which its files carry.</param>
public sealed record DubbingReport(
    string Language,
    string Voice,
    double Duration,
    double HeldPicture,
    double SpeechLoudness,
    KeptBackground Background,
    double? FaceShare,
    IReadOnlyList<SegmentFit> Segments,
    string? RecipeId);

/// <summary>A dubbing and its files.</summary>
/// <param name="Sound">The whole sound: stereo, 48 kHz, WAV.</param>
/// <param name="Film">The film with it; null when a sound was dubbed.</param>
/// <param name="ReportFile">The report as JSON.</param>
/// <param name="Report">How it went.</param>
/// <param name="Words">When each word is spoken.</param>
public sealed record DubbingResult(
    string Sound, string? Film, string ReportFile, DubbingReport Report, IReadOnlyList<TimedWord> Words);
