using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Common;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Core.Billing.Sandbox;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing;

/// <summary>
/// A product that there is in the tests alone brings offers and nothing else: they are bought on the sandbox's pages, the
/// events come over HTTP, and administrators give the money back.
/// </summary>
public sealed class OffersTests : IAsyncLifetime
{
    private const string Product = "papers";

    private static readonly Offer.Once _ream = new()
    {
        Product = Product,
        Sku = "ream",
        Name = "Papers, a ream",
        Title = "A ream",
        Contents = "100 credits",
        Price = new Price(990, "cny"),
        Unit = Unit.Credits,
        Units = 100,
        Source = "purchased",
        TakesBack = Rounding.Up,
        Life = Life.OfDays(90),
        Most = 10,
    };

    private static readonly Offer.Monthly _press = new()
    {
        Product = Product,
        Sku = "press",
        Name = "Papers Press",
        Title = "Press",
        Contents = "30 credits",
        Price = new Price(2900, "usd"),
        Unit = Unit.Credits,
        Units = 30,
        Source = "subscription",
        Grace = TimeSpan.FromHours(24),
    };

    private readonly TestApp _app = new() { Offers = [_ream, _press] };
    private Person _person = null!;

    private IPaymentGateway Gateway => Get<IPaymentGateway>();

    public async Task InitializeAsync()
    {
        await _app.InitializeAsync();
        _person = await _app.NewPersonAsync();
    }

