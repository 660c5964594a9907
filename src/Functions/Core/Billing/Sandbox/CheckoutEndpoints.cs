using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>The sandbox's checkout: a page on which a purchase is paid, in each way that it can go.</summary>
[SignedInBy(Way.Nobody)]
public sealed class CheckoutEndpoints(IServiceProvider services, TimeProvider time)
{
    /// <summary>The page. Whoever knows the address may pay.</summary>
    [Function("Core-SandboxCheckout-Get")]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sandbox/checkout/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (services.GetService<SandboxCheckouts>() is not { } checkouts) return new Refusal(new UnknownRoute());
        if (await checkouts.FindAsync(id, cancellationToken) is not { } checkout) return Missing();
        SandboxCustomer? customer = await services.GetRequiredService<SandboxPortals>()
            .CustomerAsync(checkout.CustomerId, cancellationToken);
        return CheckoutPage.Of(checkout, customer, time.GetUtcNow(), request.Query.ContainsKey("declined"));
    }

    /// <summary>What the page's buttons do. Nothing happens to a checkout that is finished or has expired.</summary>
    [Function("Core-SandboxCheckout-Act")]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Act(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sandbox/checkout/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (services.GetService<SandboxCheckouts>() is not { } checkouts) return new Refusal(new UnknownRoute());
        if (await SandboxForm.ReadAsync(request) is not { } form) return SandboxForm.Refusal();
        if (await checkouts.FindAsync(id, cancellationToken) is not { } checkout) return Missing();
        string here = $"/sandbox/checkout/{checkout.Id}";
        bool isOpen = checkout.State == SandboxCheckoutState.Open && checkout.DueAt > time.GetUtcNow();
        IResult? answer = form.Text("action") switch
        {
            CheckoutPage.Pay => new SeeOther(
                await checkouts.PayAsync(id, cancellationToken) ? checkout.Success().AbsoluteUri : here),
            CheckoutPage.Promise => await After(checkouts.PromiseAsync(id, cancellationToken), here),
            CheckoutPage.Arrive => await After(checkouts.ArriveAsync(id, cancellationToken), here),
            CheckoutPage.Miss => await After(checkouts.MissAsync(id, cancellationToken), here),
            CheckoutPage.Decline => new SeeOther(isOpen ? $"{here}?declined" : here),
            CheckoutPage.Cancel => new SeeOther(isOpen ? checkout.Cancel().AbsoluteUri : here),
            _ => null,
        };
        await EventDelivery.FlushAsync(services, client, cancellationToken);
        return answer ?? SandboxForm.Refusal();
    }

    private static async Task<IResult> After(Task change, string location)
    {
        await change;
        return new SeeOther(location);
    }

    private static SandboxPage Missing() => SandboxPage.Message(
        "There is no such checkout",
        "The address may be cut off. Go back to where you came from, and begin the purchase again.",
        next: null,
        StatusCodes.Status404NotFound);
}
