using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Reading claims from the side of their account.</summary>
internal static class Claims
{
    /// <summary>All the ways to sign in to an account, and whatever else only it can have.</summary>
    public static async Task<IReadOnlyList<Claim>> ClaimsOfAsync(
        this IDocumentStore store, string userId, CancellationToken cancellationToken)
    {
        List<Claim> claims = [];
        string? continuation = null;
        do
        {
            DocumentPage<Claim> page = await store.QueryAsync<Claim>(
                new DocumentQuery { Where = [Filter.Equal("userId", userId)], Continuation = continuation },
                cancellationToken);
            claims.AddRange(page.Items.Select(item => item.Value));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return claims;
    }
}
