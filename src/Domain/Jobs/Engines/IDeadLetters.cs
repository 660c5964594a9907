namespace Understudy.Domain.Jobs.Engines;

/// <summary>A message that nobody could do anything with.</summary>
/// <param name="Queue">The queue that it was in.</param>
/// <param name="Number">Its number there.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Reason">Why it was laid aside: a word.</param>
/// <param name="Description">More about that, or null.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
public sealed record DeadLetter(
    string Queue,
    long Number,
    string MessageId,
    string Reason,
    string? Description,
    DateTimeOffset EnqueuedAt);

/// <summary>The messages of <see cref="EngineQueues"/> that were laid aside.</summary>
public interface IDeadLetters
{
    /// <summary>How many of a queue are looked at at once, and at most told of.</summary>
    const int Page = 100;

    /// <summary>The oldest of each queue, at most <see cref="Page"/>; they stay where they are.</summary>
    Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Sends them again, at most <see cref="Page"/> of each queue.</summary>
    /// <returns>Those that were sent.</returns>
    Task<IReadOnlyList<DeadLetter>> ReplayAsync(CancellationToken cancellationToken);
}

/// <summary>Without a broker there are none.</summary>
public sealed class NoDeadLetters : IDeadLetters
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeadLetter>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DeadLetter>> ReplayAsync(CancellationToken cancellationToken) => ListAsync(cancellationToken);
}
