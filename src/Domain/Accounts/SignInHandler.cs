using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Who an identity provider says that somebody is.</summary>
/// <param name="Uid">The provider's own id of the person.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="EmailVerified">Whether the provider has seen that the address is theirs.</param>
/// <param name="Name">The display name, where known.</param>
/// <param name="Picture">A profile image, where known.</param>
public sealed record FirebaseIdentity(string Uid, string Email, bool EmailVerified, string? Name, string? Picture);

/// <summary>Who Google says that somebody is. The address is verified: an identity without that is none here.</summary>
/// <param name="Subject">Google's own id of the person.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Name">The display name, where known.</param>
/// <param name="Picture">A profile image, where known.</param>
public sealed record GoogleIdentity(string Subject, string Email, string? Name, string? Picture);

/// <summary>A sign-in's outcome.</summary>
/// <param name="User">The account.</param>
/// <param name="IsNew">Whether this sign-in created it.</param>
public sealed record SignedIn(User User, bool IsNew);

/// <summary>Finds the account behind a provider's identity, and creates it at the first sign-in. Clone §2.1.</summary>
public sealed class SignInHandler(
    IDocumentStore store, IIdFactory ids, TimeProvider time, IAccountFollower? follower = null)
{
    private readonly UnverifiedLogins _unverified = new(store, time);

    /// <summary>
    /// Signs in. An unknown uid with a verified address that belongs to an account is another way into that account.
    /// An address that has changed at the provider, or been verified there, is so here from then on.
    /// Repeating it after a crash at any point completes what was begun.
    /// </summary>
    public Task<SignedIn> HandleAsync(FirebaseIdentity identity, CancellationToken cancellationToken) =>
        HandleAsync(Claim.FirebaseUid(identity.Uid), identity, cancellationToken);

    /// <summary>Signs in with Google, in the same way.</summary>
    public Task<SignedIn> HandleAsync(GoogleIdentity identity, CancellationToken cancellationToken) => HandleAsync(
        Claim.Google(identity.Subject),
        new FirebaseIdentity(identity.Subject, identity.Email, EmailVerified: true, identity.Name, identity.Picture),
        cancellationToken);

    private async Task<SignedIn> HandleAsync(
        string uidClaim, FirebaseIdentity identity, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await TryAsync(uidClaim, identity, cancellationToken) is not { } signedIn) continue;
            if (identity.EmailVerified) await _unverified.EndAsync(identity.Email, cancellationToken);
            if (signedIn.IsNew && follower is not null) await follower.ChangedAsync(signedIn.User.Id, cancellationToken);
            return signedIn;
        }
    }

    private async Task<SignedIn?> TryAsync(
        string uidClaim, FirebaseIdentity identity, CancellationToken cancellationToken)
    {
        Stored<Claim>? known = await store.FindAsync<Claim>(uidClaim, uidClaim, cancellationToken);
        string userId = known?.Value.UserId ?? await ClaimAsync(uidClaim, identity, cancellationToken);
        Stored<User>? existing = await store.FindAsync<User>(userId, userId, cancellationToken);
        // Nothing is added any more to an account that is being erased.
        if (existing is { Value.ErasureStartedAt: not null }) return new SignedIn(existing.Value, IsNew: false);
        if (existing is not null)
        {
            if (known is { Value.Uid: null } && UidOf(uidClaim, identity) is { } uid)
                await store.UpdateAsync<Claim>(uidClaim, uidClaim, c => c with { Uid = uid }, cancellationToken);
            // A claim that is new, or was late, does not know yet what the account may do.
            if (existing.Value.Roles != (known?.Value.Roles ?? Roles.None))
                await new AccountDeletion(store, time).MarkAsync(userId, cancellationToken);
            return new SignedIn(await KeepEmailAsync(existing.Value, identity, cancellationToken), IsNew: false);
        }

        DateTimeOffset now = time.GetUtcNow();
        Stored<User>? created = await store.CreateAsync(
            new User
            {
                Id = userId,
                Email = identity.Email,
                EmailVerified = identity.EmailVerified,
                Name = DisplayName.Of(identity),
                AvatarUrl = identity.Picture,
                CreatedAt = now,
                UpdatedAt = now,
            },
            cancellationToken);
        if (created is not null)
        {
            if (await IsClaimedAsync(uidClaim, identity, userId, cancellationToken))
                return new SignedIn(created.Value, IsNew: true);
            // A claim was of an account that was erased meanwhile; its id must not come back.
            Stored<Claim>? left = await store.FindAsync<Claim>(uidClaim, uidClaim, cancellationToken);
            if (left?.Value.UserId == userId)
                await store.DeleteAsync<Claim>(uidClaim, uidClaim, left.ETag, cancellationToken);
            await store.DeleteAsync<User>(userId, userId, cancellationToken);
            return null;
        }
        Stored<User>? raced = await store.FindAsync<User>(userId, userId, cancellationToken);
        return raced is null ? null : new SignedIn(raced.Value, IsNew: false);
    }

    // An erasure frees all claims before the user goes: whoever finds one missing has met it.
    private async Task<bool> IsClaimedAsync(
        string uidClaim, FirebaseIdentity identity, string userId, CancellationToken cancellationToken)
    {
        string[] claims = identity.EmailVerified ? [uidClaim, Claim.Email(identity.Email)] : [uidClaim];
        foreach (string claim in claims)
        {
            if ((await store.FindAsync<Claim>(claim, claim, cancellationToken))?.Value.UserId != userId) return false;
        }
        return true;
    }

    private async Task<string> ClaimAsync(
        string uidClaim, FirebaseIdentity identity, CancellationToken cancellationToken)
    {
        string userId = ids.Next();
        if (identity.EmailVerified)
        {
            string emailClaim = Claim.Email(identity.Email);
            userId = (await store.FindOrCreateAsync(
                emailClaim, emailClaim, () => new Claim { Id = emailClaim, UserId = userId }, cancellationToken))
                .Value.UserId;
        }
        return (await store.FindOrCreateAsync(
            uidClaim,
            uidClaim,
            () => new Claim { Id = uidClaim, UserId = userId, Uid = UidOf(uidClaim, identity) },
            cancellationToken)).Value.UserId;
    }

    // A person at Google is not ours to delete.
    private static string? UidOf(string uidClaim, FirebaseIdentity identity) =>
        uidClaim == Claim.FirebaseUid(identity.Uid) ? identity.Uid : null;

    /// <summary>
    /// Follows what the provider says of the address. A verified one leads to this account from now on, unless it leads to
    /// another, so that whoever comes with it under a new uid gets no second account; one that was given up does no longer,
    /// for it may become somebody else's. Once verified, an address stays so for as long as it is the account's: another way
    /// to sign in may know less of it.
    /// </summary>
    private async Task<User> KeepEmailAsync(User user, FirebaseIdentity identity, CancellationToken cancellationToken)
    {
        string claim = Claim.Email(identity.Email);
        if (identity.EmailVerified)
            await store.FindOrCreateAsync(
                claim, claim, () => new Claim { Id = claim, UserId = user.Id }, cancellationToken);
        string before = Claim.Email(user.Email);
        if (before == claim)
        {
            if (user.EmailVerified || !identity.EmailVerified) return user;
            return await store.UpdateAsync<User>(
                user.Id,
                user.Id,
                u => u.EmailVerified || Claim.Email(u.Email) != claim
                    ? u
                    : u with { EmailVerified = true, UpdatedAt = time.GetUtcNow() },
                cancellationToken) ?? user;
        }

        await _unverified.FollowAsync(user.Id, identity.Email, cancellationToken);
        await store.GiveUpAsync(before, user.Id, cancellationToken);
        User? changed = await store.UpdateAsync<User>(
            user.Id,
            user.Id,
            u => u with
            {
                Email = identity.Email,
                EmailVerified = identity.EmailVerified,
                UpdatedAt = time.GetUtcNow(),
            },
            cancellationToken);
        if (follower is not null) await follower.ChangedAsync(user.Id, cancellationToken);
        return changed ?? user;
    }
}
