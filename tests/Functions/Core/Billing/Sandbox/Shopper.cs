using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>A customer of the sandbox with a browser.</summary>
internal sealed class Shopper
{
    private const string Success = "https://app.example.com/done?session={CHECKOUT_SESSION_ID}";
    private const string TurnBack = "https://app.example.com/back";

    private readonly TestApp _app;

    private Shopper(TestApp app, string customerId)
    {
        _app = app;
        CustomerId = customerId;
    }

    /// <summary>The account.</summary>
    public string UserId { get; private init; } = "";

    /// <summary>The customer's id.</summary>
    public string CustomerId { get; }

    public IPaymentGateway Gateway => _app.Services.GetRequiredService<IPaymentGateway>();

    public static async Task<Shopper> NewAsync(TestApp app, string name = "Aiko", string email = "aiko@example.com")
    {
        string user = Guid.CreateVersion7().ToString();
        string customer = await app.Services.GetRequiredService<IPaymentGateway>()
            .CreateCustomerAsync(new NewCustomer(user, email, name), user, default);
        return new Shopper(app, customer) { UserId = user };
    }

    /// <summary>Opens a checkout of the Standard plan.</summary>
    public Task<CheckoutSession> OpenAsync() => OpenAsync(Orders.Standard(UserId, Guid.NewGuid().ToString()));

    /// <summary>Opens a checkout of extra minutes.</summary>
    public Task<CheckoutSession> OpenAsync(int packs) =>
        OpenAsync(Orders.Packs(UserId, Guid.NewGuid().ToString(), packs));

    public Task<CheckoutSession> OpenAsync(Order order) => Gateway.OpenCheckoutAsync(
        new NewCheckout(CustomerId, order, Orders.OfferOf(order), new Uri(Success), new Uri(TurnBack)), order.OrderId, default);

    /// <summary>Reads a checkout again.</summary>
    public async Task<CheckoutSession> FindAsync(CheckoutSession checkout) =>
        (await Gateway.FindCheckoutAsync(checkout.Id, default)).ShouldNotBeNull();

    /// <summary>Subscribes to the Standard plan.</summary>
    public async Task<GatewaySubscription> SubscribeAsync()
    {
        CheckoutSession checkout = await OpenAsync();
        await ClickAsync(checkout.Url!, "pay");
        return await SubscriptionAsync((await FindAsync(checkout)).SubscriptionId!);
    }

    /// <summary>Buys a pack of extra minutes.</summary>
    public async Task<GatewayPayment> BuyAsync(int packs)
    {
        CheckoutSession checkout = await OpenAsync(packs);
        await ClickAsync(checkout.Url!, "pay");
        return await PaymentAsync((await FindAsync(checkout)).PaymentId!);
    }

    public async Task<GatewaySubscription> SubscriptionAsync(string id) =>
        (await Gateway.FindSubscriptionAsync(id, default)).ShouldNotBeNull();

    public async Task<GatewayPayment> PaymentAsync(string id) =>
        (await Gateway.FindPaymentAsync(id, default)).ShouldNotBeNull();

    public async Task<GatewayInvoice> InvoiceAsync(string id) =>
        (await Gateway.FindInvoiceAsync(id, default)).ShouldNotBeNull();

    /// <summary>A link to the portal.</summary>
    public Task<Uri> PortalAsync() => Gateway.OpenPortalAsync(CustomerId, new Uri("https://app.example.com/billing"), default);

    /// <summary>Looks at a page.</summary>
    public async Task<Page> LookAsync(Uri url)
    {
        using HttpClient http = _app.Anonymous();
        return await Page.OfAsync(await http.GetAsync(url));
    }

    /// <summary>Presses a button.</summary>
    public Task<Page> ClickAsync(Uri url, string action, string? id = null, long? amount = null)
    {
        Dictionary<string, string> fields = new() { ["action"] = action };
        if (id is not null) fields["id"] = id;
        if (amount is { } yen) fields["amount"] = yen.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return SendAsync(url, new FormUrlEncodedContent(fields), ("Sec-Fetch-Site", "same-origin"));
    }

    /// <summary>Sends a form, with these headers.</summary>
    public async Task<Page> SendAsync(Uri url, HttpContent form, params (string Name, string Value)[] headers)
    {
        using HttpClient http = _app.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = form };
        foreach ((string name, string value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Page.OfAsync(await http.SendAsync(request));
    }

    /// <summary>Presses a button of the portal, which does something.</summary>
    public async Task DoAsync(string action, string id, long? amount = null)
    {
        Uri portal = await PortalAsync();
        Page done = await ClickAsync(portal, action, id, amount);
        done.Status.ShouldBe(HttpStatusCode.SeeOther);
        done.Location.ShouldBe(new Uri(portal.AbsolutePath, UriKind.Relative));
    }

    /// <summary>The events that came so far: the customer's, or those of which one of these ids tells.</summary>
    public Delivery[] Events(params string[] ids)
    {
        string[] wanted = ids.Length == 0 ? [CustomerId] : ids;
        return
        [
            .. _app.Deliveries.All
                .Where(delivery => wanted.Any(id => delivery.About.ToJsonString().Contains(id, StringComparison.Ordinal)))
                .DistinctBy(delivery => delivery.Id),
        ];
    }

    /// <summary>Waits until events of these types came, and no others.</summary>
    public async Task<Delivery[]> EventsAsync(string[] types, params string[] ids)
    {
        // Those that never come are to be seen in the failure, not only that they did not.
        await WaitAsync(
            () => Task.FromResult(string.Join(", ", Events(ids).Select(e => e.Type).Order(StringComparer.Ordinal))),
            found => found.Split(", ", StringSplitOptions.RemoveEmptyEntries).Length >= types.Length);
        Delivery[] events = Events(ids);
        events.Select(e => e.Type).ShouldBe(types, ignoreOrder: true);
        return events;
    }

    /// <summary>Waits while the clock goes on.</summary>
    public Task<T> WaitAsync<T>(Func<Task<T>> ask, Func<T, bool> wanted) => Eventually.GetAsync(
        () =>
        {
            _app.Time.Advance(TimeSpan.FromMilliseconds(100));
            return ask();
        },
        wanted);
}
