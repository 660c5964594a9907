using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Makes and revokes API keys. A key is found by its hash: a claim leads from it to the account, as from every other way to
/// sign in, and is marked and erased with those.
/// </summary>
public sealed class ApiKeys(IDocumentStore store, IIdFactory ids, ISecretFactory secrets, TimeProvider time)
{
    /// <summary>How many a person may have.</summary>
    public const int Limit = 10;

    /// <summary>What every key begins with.</summary>
    public const string Mark = "usk_";

    /// <summary>The answer when a person has no such key.</summary>
    public static Problem Missing { get; } = new Problem.NotFound("API key");

    private const int ShownLength = 8;
    private const int Length = 43;

    /// <summary>Whether a text has the form of a key.</summary>
    public static bool IsKey(string text) =>
        text.Length == Mark.Length + Length && text.StartsWith(Mark, StringComparison.Ordinal) &&
        text.AsSpan(Mark.Length).ContainsAnyExcept(_alphabet) is false;

    /// <summary>A person's keys, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(string ownerId, CancellationToken cancellationToken) =>
        [.. ((await store.FindAsync<ApiKeyBook>(ownerId, ownerId, cancellationToken))?.Value.Keys ?? []).Reverse()];

    /// <summary>The claim that a key leads to, or null when it is no key that counts.</summary>
    public async Task<Claim?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!IsKey(key)) return null;
        string claim = Claim.ApiKey(key);
        return (await store.FindAsync<Claim>(claim, claim, cancellationToken))?.Value;
    }

    /// <summary>
    /// Makes a key. The book comes first, so that no key works that cannot be revoked; and who looks after all keys were
    /// ended takes the claim back.
    /// </summary>
    /// <param name="ownerId">Whose.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="id">
    /// The id that it gets, or null for any. Made again with the same id it is another key in the place of the first, whose
    /// answer was lost.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key, or <see cref="TooManyApiKeys"/>.</returns>
    public async Task<Result<NewApiKey>> CreateAsync(
        string ownerId, string name, string? id, CancellationToken cancellationToken)
    {
        string plain = Mark + secrets.Next();
        ApiKey key = new(
            id ?? ids.Next(), name, plain[..(Mark.Length + ShownLength)], Claim.ApiKey(plain), time.GetUtcNow());
        await store.FindOrCreateAsync(
            ownerId, ownerId, () => new ApiKeyBook { OwnerId = ownerId }, cancellationToken);
        string? replaced = null;
        ApiKeyBook? book = await store.UpdateAsync<ApiKeyBook>(
            ownerId,
            ownerId,
            known =>
            {
                replaced = known.Keys.FirstOrDefault(each => each.Id == key.Id)?.ClaimId;
                ApiKey[] others = [.. known.Keys.Where(each => each.Id != key.Id)];
                return others.Length >= Limit ? known : known with { Keys = [.. others, key] };
            },
            cancellationToken);
        if (book?.Keys.Contains(key) != true) return new TooManyApiKeys(Limit);
        if (replaced is not null && replaced != key.ClaimId)
            await store.DeleteAsync<Claim>(replaced, replaced, cancellationToken);
        User? owner = (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value;
        await store.CreateAsync(
            new Claim { Id = key.ClaimId, UserId = ownerId, Roles = owner?.Roles ?? Roles.None }, cancellationToken);
        if (await CountsAsync(ownerId, key, cancellationToken) is { } found)
        {
            // Whoever changes what an account may do writes it into the claims that there are, and this was none of them.
            if (found.Roles != (owner?.Roles ?? Roles.None))
                await new AccountDeletion(store, time).MarkAsync(ownerId, cancellationToken);
            return new NewApiKey(key, plain);
        }
        await store.DeleteAsync<Claim>(key.ClaimId, key.ClaimId, cancellationToken);
        return Missing;
    }

    /// <summary>Revokes a key: it does not work any more from here on.</summary>
    /// <returns>The key that it was, or <see cref="Missing"/>.</returns>
    public async Task<Result<ApiKey>> RevokeAsync(string ownerId, string keyId, CancellationToken cancellationToken)
    {
        ApiKey? key = (await ListAsync(ownerId, cancellationToken)).FirstOrDefault(each => each.Id == keyId);
        if (key is null) return Missing;
        await store.DeleteAsync<Claim>(key.ClaimId, key.ClaimId, cancellationToken);
        await store.UpdateAsync<ApiKeyBook>(
            ownerId,
            ownerId,
            book => book with { Keys = [.. book.Keys.Where(each => each.Id != keyId)] },
            cancellationToken);
        return key;
    }

    private async Task<User?> CountsAsync(string ownerId, ApiKey key, CancellationToken cancellationToken)
    {
        ApiKeyBook? book = (await store.FindAsync<ApiKeyBook>(ownerId, ownerId, cancellationToken))?.Value;
        if (book?.Keys.Contains(key) != true) return null;
        return (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value
            is { DeletionAt: null, ErasureStartedAt: null } owner
                ? owner
                : null;
    }

    private static readonly System.Buffers.SearchValues<char> _alphabet = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
