using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Finds passwords, and the accounts that they lead to.</summary>
public sealed class Passwords(IDocumentStore store, TimeProvider time)
{
    /// <summary>
    /// The password that is typed with an address, or null. As much is read when there is none as when there is one.
    /// </summary>
    public async Task<Stored<PasswordLogin>?> FindAsync(string email, CancellationToken cancellationToken)
    {
        string claim = Claim.Password(email);
        string? ownerId = (await store.FindAsync<Claim>(claim, claim, cancellationToken))?.Value.UserId;
        Stored<PasswordLogin>? login = await store.FindAsync<PasswordLogin>(
            ownerId ?? claim, ownerId ?? claim, cancellationToken);
        return ownerId is null ? null : login;
    }

    /// <summary>The account whose address it is: whose it is verified to be before who only signs in with it.</summary>
    public async Task<User?> FindOwnerAsync(string email, CancellationToken cancellationToken)
    {
        string proved = Claim.Email(email);
        string? ownerId = (await store.FindAsync<Claim>(proved, proved, cancellationToken))?.Value.UserId;
        ownerId ??= (await FindAsync(email, cancellationToken))?.Value.OwnerId;
        User? owner = ownerId is null
            ? null
            : (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value;
        return owner is { ErasureStartedAt: null } && Claim.Email(owner.Email) == proved ? owner : null;
    }

    /// <summary>
    /// Whether a password still lets somebody in by the address that it is typed with: it does not, once another account has
    /// proved that the address is its own.
    /// </summary>
    internal async Task<bool> CountsAsync(PasswordLogin login, CancellationToken cancellationToken)
    {
        string proved = Claim.Email(login.Email);
        string? ownerId = (await store.FindAsync<Claim>(proved, proved, cancellationToken))?.Value.UserId;
        return ownerId is null || ownerId == login.OwnerId;
    }

    /// <summary>
    /// The account of a password; opened, if the registration was cut off before that. An erasure takes the password before
    /// the account: so an account without one that is opened here by mistake is taken back.
    /// </summary>
    /// <returns>The account, or null when it has been erased.</returns>
    internal async Task<User?> OpenAsync(PasswordLogin login, CancellationToken cancellationToken)
    {
        string id = login.OwnerId;
        if (await store.FindAsync<User>(id, id, cancellationToken) is { } known) return known.Value;
        DateTimeOffset now = time.GetUtcNow();
        Stored<User>? created = await store.CreateAsync(
            new User
            {
                Id = id,
                Email = login.Email,
                Name = DisplayName.Of(login.Registrant.Name, login.Email),
                Username = login.Registrant.Username,
                Locale = login.Registrant.Locale,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellationToken);
        if (created is null) return (await store.FindAsync<User>(id, id, cancellationToken))?.Value;
        if (await store.FindAsync<PasswordLogin>(id, id, cancellationToken) is not null) return created.Value;
        await store.DeleteAsync<User>(id, id, created.ETag, cancellationToken);
        return null;
    }
}
