using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;

namespace Understudy.Domain.Tests.Support;

/// <summary>Ordinary jobs and models, to be changed with <c>with</c>.</summary>
internal static class Samples
{
    public static DateTimeOffset Now { get; } = new ManualTime().Now;

    public static JobFailure NoFace { get; } = new("no_face", "There is no face in the video.");

    public static JobOutputs Outputs { get; } = new()
    {
        DurationSeconds = 12.5,
        Thumbnail = new MediaKey(MediaKey.Library, "models/ann/a/still.jpg"),
    };

    /// <summary>A video that waits to be made.</summary>
    public static Job Video(string id = "job", DateTimeOffset? createdAt = null) => new()
    {
        Id = id,
        OwnerId = "ann",
        Product = CloneWork.Product,
        Kind = TalkingVideo.KindName,
        Inputs = JobInputs.Of(new TalkingVideo
        {
            VideoModelId = "looks",
            VoiceModelId = "voice",
            Text = "Hello.",
            Language = Language.English,
            Resolution = Resolution.P720,
            Watermark = true,
            Folder = TalkingVideo.FolderOf("ann", id),
        }),
        Lane = CloneWork.VideoLane,
        Wallet = Minutes.Wallet("ann"),
        Cost = 2,
        EstimatedSeconds = 60,
        CreatedAt = createdAt ?? Now,
        UpdatedAt = createdAt ?? Now,
        DeadlineAt = (createdAt ?? Now).AddHours(6),
    };

    /// <summary>A model that waits for its upload.</summary>
    public static CloneModel Model(string id = "looks", DateTimeOffset? createdAt = null) => new()
    {
        Id = id,
        OwnerId = "ann",
        Kind = ModelKind.Video,
        Name = "Ann",
        Source = new MediaKey(MediaKey.Uploads, $"videos/ann/{id}/source.mp4"),
        Promise = new UploadPromise("video/mp4", 1000),
        UploadExpiresAt = (createdAt ?? Now).AddHours(1),
        CreatedAt = createdAt ?? Now,
        UpdatedAt = createdAt ?? Now,
    };
}
