using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Composing;
using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Has the lips of films follow recordings.</summary>
internal static class LipSyncWork
{
    private const double SyncedShare = 0.9;

    public static async Task<JobOutputs> DoAsync(
        EngineTask.SyncLips task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        FilmContainer container = Named.Of<FilmContainer>(task.Container, "container");
        FilmQuality quality = Named.Of<FilmQuality>(task.Quality, "quality");
        LipSyncRequest request = new(
            await folder.FetchSourceAsync(task.Source, "source", cancellationToken),
            await folder.FetchSoundAsync(task.Sound, "sound", cancellationToken),
            task.Title,
            task.LongestSide,
            task.NeedsFace)
        {
            Recipe = folder.Recipe,
            Watermark = task.Watermark,
        };
        bool isReady = container == FilmContainer.Mp4 && quality == FilmQuality.High;
        LipSyncResult made = await LipSynchronizer.SyncAsync(
            request, folder.Made, isReady ? progress : new PartialProgress(progress, 0, SyncedShare), cancellationToken);
        string video = made.Video;
        if (!isReady)
        {
            video = folder.File($"video.{FilmEncoding.ExtensionOf(container)}");
            await FilmRecoding.WriteAsync(
                made.Video,
                task.Title,
                AiMark.TalkingVideo(request.Recipe),
                container,
                quality,
                video,
                cancellationToken);
        }
        string report = Path.Combine(folder.Made, "report.json");
        await File.WriteAllBytesAsync(
            report,
            JsonSerializer.SerializeToUtf8Bytes(
                new { made.FaceShare, made.Width, made.Height, RecipeId = request.Recipe }, JsonSerializerOptions.Web),
            cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = made.Duration,
            Bytes = new FileInfo(video).Length,
            Video = await folder.StoreAsync(video, cancellationToken),
            Thumbnail = await folder.StoreAsync(made.Thumbnail, cancellationToken),
            Report = await folder.StoreAsync(report, cancellationToken),
        };
    }
}
