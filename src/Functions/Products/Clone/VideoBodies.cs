using System.Globalization;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Streaming;

namespace Understudy.Functions.Products.Clone;

/// <summary>Writes jobs that make videos as the contract's bodies. Clone §6, §7.</summary>
public sealed class VideoBodies(IMediaStore media, Lanes lanes, TimeProvider time)
{
    internal static TalkingVideo Inputs(Job job) => job.InputsOf<TalkingVideo>();

    internal static string Error(Job job) => job.Failure?.Message ?? "The video was cancelled.";

    internal async Task<RunningVideo> RunningAsync(Job job, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        return new RunningVideo(
            job.Id, CloneWords.VideoStates[job.State], position?.Ahead, job.Progress, Remaining(job, position), job.StartedAt);
    }

    internal CompletedVideo Completed(Job job) => new(
        job.Id,
        CloneWords.VideoStates[job.State],
        media.Link(job.Outputs?.Video),
        media.Link(job.Outputs?.Thumbnail),
        CloneResults.Seconds(job.Outputs?.DurationSeconds),
        job.Outputs?.Bytes,
        job.FinishedAt);

    internal static FailedVideo Failed(Job job) => new(
        job.Id, CloneWords.VideoStates[job.State], Error(job), job.StartedAt);

    internal async Task<WatchedState<VideoEvent>> EventAsync(Job job, CancellationToken cancellationToken)
    {
        LanePosition? position = await lanes.PositionAsync(job, cancellationToken);
        VideoEvent data = new(
            job.Id,
            CloneWords.VideoStates[job.State],
            job.Progress,
            position?.Ahead,
            job.IsFinished ? null : Remaining(job, position),
            media.Link(job.Outputs?.Video),
            job.State is JobState.Failed or JobState.Cancelled ? Error(job) : null);
        return new WatchedState<VideoEvent>(
            $"{data.Status}-{data.ProgressPercent}-{data.QueuePosition}", data, job.IsFinished);
    }

    private int Remaining(Job job, LanePosition? position) =>
        job.RemainingSeconds(time.GetUtcNow()) + (position?.StartsInSeconds ?? 0);

    internal VideoItem Item(Job job, IReadOnlyDictionary<string, CloneModel> models)
    {
        TalkingVideo inputs = Inputs(job);
        return new VideoItem(
            job.Id,
            inputs.Title,
            media.Link(job.Outputs?.Thumbnail),
            CloneResults.Seconds(job.Outputs?.DurationSeconds),
            CloneWords.Resolutions[inputs.Resolution],
            CloneWords.VideoStates[job.State],
            new ModelReference(inputs.VideoModelId, models.GetValueOrDefault(inputs.VideoModelId)?.Name),
            new ModelReference(inputs.VoiceModelId, models.GetValueOrDefault(inputs.VoiceModelId)?.Name),
            job.CreatedAt);
    }

    internal VideoDetails Details(Job job, IReadOnlyDictionary<string, CloneModel> models)
    {
        TalkingVideo inputs = Inputs(job);
        CloneModel? looks = models.GetValueOrDefault(inputs.VideoModelId);
        return new VideoDetails(
            job.Id,
            inputs.Title,
            inputs.Text,
            CloneWords.Languages[inputs.Language],
            media.Link(job.Outputs?.Video),
            media.Link(job.Outputs?.Thumbnail),
            media.Link(job.Outputs?.Captions),
            CloneResults.Seconds(job.Outputs?.DurationSeconds),
            job.Outputs?.Bytes,
            CloneWords.Resolutions[inputs.Resolution],
            job.State is JobState.Failed or JobState.Cancelled ? 0 : job.Charged ?? job.Cost,
            CloneWords.VideoStates[job.State],
            job.State is JobState.Failed or JobState.Cancelled ? Error(job) : null,
            new VideoModelReference(inputs.VideoModelId, looks?.Name, media.Link(looks?.Thumbnail)),
            new ModelReference(inputs.VoiceModelId, models.GetValueOrDefault(inputs.VoiceModelId)?.Name),
            job.StartedAt,
            job.State == JobState.Completed ? job.FinishedAt : null,
            job.CreatedAt);
    }

    /// <summary>
    /// The name that a download is saved under: the title's letters and digits in lower case, dashes between them, so
    /// that no file system or shell can take it for anything but a name.
    /// </summary>
    internal static string FileName(Job job)
    {
        StringBuilder name = new();
        foreach (Rune rune in (Inputs(job).Title ?? "").EnumerateRunes())
        {
            if (name.Length >= 80) break;
            if (Rune.IsLetterOrDigit(rune) || (name.Length > 0 && name[^1] != '-' && IsMark(rune)))
                name.Append(Rune.ToLower(rune, CultureInfo.InvariantCulture));
            else if (name.Length > 0 && name[^1] != '-')
                name.Append('-');
        }
        string stem = name.ToString().TrimEnd('-');
        return (stem.Length > 0 ? stem : $"video-{job.Id}") + ".mp4";
    }

    // Accents that follow their letter, and the vowels of scripts such as Devanagari and Thai.
    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
