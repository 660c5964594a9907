using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// The latest attempts at one account, or from one client address. There are some of accounts too that do not exist, so
/// that nothing is told by them.
/// </summary>
public sealed record SignInAttempts : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("attempts");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>Those that failed, or have not ended yet, the oldest first.</summary>
    public IReadOnlyList<Attempt> Recent { get; init; } = [];

    /// <summary>The hashes of client addresses from which its owner has signed in, the latest last.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <inheritdoc/>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>One attempt.</summary>
    /// <param name="Id">Its own id.</param>
    /// <param name="At">When it began.</param>
    /// <param name="From">The hash of the client's address.</param>
    public sealed record Attempt(string Id, DateTimeOffset At, string From);
}
