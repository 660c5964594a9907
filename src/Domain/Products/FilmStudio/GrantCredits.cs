using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>An administrator gives somebody credits.</summary>
/// <param name="UserId">To whom.</param>
/// <param name="Amount">How many: 1 to <see cref="GrantCreditsHandler.Most"/>.</param>
/// <param name="Reason">Why, for whoever gets them.</param>
/// <param name="AdminId">Who gives them.</param>
/// <param name="GrantId">The grant's id, so that a request that is repeated gives once; null for a new one.</param>
public sealed record GrantCredits(string UserId, int Amount, string Reason, string AdminId, string? GrantId = null);

/// <summary>
/// Gives credits. Who gave them stands in the wallet's own entry, beside the reason: there is no grant without it, and none of it
/// without a grant.
/// </summary>
public sealed class GrantCreditsHandler(
    WalletLedger ledger, FilmStudioPlans plans, IDocumentStore store, IIdFactory ids, TimeProvider time)
{
    /// <summary>How many can be given at once.</summary>
    public const int Most = 10_000;

    /// <summary>What the wallet's entries say that such credits come from.</summary>
    public const string Source = "administrator";

    // As long as credits that were bought.
    private const int Months = 12;

    private static readonly Problem _missing = new Problem.NotFound("User");

    /// <summary>Gives them.</summary>
    /// <returns>How many the person can spend now, or <see cref="Problem.NotFound"/>.</returns>
    public async Task<Result<int>> HandleAsync(GrantCredits command, CancellationToken cancellationToken)
    {
        if (await store.FindAsync<User>(command.UserId, command.UserId, cancellationToken)
            is not { Value.ErasureStartedAt: null })
            return _missing;
        await plans.EnsureAsync(command.UserId, cancellationToken);
        Grant grant = new(
            $"admin-{command.GrantId ?? ids.Next()}", command.Amount, Source, time.GetUtcNow().AddMonths(Months))
        {
            Kind = EntryKind.Bonus,
            Text = command.Reason,
            By = command.AdminId,
        };
        WalletBalance balance = await ledger.GrantAsync(
            FilmStudioPlans.Wallet(command.UserId), grant, cancellationToken);
        return balance.Left;
    }
}
