using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>The contract's words for the values of closed sets.</summary>
internal static class SoraWords
{
    /// <summary>Sora §2.2.</summary>
    public static readonly Words<AspectRatio> AspectRatios = new(
        (AspectRatio.Landscape, "landscape"), (AspectRatio.Portrait, "portrait"));

    /// <summary>Sora §2.2.</summary>
    public static readonly Words<Quality> Qualities = new((Quality.Standard, "standard"), (Quality.Hd, "hd"));

    /// <summary>Sora §3.1.</summary>
    public static readonly Words<TaskType> TaskTypes = new(
        (TaskType.TextToVideo, "TEXT_TO_VIDEO"), (TaskType.ImageToVideo, "IMAGE_TO_VIDEO"));

    /// <summary>Where a task stands, as the videos' own section has it. Sora §2.4.</summary>
    public static readonly Words<TaskState> VideoStatuses = new(
        (TaskState.Pending, "PENDING"),
        (TaskState.Processing, "PROCESSING"),
        (TaskState.Succeeded, "SUCCEEDED"),
        (TaskState.Failed, "FAILED"));

    /// <summary>The same, as the tasks' section has it. Sora §3.1.</summary>
    public static readonly Words<TaskState> TaskStatuses = new(
        (TaskState.Pending, "pending"),
        (TaskState.Processing, "processing"),
        (TaskState.Succeeded, "completed"),
        (TaskState.Failed, "failed"));
}
