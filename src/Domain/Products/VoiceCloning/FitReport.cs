using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>How a transcript that was said in time fits, as the engine tells it. Times are in seconds.</summary>
/// <param name="Language">In which language it was said.</param>
/// <param name="Duration">How long the sound is.</param>
/// <param name="Segments">Each segment, in order of time.</param>
public sealed record FitReport(string Language, double Duration, IReadOnlyList<SegmentFit> Segments);

/// <summary>How a segment fits where it has to be.</summary>
/// <param name="Start">Where the original says it.</param>
/// <param name="End">Where the original has said it.</param>
/// <param name="Asked">How long that is.</param>
/// <param name="Natural">How long the voice takes at its own pace.</param>
/// <param name="Pace">How many times as quick it was spoken.</param>
/// <param name="Spoken">How long it is.</param>
/// <param name="SpokenAt">Where it begins.</param>
/// <param name="Shift">How much later than the original it begins.</param>
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
    bool Reused);

/// <summary>How a dubbing fits.</summary>
/// <param name="Report">The engine's word.</param>
/// <param name="Inputs">What was said.</param>
public sealed record DubbingFit(FitReport Report, CloneInputs Inputs);

/// <summary>Reads how dubbings fit.</summary>
public sealed class FitReports(VoiceFiles files, IMediaStore media)
{
    /// <summary>The answer for a job that said no transcript, has not ended well, or is somebody else's.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Fit report");

    /// <summary>How a dubbing fits, and what was said in it.</summary>
    /// <returns>The report with the inputs, or <see cref="Missing"/>.</returns>
    public async Task<Result<DubbingFit>> ReadAsync(
        string ownerId, string jobId, CancellationToken cancellationToken)
    {
        if (await files.FindJobAsync(ownerId, jobId, cancellationToken) is not
            { Kind: CloneVoiceKind.KindName, State: JobState.Completed, Outputs.Report: { } report } job ||
            job.InputsOf<CloneInputs>() is not { Segments: not null } inputs)
            return Missing;
        await using Stream content = await media.OpenReadAsync(report, cancellationToken);
        FitReport? fit = await JsonSerializer.DeserializeAsync<FitReport>(content, DocumentJson.Options, cancellationToken);
        return fit is null ? Missing : new DubbingFit(fit, inputs);
    }
}
