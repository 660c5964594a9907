using Understudy.Domain.Common;

namespace Understudy.Domain.Products.Sora;

/// <summary>A picture that a video is to be made from cannot be used.</summary>
/// <param name="Index">Which of those that were named, from 0.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record ImageRefused(int Index, string Reason) : Problem;

/// <summary>A task has ended, so that there is nothing to cancel.</summary>
/// <param name="Status">How it ended.</param>
public sealed record TaskEnded(TaskState Status) : Problem;

/// <summary>A task has not failed, so that there is nothing to try again.</summary>
/// <param name="Status">Where it stands.</param>
public sealed record TaskNotFailed(TaskState Status) : Problem;
