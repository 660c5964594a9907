using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>One's credits. Sora §5.3, §5.4.</summary>
[SignedInBy(Way.Session)]
public sealed class CreditEndpoints(WalletLedger ledger, TimeProvider time)
{
    /// <summary>Sora §5.3.</summary>
    [Function("Sora-Credits-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/users/credits")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        WalletTotals totals = await ledger.GetTotalsAsync(Credits.Wallet(id), cancellationToken);
        return SoraDialect.Instance.Success(CreditsAnswer.Of(id, totals));
    }

    /// <summary>Sora §5.4.</summary>
    [Function("Sora-Transaction-List")]
    public async Task<IResult> Transactions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/users/credits/transactions")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100, limitName: "page_size");
        TransactionType? type = query.Choice("transaction_type", UserWords.TransactionTypes);
        if (query.Problem is { } invalid) return SoraDialect.Instance.Refuse(invalid);
        WalletId wallet = Credits.Wallet(Caller.IdOf(request));
        EntryPage page = await ledger.GetEntriesAsync(
            wallet, paging, type is { } one ? UserWords.KindsOf(one) : null, cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        return SoraDialect.Instance.Success(new TransactionsAnswer(
            page.Total,
            paging.Page,
            paging.Limit,
            [.. page.Entries.Select(entry => TransactionBody.Of(wallet, entry, now))]));
    }
}
