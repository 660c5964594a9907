using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>The API keys of a person: one document, so that there are never more than there may be.</summary>
public sealed record ApiKeyBook : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("apikeys");

    /// <inheritdoc/>
    public string Id => OwnerId;

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose they are.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The keys, the oldest first.</summary>
    public IReadOnlyList<ApiKey> Keys { get; init; } = [];
}

/// <summary>What is kept of an API key.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Prefix">What it begins with, to be recognised by.</param>
/// <param name="ClaimId">The id of the claim that leads from it to the account: its hash.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record ApiKey(string Id, string Name, string Prefix, string ClaimId, DateTimeOffset CreatedAt);

/// <summary>A key that was just made.</summary>
/// <param name="Key">What is kept of it.</param>
/// <param name="Plain">The key itself; it is told this once.</param>
public sealed record NewApiKey(ApiKey Key, string Plain);
