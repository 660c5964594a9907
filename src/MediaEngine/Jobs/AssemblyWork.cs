using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Composing;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Previews;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Titles;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Puts films together.</summary>
internal static class AssemblyWork
{
    private const double TitleSeconds = 4;

    // ISO 639-2, which containers speak.
    private static readonly Dictionary<string, string> _languages = new()
    {
        ["en"] = "eng",
        ["ja"] = "jpn",
        ["es"] = "spa",
        ["fr"] = "fra",
        ["de"] = "deu",
        ["zh"] = "zho",
        ["hi"] = "hin",
    };

    public static async Task<JobOutputs> DoAsync(
        EngineTask.AssembleFilm task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        string picture = await folder.FetchSourceAsync(task.Picture, "picture", cancellationToken);
        MediaProbe probe = await MediaProber.ProbeAsync(picture, MediaKind.Video, cancellationToken);
        CompositionRequest request = new(
            picture,
            Named.Of<FilmContainer>(task.Container, "container"),
            Named.Of<FilmQuality>(task.Quality, "quality"))
        {
            Narration = task.Narration is { } narration
                ? new FilmNarration(
                    await folder.FetchSourceAsync(narration, "narration", cancellationToken), task.NarrationStart)
                : null,
            Music = task.Music is { } music ? await folder.FetchSourceAsync(music, "music", cancellationToken) : null,
            KeepsSound = task.KeepsSound,
            Title = task is { ShowsTitle: true, Title: { } title } ? TitleOf(title, probe.Video!, folder) : null,
            Captions = task.Captions is { } captions
                ? new FilmCaptions(
                    await folder.FetchSourceAsync(captions, "captions" + Path.GetExtension(captions.Name), cancellationToken),
                    _languages.GetValueOrDefault(task.CaptionsLanguage ?? "", "und"))
                : null,
            EndFade = task.EndFade,
            Watermark = task.Watermark,
            Name = task.Title,
            Probe = probe,
            Recipe = folder.Recipe,
        };
        CompositionResult made = await FilmComposer.ComposeAsync(
            request, folder.Made, new PartialProgress(progress, 0, task.Thumbnail ? 0.95 : 1), cancellationToken);
        MediaKey? still = null;
        if (task.Thumbnail)
        {
            Thumbnail thumbnail = await Thumbnails.MakeAsync(
                new ThumbnailRequest(made.File) { Mark = AiMark.ComposedFilm(request.Recipe) },
                folder.Made,
                new PartialProgress(progress, 0.95, 1),
                cancellationToken);
            still = await folder.StoreAsync(thumbnail.File, cancellationToken);
        }
        MediaKey video = await folder.StoreAsync(made.File, cancellationToken);
        return new JobOutputs { DurationSeconds = made.Duration, Bytes = made.Size, Video = video, Thumbnail = still };
    }

    private static FilmTitle TitleOf(string title, VideoProperties picture, TaskFolder folder)
    {
        string file = folder.File("title.png");
        TitlePainter.Write(new TitleRequest { Text = title, Width = picture.Width, Height = picture.Height }, file);
        return new FilmTitle(file, TitleSeconds);
    }
}
