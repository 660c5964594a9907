using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Erases an account for good. The steps are in their order, and each may be repeated: as long as the user's document is
/// there, whatever was cut off is taken up again, hence it goes last.
/// </summary>
public sealed class Erasure(IDocumentStore store, IEnumerable<IPersonalData> areas, TimeProvider time)
{
    /// <summary>
    /// The point of no return. A sign-in that restores the account changes the same document: one of the two comes first,
    /// and the other finds out.
    /// </summary>
    /// <returns>Whether the account is to be erased: it is due, or its erasure has begun before.</returns>
    public async Task<bool> BeginAsync(string userId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        User? user = await store.UpdateAsync<User>(
            userId,
            userId,
            u => u.ErasureStartedAt is null && u.DeletionAt <= now
                ? u with { ErasureStartedAt = now, UpdatedAt = now }
                : u,
            cancellationToken);
        return user?.ErasureStartedAt is not null;
    }

    /// <summary>Erases what every part of the product keeps about the person.</summary>
    public async Task EraseAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (IPersonalData area in areas) await area.EraseAsync(userId, cancellationToken);
    }

    /// <summary>Gives the ways to sign in back to whoever wants them, as somebody new, and forgets the account.</summary>
    public async Task FinishAsync(string userId, CancellationToken cancellationToken)
    {
        bool found;
        do
        {
            IReadOnlyList<Claim> claims = await store.ClaimsOfAsync(userId, cancellationToken);
            foreach (Claim claim in claims)
                await store.DeleteAsync<Claim>(claim.Partition, claim.Id, cancellationToken);
            bool wasThere = await store.DeleteAsync<User>(userId, userId, cancellationToken);
            // A sign-in that was under way may have added another way into the account.
            found = wasThere || claims.Count > 0;
        }
        while (found);
    }
}
