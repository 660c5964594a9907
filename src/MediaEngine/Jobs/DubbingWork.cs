using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Dubbing;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Has films and recordings speak another language.</summary>
internal static class DubbingWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.Dub task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        string source = task.IsFilm
            ? await folder.FetchSourceAsync(task.Source, "source", cancellationToken)
            : await folder.FetchSoundAsync(task.Source, "source", cancellationToken);
        if (task.Segments.Any(segment => segment is not { Text: not null }))
            throw new MediaRejectedException(MediaRejection.InvalidDubbing, "Each segment has a start, an end and a text.");
        DubbingRequest request = new(
            source,
            task.IsFilm ? MediaKind.Video : MediaKind.Audio,
            task.Segments,
            await Voices.OfAsync(task.Voice, task.Profile, task.Sample, folder, cancellationToken),
            Voices.LanguageOf(task.Language),
            task.Title)
        {
            Kept = task.Kept is { } kept ? new KeptSpeech(folder, kept) : null,
            Recipe = folder.Recipe,
        };
        DubbingResult made = await Dubber.DubAsync(request, folder.Made, progress, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = made.Report.Duration,
            Bytes = new FileInfo(made.Film ?? made.Sound).Length,
            Audio = await folder.StoreAsync(made.Sound, cancellationToken),
            Video = made.Film is { } film ? await folder.StoreAsync(film, cancellationToken) : null,
            Report = await folder.StoreAsync(made.ReportFile, cancellationToken),
        };
    }
}
