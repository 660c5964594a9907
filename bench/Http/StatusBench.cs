using Understudy.Bench.Load;
using Understudy.Bench.Measuring;
using Understudy.Domain.Clones;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Http;

/// <summary>The app's most frequent request: how far is my video? It is completed, so the answer has signed URLs.</summary>
internal static class StatusBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        string data = run.Scratch.Folder("status");
        using AppServer app = await AppServer.StartAsync(data, run.Cancellation);
        string videoId = await AddVideoAsync(data, app.UserId, run.Cancellation);
        using ServerProcess bare =
            await ServerProcess.StartOwnAsync(BareServer.Command, BareServer.Path, run.Cancellation);
        Pairs pairs = await HttpLoad.CompareAsync(
            run,
            new Uri(app.Process.Address, $"/api/v1/generate/{videoId}/status"),
            new Uri(bare.Address, BareServer.Path),
            $"Authorization: Bearer {app.Token}");
        return [Row.RatioAtLeast("status of a completed video, authenticated ÷ bare minimal API", pairs, 0.25, "/s")];
    }

    private static async Task<string> AddVideoAsync(string data, string ownerId, CancellationToken cancellationToken)
    {
        string id = Guid.CreateVersion7().ToString("D");
        MediaKey folder = new(MediaKey.Library, $"videos/{ownerId}/{id}/");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Job job = new()
        {
            Id = id,
            OwnerId = ownerId,
            Lane = "bench",
            Sequence = 1,
            Cost = 1,
            EstimatedSeconds = 10,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(1),
            Inputs = new JobInputs.TalkingVideo
            {
                VideoModelId = Guid.CreateVersion7().ToString("D"),
                VoiceModelId = Guid.CreateVersion7().ToString("D"),
                Title = "A video",
                Text = "Hello! I am your understudy.",
                Language = Language.English,
                Resolution = Resolution.P720,
                Watermark = true,
                Folder = folder,
            },
        };
        JobOutputs outputs = new()
        {
            DurationSeconds = 4.2,
            Bytes = 1_000_000,
            Video = folder.File("video.mp4"),
            Thumbnail = folder.File("thumbnail.jpg"),
            Captions = folder.File("captions.vtt"),
        };
        using SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        await store.CreateAsync(job.Start(now).Complete(outputs, charged: 1, now), cancellationToken);
        return id;
    }
}
