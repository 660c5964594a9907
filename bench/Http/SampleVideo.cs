using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;

namespace Understudy.Bench.Http;

/// <summary>The document of a video that has been made; its files are not there.</summary>
internal static class SampleVideo
{
    public static Job Completed(string ownerId)
    {
        string id = Guid.CreateVersion7().ToString("D");
        MediaKey folder = new(MediaKey.Library, $"videos/{ownerId}/{id}/");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Job job = new()
        {
            Id = id,
            OwnerId = ownerId,
            Lane = "bench",
            Cost = 1,
            EstimatedSeconds = 10,
            CreatedAt = now,
            UpdatedAt = now,
            DeadlineAt = now.AddHours(1),
            Product = CloneWork.Product,
            Kind = TalkingVideo.KindName,
            Inputs = JobInputs.Of(new TalkingVideo
            {
                VideoModelId = Guid.CreateVersion7().ToString("D"),
                VoiceModelId = Guid.CreateVersion7().ToString("D"),
                Title = "A video",
                Text = "Hello! I am your understudy.",
                Language = Language.English,
                Resolution = Resolution.P720,
                Watermark = true,
                Folder = folder,
            }),
        };
        JobOutputs outputs = new()
        {
            DurationSeconds = 4.2,
            Bytes = 1_000_000,
            Video = folder.File("video.mp4"),
            Thumbnail = folder.File("thumbnail.jpg"),
            Captions = folder.File("captions.vtt"),
        };
        return job.Start(now).Complete(outputs, charged: 1, now);
    }
}
