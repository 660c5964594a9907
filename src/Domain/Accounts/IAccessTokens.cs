namespace Understudy.Domain.Accounts;

/// <summary>Signs access tokens, so that whoever has the public key can tell that they are ours.</summary>
public interface IAccessTokens
{
    /// <summary>Writes and signs a token.</summary>
    Task<string> SignAsync(AccessGrant grant, CancellationToken cancellationToken);
}

/// <summary>What an access token says.</summary>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="SessionId">The session that it counts as long as.</param>
/// <param name="TokenId">Its own id.</param>
/// <param name="Product">The product that it counts in.</param>
/// <param name="IssuedAt">From when it counts.</param>
/// <param name="ExpiresAt">Until when.</param>
public sealed record AccessGrant(
    string OwnerId,
    string SessionId,
    string TokenId,
    string Product,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt);

/// <summary>How long the sessions of a product last.</summary>
/// <param name="Product">The product's name, e.g. <c>sora</c>: the audience of its tokens.</param>
/// <param name="AccessLife">How long an access token counts.</param>
/// <param name="RefreshLife">
/// How long a refresh token does, each in turn; null for sessions that end with their access token.
/// </param>
public sealed record SessionPolicy(string Product, TimeSpan AccessLife, TimeSpan? RefreshLife = null)
{
    /// <summary>
    /// For how long a refresh token that was exchanged may be sent again, to get the answer that was lost, unless what it was
    /// exchanged for has been used since. Requests that had begun when it was exchanged are answered in any case.
    /// </summary>
    public TimeSpan RetryLife { get; init; } = TimeSpan.Zero;
}

/// <summary>What a client is given to go on with.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="AccessToken">What to send with each request.</param>
/// <param name="AccessLife">How long it counts from now.</param>
/// <param name="RefreshToken">What to get the next one with, or null where there is none.</param>
public sealed record SessionTokens(string SessionId, string AccessToken, TimeSpan AccessLife, string? RefreshToken);
