using System.Text.Json;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.LipSync;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Has the lips of films follow recordings.</summary>
internal static class LipSyncWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.SyncLips task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        LipSyncRequest request = new(
            await folder.FetchSourceAsync(task.Source, "source", cancellationToken),
            await folder.FetchSourceAsync(task.Sound, "sound", cancellationToken),
            task.Title)
        {
            Recipe = folder.Recipe,
        };
        LipSyncResult made = await LipSynchronizer.SyncAsync(request, folder.Made, progress, cancellationToken);
        string report = Path.Combine(folder.Made, "report.json");
        await File.WriteAllBytesAsync(
            report, JsonSerializer.SerializeToUtf8Bytes(new { made.FaceShare, RecipeId = request.Recipe }, JsonSerializerOptions.Web), cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = made.Duration,
            Bytes = made.Size,
            Video = await folder.StoreAsync(made.Video, cancellationToken),
            Thumbnail = await folder.StoreAsync(made.Thumbnail, cancellationToken),
            Report = await folder.StoreAsync(report, cancellationToken),
        };
    }
}
