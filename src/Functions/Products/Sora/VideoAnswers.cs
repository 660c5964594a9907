using Understudy.Domain.Products.Sora;

namespace Understudy.Functions.Products.Sora;

/// <summary>A video that was asked for. Sora §2.2, §2.3.</summary>
/// <param name="Success">True.</param>
/// <param name="TaskId">By which to ask how it stands.</param>
/// <param name="Message">For people.</param>
/// <param name="CreditsEstimated">How many credits were taken.</param>
/// <param name="EstimatedTime">How long it is expected to take, waiting included, in seconds.</param>
/// <param name="CreditsRemaining">How many credits are left; beyond the contract.</param>
/// <param name="QueuePosition">How many are ahead of it; beyond the contract.</param>
/// <param name="Seed">What repeats it exactly; beyond the contract.</param>
internal sealed record VideoCreatedAnswer(
    bool Success,
    string TaskId,
    string Message,
    int CreditsEstimated,
    int EstimatedTime,
    int CreditsRemaining,
    int QueuePosition,
    long Seed)
{
    /// <summary>As the contract shows it.</summary>
    public static VideoCreatedAnswer Of(TaskType type, VideoOrdered ordered) => new(
        true,
        ordered.Job.Id,
        $"{(type == TaskType.TextToVideo ? "Text" : "Image")}-to-video task created successfully. Credits deducted.",
        ordered.Job.Cost,
        ordered.EstimatedSeconds,
        ordered.CreditsLeft,
        ordered.QueuePosition,
        ordered.Job.InputsOf<SoraVideo>().Seed);
}

/// <summary>What a video would cost; beyond the contract.</summary>
/// <param name="Success">Whether it could be asked for now: whether there are enough credits.</param>
/// <param name="TaskType">What it would be made from.</param>
/// <param name="CreditsEstimated">How many credits it would take.</param>
/// <param name="CreditsAvailable">How many there are.</param>
/// <param name="EstimatedTime">How long the work is expected to take, in seconds.</param>
internal sealed record EstimateAnswer(
    bool Success, string TaskType, int CreditsEstimated, int CreditsAvailable, int EstimatedTime)
{
    /// <summary>In words.</summary>
    public static EstimateAnswer Of(TaskType type, VideoEstimate estimate) => new(
        estimate.Available >= estimate.Cost,
        SoraWords.TaskTypes[type],
        estimate.Cost,
        estimate.Available,
        estimate.EstimatedSeconds);
}
