using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Ends what lets somebody into an account, beside what an identity provider answers for.</summary>
internal static class SignInEnd
{
    /// <summary>Ends all sessions.</summary>
    public static Task EndSessionsAsync(
        this IDocumentStore store, string ownerId, CancellationToken cancellationToken) =>
        store.EraseAllAsync<Session>(ownerId, cancellationToken);

    /// <summary>Ends all API keys; the book goes last, for it alone knows the claims.</summary>
    public static async Task EndApiKeysAsync(
        this IDocumentStore store, string ownerId, CancellationToken cancellationToken)
    {
        while (await store.FindAsync<ApiKeyBook>(ownerId, ownerId, cancellationToken) is { } book)
        {
            foreach (ApiKey key in book.Value.Keys)
                await store.DeleteAsync<Claim>(key.ClaimId, key.ClaimId, cancellationToken);
            if (await store.DeleteAsync<ApiKeyBook>(ownerId, ownerId, book.ETag, cancellationToken)) return;
        }
    }

    /// <summary>Gives up a claim, if it is this account's.</summary>
    public static async Task GiveUpAsync(
        this IDocumentStore store, string claimId, string ownerId, CancellationToken cancellationToken)
    {
        Stored<Claim>? claim = await store.FindAsync<Claim>(claimId, claimId, cancellationToken);
        if (claim?.Value.UserId == ownerId)
            await store.DeleteAsync<Claim>(claimId, claimId, claim.ETag, cancellationToken);
    }

    /// <summary>Takes a claim, unless another account has it.</summary>
    /// <returns>The account that has it.</returns>
    public static async Task<string> TakeAsync(
        this IDocumentStore store, string claimId, string ownerId, CancellationToken cancellationToken) =>
        (await store.FindOrCreateAsync(
            claimId, claimId, () => new Claim { Id = claimId, UserId = ownerId }, cancellationToken)).Value.UserId;
}
