using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Primitives;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>The sandbox's portal: a page on which a customer, and their bank, do whatever can happen to money.</summary>
[SignedInBy(Way.Nobody)]
public sealed class PortalEndpoints(IServiceProvider services)
{
    /// <summary>The page. Whoever knows the address may do what the customer may, for an hour.</summary>
    [Function("Core-SandboxPortal-Get")]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sandbox/portal/{token}")]
        HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (services.GetService<SandboxPortals>() is not { } portals) return new Refusal(new UnknownRoute());
        if (await portals.FindAsync(token, cancellationToken) is not { } portal) return Missing();
        string customerId = portal.CustomerId;
        return PortalPage.Of(
            new Uri(portal.ReturnUrl),
            await portals.CustomerAsync(customerId, cancellationToken),
            await portals.SubscriptionsAsync(customerId, cancellationToken),
            await portals.InvoicesAsync(customerId, cancellationToken),
            await portals.PaymentsAsync(customerId, cancellationToken),
            request.Query.ContainsKey("unchanged"));
    }

    /// <summary>What the page's buttons do. Nothing happens to what is not the customer's, or has moved on.</summary>
    [Function("Core-SandboxPortal-Act")]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Act(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sandbox/portal/{token}")] HttpRequest request,
        string token,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (services.GetService<SandboxPortals>() is not { } portals) return new Refusal(new UnknownRoute());
        if (await SandboxForm.ReadAsync(request) is not { } form) return SandboxForm.Refusal();
        if (await portals.FindAsync(token, cancellationToken) is not { } portal) return Missing();
        bool isDone = await DoAsync(portal.CustomerId, form, cancellationToken);
        await EventDelivery.FlushAsync(services, client, cancellationToken);
        return new SeeOther($"/sandbox/portal/{token}{(isDone ? "" : "?unchanged")}");
    }

    private Task<bool> DoAsync(
        string customerId, IReadOnlyDictionary<string, StringValues> form, CancellationToken cancellationToken)
    {
        SandboxSubscriptions subscriptions = services.GetRequiredService<SandboxSubscriptions>();
        SandboxPayments payments = services.GetRequiredService<SandboxPayments>();
        string id = form.Text("id");
        return form.Text("action") switch
        {
            PortalPage.Cancel => subscriptions.CancelAsync(customerId, id, cancellationToken),
            PortalPage.Resume => subscriptions.ResumeAsync(customerId, id, cancellationToken),
            PortalPage.End => subscriptions.EndAsync(customerId, id, cancellationToken),
            PortalPage.Visa => subscriptions.ChangeCardAsync(customerId, id, SandboxCards.Visa, cancellationToken),
            PortalPage.Mastercard =>
                subscriptions.ChangeCardAsync(customerId, id, SandboxCards.Mastercard, cancellationToken),
            PortalPage.Fail => subscriptions.ChangeCardAsync(customerId, id, SandboxCards.Declined, cancellationToken),
            PortalPage.Pay => subscriptions.PayAsync(customerId, id, cancellationToken),
            PortalPage.Refund => payments.RefundAsync(customerId, id, Amount(form), cancellationToken),
            PortalPage.Dispute => payments.DisputeAsync(customerId, id, cancellationToken),
            PortalPage.Win => payments.DecideAsync(customerId, id, won: true, cancellationToken),
            PortalPage.Lose => payments.DecideAsync(customerId, id, won: false, cancellationToken),
            _ => Task.FromResult(false),
        };
    }

    private static long Amount(IReadOnlyDictionary<string, StringValues> form) =>
        long.TryParse(form.Text("amount"), NumberStyles.None, CultureInfo.InvariantCulture, out long amount) ? amount : 0;

    private static SandboxPage Missing() => SandboxPage.Message(
        "This link no longer works",
        "A link to the portal works for an hour. Go back to where you came from, and open the portal again.",
        next: null,
        StatusCodes.Status404NotFound);
}