    public async Task DisposeAsync()
    {
        _person.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task What_is_bought_once_is_shown_paid_granted_and_given_back_in_its_own_currency()
    {
        CheckoutSession session = await OpenAsync(_ream, 3);
        Page page = await LookAsync(session.Url!);
        foreach (string shown in new[] { "A ream", "CN¥29.70", "once", "3 × 100 credits, CN¥9.90 each" })
            page.Text.ShouldContain(shown);
        page.Buttons.ShouldContain("konbini");
        await ClickAsync(session.Url!, "pay");
        await LeftAsync(300);
        Payment payment = await PaymentAsync("ream");
        (payment.Amount, payment.Currency, payment.Units).ShouldBe((2970, "cny", 300));
        // Another product's list and minutes know nothing of it.
        (await _person.GetAsync("/api/v1/billing/invoices")).Number("pagination.total").ShouldBe(0);
        (await _app.BalanceAsync(_person)).Left.ShouldBe(3);

        RefundRecord part = (await RefundAsync(payment, 1000, "first")).Value.ShouldNotBeNull();
        (part.Units, part.Currency).ShouldBe((102, "cny"));
        (await RefundAsync(payment, 1000, "first")).Value.ShouldBe(part);
        (await RefundAsync(payment, 1971, "second")).Problem.ShouldBe(new RefundOutOfRange(1970, "cny"));
        await LeftAsync(198);
        Page portal = await LookAsync(await PortalAsync());
        portal.Text.ShouldContain("CN¥10.00 refunded");
        (await RefundAsync(payment, null, "rest")).Value!.Units.ShouldBe(198);
        await LeftAsync(0);
        (await GatewayPaymentAsync(payment)).Refunded.ShouldBe(2970);
        await EventsAsync("charge.refunded", 2);
        (await Get<Purchases>().FindAsync(_person.Id, session.Order!.OrderId, default))!.Status
            .ShouldBe(PurchaseStatus.Refunded);
    }

    [Fact]
    public async Task Two_products_subscriptions_run_side_by_side()
    {
        CheckoutSession session = await OpenAsync(_press);
        Page page = await LookAsync(session.Url!);
        foreach (string shown in new[] { "Press", "$29.00", "a month" }) page.Text.ShouldContain(shown);
        page.Buttons.ShouldNotContain("konbini");
        await ClickAsync(session.Url!, "pay");
        await LeftAsync(30);
        Answer standard = await _person.PostAsync("/api/v1/billing/checkout", new
        {
            plan_type = "standard",
            success_url = "https://app.example.com/done",
            cancel_url = "https://app.example.com/back",
        });
        await ClickAsync(new Uri(standard.Text("checkout_url")), "pay");
        await Eventually.GetAsync(
            () => _person.GetAsync("/api/v1/billing/subscription"),
            found => found.Text("subscription.plan_type") == "standard");
        await Eventually.GetAsync(() => _app.BalanceAsync(_person), balance => balance.Left == 100);
        Page portal = await LookAsync(await PortalAsync());
        portal.Text.ShouldContain("Press, $29.00 a month");
        portal.Text.ShouldContain("Standard, ¥5,000 a month");
        (await CheckoutAsync(_press)).Problem.ShouldBe(new AlreadySubscribed());

        // One ends, and the other does not.
        Subscription press = (await Get<Subscriptions>().FindAsync(_person.Id, Product, default)).ShouldNotBeNull();
        await ClickAsync(await PortalAsync(), "end", press.SubscriptionId);
        await Eventually.GetAsync(
            () => Get<Subscriptions>().FindAsync(_person.Id, Product, default), found => found is { Counts: false });
        (await _person.GetAsync("/api/v1/billing/subscription")).Text("subscription.plan_type").ShouldBe("standard");
        Answer invoices = await _person.GetAsync("/api/v1/billing/invoices");
        invoices.Number("pagination.total").ShouldBe(1);
        invoices.Text("invoices.0.currency").ShouldBe("jpy");
    }

    [Fact]
    public async Task Events_that_come_backwards_and_twice_tell_the_same()
    {
        _app.Deliveries.Receiver = _ => HttpStatusCode.OK;
        await ClickAsync((await OpenAsync(_ream)).Url!, "pay");
        await ClickAsync((await OpenAsync(_press)).Url!, "pay");
        Delivery[] events = await EventsAsync("", 5);
        (await BalanceAsync()).ShouldBe(0);
        foreach (Delivery delivery in events.Reverse().Concat(events)) await DeliverAsync(delivery);
        await LeftAsync(130);
        Payment payment = await PaymentAsync("ream");
        await RefundAsync(payment, 495, "half");
        Delivery[] refunds = await EventsAsync("charge.refunded", 1);
        foreach (Delivery delivery in refunds.Concat(refunds)) await DeliverAsync(delivery);
        await HandledAsync(refunds);
        (await BalanceAsync()).ShouldBe(80);
    }

    [Fact]
    public async Task What_nobody_sells_is_left_as_it_is()
    {
        // As by a version that sold it, which was taken back.
        Offer quire = _ream with { Sku = "quire" };
        Order order = new(_person.Id, Guid.NewGuid().ToString(), Product, quire.Sku, 1);
        string customer = (await OpenAsync(_ream)).CustomerId.ShouldNotBeNull();
        CheckoutSession session = await Gateway.OpenCheckoutAsync(
            new NewCheckout(
                customer, order, quire, new Uri("https://app.example.com/done"), new Uri("https://app.example.com/back")),
            order.OrderId,
            default);
        await ClickAsync(session.Url!, "pay");
        Delivery[] events = await EventsAsync("", 2);
        await HandledAsync(events);
        (await BalanceAsync()).ShouldBe(0);
        (await Get<Payments>().ListAsync(_person.Id, null, new Paging(1, 10), default)).Total.ShouldBe(0);
        string paymentId = (await Gateway.FindCheckoutAsync(session.Id, default))!.PaymentId.ShouldNotBeNull();
        (await Gateway.FindPaymentAsync(paymentId, default))!.Refunded.ShouldBe(0);
    }

    private T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    private async Task<CheckoutSession> OpenAsync(Offer offer, int quantity = 1) =>
        (await CheckoutAsync(offer, quantity)).Value.ShouldNotBeNull();

    private Task<Result<CheckoutSession>> CheckoutAsync(Offer offer, int quantity = 1) =>
        Get<OpenCheckoutHandler>().HandleAsync(
            new OpenCheckout(
                _person.Id,
                Product,
                offer.Sku,
                quantity,
                new Uri("https://app.example.com/done"),
                new Uri("https://app.example.com/back")),
            default);

    private Task<Result<RefundRecord>> RefundAsync(Payment payment, long? amount, string id) =>
        Get<RefundPaymentHandler>().HandleAsync(
            new RefundPayment(payment.Id, Product, amount, "It was blank.", "admin", id), default);

    private async Task<Uri> PortalAsync() => (await Get<OpenPortalHandler>().HandleAsync(
        _person.Id, new Uri("https://app.example.com/billing"), default)).Value.ShouldNotBeNull();

    private async Task<Payment> PaymentAsync(string sku) =>
        (await Get<Payments>().ListAsync(_person.Id, Product, new Paging(1, 10), default))
            .Items.Select(item => item.Value).Single(payment => payment.Sku == sku);

    private async Task<GatewayPayment> GatewayPaymentAsync(Payment payment) =>
        (await Gateway.FindPaymentAsync(payment.PaymentId!, default)).ShouldNotBeNull();

    private async Task<int> BalanceAsync() =>
        (await Get<WalletLedger>().GetBalanceAsync(_ream.WalletOf(_person.Id))).Left;

    private Task LeftAsync(int wanted) => Eventually.GetAsync(BalanceAsync, left => left == wanted);

    private Task<Delivery[]> EventsAsync(string type, int count) => Eventually.GetAsync(
        () => Task.FromResult<Delivery[]>(
        [
            .. _app.Deliveries.All.Where(delivery => delivery.Type.StartsWith(type, StringComparison.Ordinal))
                .DistinctBy(delivery => delivery.Id),
        ]),
        found => found.Length >= count);

    private async Task DeliverAsync(Delivery delivery)
    {
        using HttpClient http = _app.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, delivery.Url) { Content = new ByteArrayContent(delivery.Body) };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", delivery.Signature);
        using HttpResponseMessage response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task HandledAsync(Delivery[] events)
    {
        foreach (Delivery delivery in events)
            await Eventually.GetAsync(
                () => Get<IDocumentStore>().FindAsync<ReceivedEvent>(delivery.Id, delivery.Id),
                found => found?.Value.State == EventState.Handled);
    }

    private async Task<Page> LookAsync(Uri url)
    {
        using HttpClient http = _app.Anonymous();
        return await Page.OfAsync(await http.GetAsync(url));
    }

    private async Task ClickAsync(Uri url, string action, string? id = null)
    {
        using HttpClient http = _app.Anonymous();
        using FormUrlEncodedContent form = new([new("action", action), new("id", id ?? "")]);
        (await Page.OfAsync(await http.PostAsync(url, form))).Status.ShouldBe(HttpStatusCode.SeeOther);
    }
}
