using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Gives roles, and takes them: an operator does, and nobody else.</summary>
public sealed class RoleDesk(IDocumentStore store, TimeProvider time)
{
    /// <summary>The answer when nobody has proved that the address is theirs.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("Account with this verified address");

    /// <summary>Gives a role; it counts from the next request on, on every instance.</summary>
    /// <returns>The account, or null when there is none.</returns>
    public Task<User?> GiveAsync(string userId, Roles role, CancellationToken cancellationToken) =>
        ChangeAsync(userId, roles => roles | role, cancellationToken);

    /// <summary>Takes a role away.</summary>
    /// <returns>The account, or null when there is none.</returns>
    public Task<User?> TakeAsync(string userId, Roles role, CancellationToken cancellationToken) =>
        ChangeAsync(userId, roles => roles & ~role, cancellationToken);

    /// <summary>
    /// The account of an address that is verified: one that is not may be anybody's, and a role must not go to who was
    /// faster.
    /// </summary>
    public async Task<Result<string>> FindAsync(string email, CancellationToken cancellationToken)
    {
        string claim = Claim.Email(email);
        return (await store.FindAsync<Claim>(claim, claim, cancellationToken))?.Value.UserId is { } id ? id : Missing;
    }

    private async Task<User?> ChangeAsync(
        string userId, Func<Roles, Roles> change, CancellationToken cancellationToken)
    {
        bool changed = false;
        User? user = await store.UpdateAsync<User>(
            userId,
            userId,
            known =>
            {
                changed = change(known.Roles) != known.Roles;
                return changed ? known with { Roles = change(known.Roles), UpdatedAt = time.GetUtcNow() } : known;
            },
            cancellationToken);
        // Also when nothing has changed: what was cut off before is completed by asking again.
        if (user is not null) await new AccountDeletion(store, time).MarkAsync(userId, cancellationToken);
        return user;
    }
}
