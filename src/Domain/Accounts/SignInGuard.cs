using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Bounds how often somebody may try. An attempt is counted before it is looked at, so that many at once are as many as one
/// after the other, and taken back when it succeeds. The counts are documents: they hold on every instance.
/// </summary>
public sealed class SignInGuard(IDocumentStore store, IIdFactory ids, SignInLimits limits, TimeProvider time)
{
    private const int MaxKnown = 5;

    // For how long an address counts as its owner's after the last sign-in from there.
    private static readonly TimeSpan _familiar = TimeSpan.FromDays(30);

    /// <summary>Counts an attempt at a password.</summary>
    /// <param name="email">The address that was typed, whether there is an account or not.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The attempt, or <see cref="TooManyAttempts"/>.</returns>
    public Task<Result<CountedAttempt>> OfPasswordAsync(
        string email, string client, CancellationToken cancellationToken) =>
        CountAsync("password", Normal(email), client, limits.Passwords, cancellationToken);

    /// <summary>Counts a mail that somebody asks for.</summary>
    public Task<Result<CountedAttempt>> OfMailAsync(string email, string client, CancellationToken cancellationToken) =>
        CountAsync("mail", Normal(email), client, limits.Mails, cancellationToken);

    /// <summary>Counts an account that somebody opens.</summary>
    public Task<Result<CountedAttempt>> OfRegistrationAsync(string client, CancellationToken cancellationToken) =>
        CountAsync("registration", null, client, limits.Registrations, cancellationToken);

    /// <summary>Takes an attempt back: it has succeeded, from an address that is the owner's own therefore.</summary>
    public async Task SucceedAsync(CountedAttempt attempt, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (attempt.AccountKey is { } account)
            await store.UpdateAsync<SignInAttempts>(
                account,
                account,
                counted => TakeBack(counted, attempt.Id) with
                {
                    Known = [.. counted.Known.Where(each => each != attempt.From).Append(attempt.From).TakeLast(MaxKnown)],
                    ExpiresAt = now + _familiar,
                },
                cancellationToken);
        await store.UpdateAsync<SignInAttempts>(
            attempt.AddressKey, attempt.AddressKey, counted => TakeBack(counted, attempt.Id), cancellationToken);
    }

    /// <summary>Forgets what was counted at an account.</summary>
    public async Task ForgetAsync(string email, CancellationToken cancellationToken)
    {
        foreach (string kind in new[] { "password", "mail" })
        {
            string key = AccountKey(kind, Normal(email));
            await store.DeleteAsync<SignInAttempts>(key, key, cancellationToken);
        }
    }

    private async Task<Result<CountedAttempt>> CountAsync(
        string kind, string? account, string client, AttemptLimit limit, CancellationToken cancellationToken)
    {
        string from = Key("address", client)[..32];
        CountedAttempt attempt = new(
            ids.Next(), account is null ? null : AccountKey(kind, account), Key($"{kind}-from", client), from);
        if (await TryAsync(attempt.AddressKey, attempt, limit, AtAddress, cancellationToken) is { } tooManyThere)
            return tooManyThere;
        if (attempt.AccountKey is not { } key ||
            await TryAsync(key, attempt, limit, AtAccount, cancellationToken) is not { } tooMany)
            return attempt;
        // What was refused at the account does not count for the address: others behind it may mean other accounts.
        await store.UpdateAsync<SignInAttempts>(
            attempt.AddressKey, attempt.AddressKey, counted => TakeBack(counted, attempt.Id), cancellationToken);
        return tooMany;
    }

    /// <summary>Counts it in one document; the refusal if that has enough.</summary>
    private async Task<TooManyAttempts?> TryAsync(
        string key,
        CountedAttempt attempt,
        AttemptLimit limit,
        Func<SignInAttempts, CountedAttempt, AttemptLimit, DateTimeOffset?> fullUntil,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await store.FindOrCreateAsync(
            key, key, () => new SignInAttempts { Id = key, ExpiresAt = now + limit.Window }, cancellationToken);
        TooManyAttempts? refusal = null;
        await store.UpdateAsync<SignInAttempts>(
            key,
            key,
            counted =>
            {
                SignInAttempts recent = counted with
                {
                    Recent = [.. counted.Recent.Where(each => !each.At.IsOlderThan(limit.Window, now))],
                };
                refusal = fullUntil(recent, attempt, limit) is { } until
                    ? new TooManyAttempts(Later(until.LeftAt(now, limit.Window)))
                    : null;
                if (refusal is not null || counted.Recent.Any(each => each.Id == attempt.Id)) return counted;
                return recent with
                {
                    Recent = [.. recent.Recent, new SignInAttempts.Attempt(attempt.Id, now, attempt.From)],
                    ExpiresAt = now + (counted.Known.Count > 0 ? _familiar : limit.Window),
                };
            },
            cancellationToken);
        return refusal;
    }

    private static DateTimeOffset? AtAddress(SignInAttempts counted, CountedAttempt attempt, AttemptLimit limit) =>
        counted.Recent.Count < limit.OfAddress ? null : counted.Recent[^limit.OfAddress].At + limit.Window;

    private static DateTimeOffset? AtAccount(SignInAttempts counted, CountedAttempt attempt, AttemptLimit limit)
    {
        SignInAttempts.Attempt[] same = [.. counted.Recent.Where(each => each.From == attempt.From)];
        if (same.Length >= limit.OfPair) return same[^limit.OfPair].At + limit.Window;
        return counted.Recent.Count < limit.OfAccount || counted.Known.Contains(attempt.From)
            ? null
            : counted.Recent[^limit.OfAccount].At + limit.Window;
    }

    // A wait of nothing would be no answer to "when".
    private static TimeSpan Later(TimeSpan left) => left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);

    private static SignInAttempts TakeBack(SignInAttempts counted, string attemptId) =>
        counted with { Recent = [.. counted.Recent.Where(each => each.Id != attemptId)] };

    private static string Normal(string email) => email.Trim().ToUpperInvariant();

    private static string AccountKey(string kind, string account) => Key($"{kind}-at", account);

    private static string Key(string kind, string value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}:{value}")));
}

/// <summary>An attempt that was counted and has not ended yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountKey">Where it counts for the account, if it is at one.</param>
/// <param name="AddressKey">Where it counts for the client's address.</param>
/// <param name="From">The hash of the client's address.</param>
public sealed record CountedAttempt(string Id, string? AccountKey, string AddressKey, string From);
