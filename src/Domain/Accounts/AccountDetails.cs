using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>A change of what an account says of its owner; null leaves a thing as it is.</summary>
/// <param name="Name">The display name.</param>
/// <param name="Username">The username; see <see cref="SignInRules.IsUsername"/>.</param>
/// <param name="AvatarUrl">The address of a profile image.</param>
/// <param name="Region">Where the person is.</param>
/// <param name="Locale">The language as a BCP 47 tag.</param>
public sealed record DetailsChange(
    string? Name = null, string? Username = null, string? AvatarUrl = null, string? Region = null, string? Locale = null);

/// <summary>Changes what an account says of its owner.</summary>
public sealed class AccountDetails(IDocumentStore store, TimeProvider time, IAccountFollower? follower = null)
{
    /// <summary>The answer when there is no such account any more.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("User");

    /// <summary>Changes it. A username is taken first, and the one before given up last.</summary>
    /// <returns>The account, or <see cref="UsernameTaken"/>, <see cref="Missing"/>.</returns>
    /// <exception cref="ArgumentException">The username is not as the rules want it.</exception>
    public async Task<Result<User>> ChangeAsync(
        string ownerId, DetailsChange change, CancellationToken cancellationToken)
    {
        if (change.Username is { } chosen)
        {
            if (!SignInRules.IsUsername(chosen))
                throw new ArgumentException("It is not as the rules want it.", nameof(change));
            if (await store.TakeAsync(Claim.Username(chosen), ownerId, cancellationToken) != ownerId)
                return new UsernameTaken();
        }
        string? before = null;
        User? user = await store.UpdateAsync<User>(
            ownerId,
            ownerId,
            known =>
            {
                before = known.Username;
                User changed = known with
                {
                    Name = change.Name is { } name ? DisplayName.Of(name, known.Email) : known.Name,
                    Username = change.Username ?? known.Username,
                    AvatarUrl = change.AvatarUrl ?? known.AvatarUrl,
                    Region = change.Region ?? known.Region,
                    Locale = change.Locale ?? known.Locale,
                };
                return changed == known ? known : changed with { UpdatedAt = time.GetUtcNow() };
            },
            cancellationToken);
        if (user is null or { ErasureStartedAt: not null })
        {
            if (change.Username is { } freed)
                await store.GiveUpAsync(Claim.Username(freed), ownerId, cancellationToken);
            return Missing;
        }
        if (before is not null && user.Username is { } kept && Claim.Username(before) != Claim.Username(kept))
            await store.GiveUpAsync(Claim.Username(before), ownerId, cancellationToken);
        if (follower is not null) await follower.ChangedAsync(ownerId, cancellationToken);
        return user;
    }
}
