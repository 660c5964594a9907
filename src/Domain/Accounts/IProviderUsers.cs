using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>The people that an identity provider keeps for the app.</summary>
public interface IProviderUsers
{
    /// <summary>What the provider says of somebody now, or null when there is nobody of that id any more.</summary>
    /// <exception cref="IdentityProviderException">It cannot be asked.</exception>
    Task<ProviderUser?> FindAsync(string uid, CancellationToken cancellationToken);

    /// <summary>Deletes somebody there. Whoever is gone already is deleted.</summary>
    /// <exception cref="IdentityProviderException">It cannot be asked.</exception>
    Task DeleteAsync(string uid, CancellationToken cancellationToken);
}

/// <summary>What an identity provider says of somebody.</summary>
/// <param name="ValidSince">
/// When all their tokens were revoked last, to the second: what they signed in for before counts no longer. Null for never.
/// </param>
/// <param name="IsDisabled">Whether they may not sign in.</param>
public sealed record ProviderUser(DateTimeOffset? ValidSince, bool IsDisabled)
{
    /// <summary>Whether a token still counts.</summary>
    /// <param name="signedInAt">When its bearer signed in for it.</param>
    public bool Honours(DateTimeOffset signedInAt) => !IsDisabled && !(signedInAt < ValidSince);
}

/// <summary>Deletes a person at the identity provider, once nothing of theirs is left here.</summary>
public sealed class ProviderErasure(IDocumentStore store, IProviderUsers users)
{
    /// <summary>
    /// Deletes everybody who signs in to an account. Their claims still stand, which alone know who that is; may be repeated.
    /// </summary>
    /// <exception cref="IdentityProviderException">The provider cannot be asked.</exception>
    public async Task DeleteAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (Claim claim in await store.ClaimsOfAsync(userId, cancellationToken))
            if (claim.Uid is { } uid) await users.DeleteAsync(uid, cancellationToken);
    }
}
