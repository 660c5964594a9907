using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>One's credits, and buying more. FilmStudio, Credit Service APIs.</summary>
[SignedInBy(Way.Session)]
public sealed class Credits(
    FilmStudioPlans plans, WalletLedger ledger, OpenPortalHandler portal, Sales sales, GatewayCalls gateway)
{
    /// <summary>FilmStudio, GET /credits/balance. The history comes in pages; the pages are beyond the contract.</summary>
    [Function("FilmStudio-Credits-Get")]
    public async Task<IResult> Balance(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/credits/balance")]
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        string id = Caller.IdOf(request);
        await plans.EnsureAsync(id, cancellationToken);
        WalletBalance balance = await ledger.GetBalanceAsync(FilmStudioPlans.Wallet(id), cancellationToken);
        EntryPage page = await ledger.GetEntriesAsync(
            FilmStudioPlans.Wallet(id), paging, cancellationToken: cancellationToken);
        return FilmStudioDialect.Instance.Success(new BalanceAnswer(
            balance.Left,
            PlanWords.Tiers[await plans.IsProAsync(id, cancellationToken) ? Tier.Pro : Tier.Free],
            [.. page.Entries.Select(EntryBody.Of)],
            paging.Page,
            paging.Limit,
            page.Total));
    }

    /// <summary>FilmStudio, POST /credits/topup.</summary>
    [Creates]
    [Function("FilmStudio-Credits-TopUp")]
    public async Task<IResult> TopUp(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/credits/topup")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        int quantity = (int)fields.Whole("quantity", 1, FilmOffers.Credit.MaxQuantity);
        return await sales.OpenAsync(request, fields, FilmOffers.Credit, quantity, cancellationToken);
    }

    /// <summary>The gateway's own page, on which a subscription is ended; beyond the contract.</summary>
    [Function("FilmStudio-Portal-Open")]
    public async Task<IResult> Portal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/credits/portal")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request, mayBeEmpty: true);
        Uri page = sales.PageOf(fields, "returnUrl");
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        return await gateway.AnswerAsync(
            async () =>
            {
                Result<Uri> opened = await portal.HandleAsync(Caller.IdOf(request), page, cancellationToken);
                return opened.Succeeded
                    ? FilmStudioDialect.Instance.Success(new PortalAnswer(opened.Value))
                    : new Refusal(opened.Problem);
            },
            failure => new Refusal(new PaymentsFailed(failure.IsTransient)));
    }
}

/// <summary>FilmStudio, GET /credits/balance.</summary>
/// <param name="Balance">What can be spent.</param>
/// <param name="Tier">The plan.</param>
/// <param name="History">What came and went, the newest first.</param>
/// <param name="Page">Which page of it.</param>
/// <param name="Limit">How many on a page.</param>
/// <param name="Total">How many on all pages.</param>
internal sealed record BalanceAnswer(
    int Balance, string Tier, IReadOnlyList<EntryBody> History, int Page, int Limit, int Total);

/// <summary>A line of the history; the amounts of all lines sum up to the balance.</summary>
internal sealed record EntryBody(string Type, int Amount, string Description, DateTimeOffset CreatedAt)
{
    public static EntryBody Of(WalletEntry entry) => new(
        PlanWords.TypeOf(entry.Kind), entry.Amount, entry.Text ?? PlanWords.DescriptionOf(entry.Kind), entry.At);
}

/// <summary>Where the gateway shows what somebody is subscribed to.</summary>
internal sealed record PortalAnswer(Uri RedirectUrl);
