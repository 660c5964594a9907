using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Anybody can register with anybody's address. As soon as somebody proves that an address is theirs, whoever claimed it
/// without proof loses what let them in by it; the two accounts are never joined, since the claimant may have lain in wait.
/// </summary>
internal sealed class UnverifiedLogins(IDocumentStore store, TimeProvider time)
{
    /// <summary>
    /// Ends the password, the sessions and the API keys of an account that claims an address which another one has proved.
    /// The claim goes last: cut off, it is done again. An account that nobody can enter any more is deleted, and erased in
    /// the time that every deleted one has.
    /// </summary>
    public async Task EndAsync(string email, CancellationToken cancellationToken)
    {
        string typed = Claim.Password(email);
        string? claimant = (await store.FindAsync<Claim>(typed, typed, cancellationToken))?.Value.UserId;
        if (claimant is null) return;
        string proved = Claim.Email(email);
        string? owner = (await store.FindAsync<Claim>(proved, proved, cancellationToken))?.Value.UserId;
        if (owner is null || owner == claimant) return;

        await store.DeleteAsync<PasswordLogin>(claimant, claimant, cancellationToken);
        if (!(await store.ClaimsOfAsync(claimant, cancellationToken)).Any(claim => claim.IsOfProvider))
        {
            AccountDeletion deletion = new(store, time);
            await deletion.ScheduleAsync(claimant, cancellationToken);
            await deletion.MarkAsync(claimant, cancellationToken);
        }
        await store.EndSessionsAsync(claimant, cancellationToken);
        await store.EndApiKeysAsync(claimant, cancellationToken);
        await store.GiveUpAsync(typed, claimant, cancellationToken);
    }

    /// <summary>
    /// Lets an account's password follow its address, which has changed at the identity provider. Where another password is
    /// typed with the new address, and nobody has proved that it is theirs, this account's ends: its owner has other ways in.
    /// </summary>
    public async Task FollowAsync(string ownerId, string email, CancellationToken cancellationToken)
    {
        Stored<PasswordLogin>? login = await store.FindAsync<PasswordLogin>(ownerId, ownerId, cancellationToken);
        if (login is null) return;
        string before = Claim.Password(login.Value.Email);
        string typed = Claim.Password(email);
        if (before == typed) return;
        await EndAsync(email, cancellationToken);
        if (await store.TakeAsync(typed, ownerId, cancellationToken) == ownerId)
            await store.UpdateAsync<PasswordLogin>(
                ownerId, ownerId, known => known with { Email = email }, cancellationToken);
        else
            await store.DeleteAsync<PasswordLogin>(ownerId, ownerId, cancellationToken);
        await store.GiveUpAsync(before, ownerId, cancellationToken);
    }
}
