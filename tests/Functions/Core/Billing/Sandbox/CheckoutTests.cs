using System.Net;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>The sandbox's checkout, as a person uses it.</summary>
public sealed class CheckoutTests(TestApp app) : SandboxTest(app)
{
    [Fact]
    public async Task The_page_shows_what_a_subscription_costs_and_for_whom_it_is()
    {
        Shopper shopper = await Shopper.NewAsync(App, "Aiko Tanaka", "aiko.tanaka@example.com");
        Page page = await shopper.LookAsync((await shopper.OpenAsync()).Url!);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("Standard");
        page.Text.ShouldContain("¥5,000 a month");
        page.Text.ShouldContain("Aiko Tanaka");
        page.Text.ShouldContain("aiko.tanaka@example.com");
        page.Buttons.ShouldBe(["pay", "decline", "cancel"]);
    }

    [Fact]
    public async Task A_page_that_the_shop_closes_cannot_be_paid_and_one_that_was_paid_stays_paid()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        for (int i = 0; i < 2; i++) await shopper.Gateway.ExpireCheckoutAsync(checkout.Id, default);
        (await shopper.FindAsync(checkout)).ShouldBe(checkout with { Url = null });

        GatewaySubscription subscription = await shopper.SubscribeAsync();
        GatewayInvoice invoice = (await shopper.Gateway.FindInvoiceAsync(subscription.LatestInvoiceId!, default))!;
        for (int i = 0; i < 2; i++) await shopper.Gateway.RefundPaymentAsync(invoice.PaymentId!, "key", default);
        (await shopper.Gateway.FindPaymentAsync(invoice.PaymentId!, default))!.Refunded.ShouldBe(5000);
        await shopper.Gateway.ExpireCheckoutAsync("cs_test_none", default);
    }

    [Fact]
    public async Task The_page_shows_how_many_minutes_are_bought()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        Page page = await shopper.LookAsync((await shopper.OpenAsync(packs: 3)).Url!);
        page.Text.ShouldContain("3 × 20 minutes");
        page.Text.ShouldContain("¥3,000 once");
        page.Buttons.ShouldBe(["pay", "konbini", "decline", "cancel"]);
    }

    [Fact]
    public async Task Paying_for_the_plan_begins_a_subscription_and_leads_back_to_the_shop()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        checkout.Id.ShouldStartWith("cs_test_");
        checkout.IsPaid.ShouldBeFalse();

        Page paid = await shopper.ClickAsync(checkout.Url!, "pay");
        paid.Status.ShouldBe(HttpStatusCode.SeeOther);
        paid.Location.ShouldBe(new Uri($"https://app.example.com/done?session={checkout.Id}"));

        CheckoutSession done = await shopper.FindAsync(checkout);
        done.ShouldBe(checkout with
        {
            Url = null,
            IsComplete = true,
            IsPaid = true,
            SubscriptionId = done.SubscriptionId,
            InvoiceId = done.InvoiceId,
        });
        GatewaySubscription subscription = await shopper.SubscriptionAsync(done.SubscriptionId!);
        subscription.Status.ShouldBe(GatewaySubscriptionStatus.Active);
        subscription.Order.ShouldBe(checkout.Order);
        subscription.CustomerId.ShouldBe(shopper.CustomerId);
        subscription.PeriodEnd.ShouldBe(subscription.PeriodStart.AddMonths(1));
        subscription.Card.ShouldNotBeNull().ShouldBe(new PaymentCard("visa", "4242", 12, subscription.CreatedAt.Year + 4));
        subscription.LatestInvoiceId.ShouldBe(done.InvoiceId);
        GatewayInvoice invoice = await shopper.InvoiceAsync(done.InvoiceId!);
        invoice.IsPaid.ShouldBeTrue();
        invoice.Amount.ShouldBe(5000);
        invoice.Currency.ShouldBe("jpy");
        invoice.Order.ShouldBe(checkout.Order);
        invoice.SubscriptionId.ShouldBe(done.SubscriptionId);
        (invoice.PeriodStart, invoice.PeriodEnd).ShouldBe((subscription.PeriodStart, subscription.PeriodEnd));
        GatewayPayment payment = await shopper.PaymentAsync(invoice.PaymentId!);
        payment.Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        payment.InvoiceId.ShouldBe(invoice.Id);

        Delivery[] events = await shopper.EventsAsync(
            ["checkout.session.completed", "customer.subscription.created", "invoice.paid"]);
        foreach (Delivery delivery in events)
        {
            delivery.Url.ShouldBe(new Uri("http://localhost/api/v1/webhooks/stripe"));
            GatewayEvent read = shopper.Gateway.ReadEvent(delivery.Body, delivery.Signature)!.Event.ShouldNotBeNull();
            read.Id.ShouldBe(delivery.Id);
            read.Id.ShouldStartWith("evt_");
            read.CustomerId.ShouldBe(shopper.CustomerId);
            read.SubscriptionId.ShouldBe(done.SubscriptionId);
            delivery.Event["livemode"]!.GetValue<bool>().ShouldBeFalse();
            delivery.About["metadata"]!["understudy_order"]!.GetValue<string>().ShouldBe(checkout.Order!.OrderId);
        }
    }

    [Fact]
    public async Task Paying_for_minutes_makes_a_payment_and_an_invoice()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync(packs: 2);
        await shopper.ClickAsync(checkout.Url!, "pay");

        CheckoutSession done = await shopper.FindAsync(checkout);
        done.IsPaid.ShouldBeTrue();
        done.SubscriptionId.ShouldBeNull();
        GatewayPayment payment = await shopper.PaymentAsync(done.PaymentId!);
        payment.Order.ShouldBe(checkout.Order);
        payment.Amount.ShouldBe(2000);
        payment.Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        GatewayInvoice invoice = await shopper.InvoiceAsync(done.InvoiceId!);
        invoice.Order.ShouldBe(checkout.Order);
        invoice.SubscriptionId.ShouldBeNull();
        await shopper.EventsAsync(["checkout.session.completed", "invoice.paid"]);
    }

    [Fact]
    public async Task A_declined_card_says_so_and_leaves_the_checkout_open()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        Page declined = await shopper.ClickAsync(checkout.Url!, "decline");
        Page page = await shopper.LookAsync(new Uri(checkout.Url!, declined.Location!));
        page.Text.ShouldContain("The card was declined");
        page.Buttons.ShouldContain("pay");
        (await shopper.FindAsync(checkout)).ShouldBe(checkout);
        shopper.Events().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_leads_back_and_leaves_the_checkout_open()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        Page back = await shopper.ClickAsync(checkout.Url!, "cancel");
        back.Status.ShouldBe(HttpStatusCode.SeeOther);
        back.Location.ShouldBe(new Uri("https://app.example.com/back"));
        (await shopper.FindAsync(checkout)).ShouldBe(checkout);
    }

    [Fact]
    public async Task Money_from_a_convenience_store_arrives_later()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync(packs: 1);
        (await shopper.ClickAsync(checkout.Url!, "konbini")).Location.ShouldBe(
            new Uri(checkout.Url!.AbsolutePath, UriKind.Relative));

        CheckoutSession promised = await shopper.FindAsync(checkout);
        promised.IsComplete.ShouldBeTrue();
        promised.IsPaid.ShouldBeFalse();
        promised.InvoiceId.ShouldBeNull();
        (await shopper.PaymentAsync(promised.PaymentId!)).Status.ShouldBe(GatewayPaymentStatus.Pending);
        Delivery completed = (await shopper.EventsAsync(["checkout.session.completed"]))[0];
        completed.About["payment_status"]!.GetValue<string>().ShouldBe("unpaid");
        Page page = await shopper.LookAsync(checkout.Url!);
        page.Buttons.ShouldBe(["arrive", "miss"]);
        page.Links.ShouldContain($"https://app.example.com/done?session={checkout.Id}");

        await shopper.ClickAsync(checkout.Url!, "arrive");
        CheckoutSession done = await shopper.FindAsync(checkout);
        done.IsPaid.ShouldBeTrue();
        done.PaymentId.ShouldBe(promised.PaymentId);
        (await shopper.PaymentAsync(done.PaymentId!)).Status.ShouldBe(GatewayPaymentStatus.Succeeded);
        (await shopper.InvoiceAsync(done.InvoiceId!)).IsPaid.ShouldBeTrue();
        await shopper.EventsAsync(
            ["checkout.session.completed", "checkout.session.async_payment_succeeded", "invoice.paid"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Money_from_a_convenience_store_may_never_come(bool byItself)
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync(packs: 1);
        await shopper.ClickAsync(checkout.Url!, "konbini");
        if (byItself) App.Time.Advance(TimeSpan.FromDays(3));
        else await shopper.ClickAsync(checkout.Url!, "miss");

        await shopper.EventsAsync(["checkout.session.completed", "checkout.session.async_payment_failed"]);
        CheckoutSession failed = await shopper.FindAsync(checkout);
        failed.IsComplete.ShouldBeTrue();
        failed.IsPaid.ShouldBeFalse();
        (await shopper.PaymentAsync(failed.PaymentId!)).Status.ShouldBe(GatewayPaymentStatus.Failed);
        await ShouldChangeNothingAsync(shopper, checkout, "arrive", "miss", "pay", "konbini");
        (await shopper.LookAsync(checkout.Url!)).Text.ShouldContain("The money never came");
    }

    [Fact]
    public async Task A_subscription_cannot_be_paid_at_a_convenience_store()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        await ShouldChangeNothingAsync(shopper, checkout, "konbini", "arrive", "miss");
    }

    [Fact]
    public async Task Paying_twice_at_once_pays_once()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        Page[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => shopper.ClickAsync(checkout.Url!, "pay")));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.SeeOther);
        answers.Count(answer => answer.Location!.OriginalString.StartsWith("https:", StringComparison.Ordinal)).ShouldBe(1);
        await shopper.EventsAsync(["checkout.session.completed", "customer.subscription.created", "invoice.paid"]);
        await ShouldChangeNothingAsync(shopper, checkout, "pay", "konbini", "decline", "cancel", "arrive", "miss");
        Page page = await shopper.LookAsync(checkout.Url!);
        page.Text.ShouldContain("This is paid");
        page.Links.ShouldBe([$"https://app.example.com/done?session={checkout.Id}"]);
        page.Buttons.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_checkout_expires_after_a_day()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        CheckoutSession checkout = await shopper.OpenAsync();
        App.Time.Advance(TimeSpan.FromHours(24));
        Delivery expired = (await shopper.EventsAsync(["checkout.session.expired"]))[0];
        expired.About["id"]!.GetValue<string>().ShouldBe(checkout.Id);
        CheckoutSession over = await shopper.FindAsync(checkout);
        over.Url.ShouldBeNull();
        over.IsComplete.ShouldBeFalse();
        await ShouldChangeNothingAsync(shopper, checkout, "pay", "konbini", "decline", "cancel");
        Page page = await shopper.LookAsync(checkout.Url!);
        page.Text.ShouldContain("expired");
        page.Links.ShouldBe(["https://app.example.com/back"]);
    }

    [Fact]
    public async Task The_same_key_opens_the_same_checkout_and_serves_no_other()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        Order order = Orders.Packs(shopper.UserId, Guid.NewGuid().ToString(), 1);
        CheckoutSession first = await shopper.OpenAsync(order);
        (await shopper.OpenAsync(order)).ShouldBe(first);
        GatewayException refused = await Should.ThrowAsync<GatewayException>(
            () => shopper.OpenAsync(Orders.Packs(shopper.UserId, order.OrderId, 2)));
        refused.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_key_makes_the_same_customer()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        NewCustomer customer = new(shopper.UserId, "aiko@example.com", "Aiko");
        (await shopper.Gateway.CreateCustomerAsync(customer, shopper.UserId, default)).ShouldBe(shopper.CustomerId);
        (await shopper.Gateway.CreateCustomerAsync(customer, "another", default)).ShouldNotBe(shopper.CustomerId);
    }

    [Fact]
    public async Task There_is_nothing_for_customers_and_things_that_do_not_exist()
    {
        Shopper shopper = await Shopper.NewAsync(App);
        (await shopper.Gateway.FindCheckoutAsync("cs_test_none", default)).ShouldBeNull();
        (await shopper.Gateway.FindSubscriptionAsync("sub_none", default)).ShouldBeNull();
        (await shopper.Gateway.FindInvoiceAsync("in_none", default)).ShouldBeNull();
        (await shopper.Gateway.FindPaymentAsync("pi_none", default)).ShouldBeNull();
        await shopper.Gateway.EndSubscriptionAsync("sub_none", default);
        (await Should.ThrowAsync<GatewayException>(
            () => shopper.Gateway.OpenPortalAsync("cus_none", new Uri("https://app.example.com"), default)))
            .IsTransient.ShouldBeFalse();
        await Should.ThrowAsync<GatewayException>(() => shopper.Gateway.OpenPortalAsync(
            shopper.CustomerId, new Uri("javascript:alert(1)"), default));
    }

    private static async Task ShouldChangeNothingAsync(Shopper shopper, CheckoutSession checkout, params string[] actions)
    {
        CheckoutSession before = await shopper.FindAsync(checkout);
        int events = shopper.Events().Length;
        Uri url = new($"http://localhost/sandbox/checkout/{checkout.Id}");
        foreach (string action in actions)
        {
            Page answer = await shopper.ClickAsync(url, action);
            answer.Status.ShouldBe(HttpStatusCode.SeeOther);
            answer.Location.ShouldBe(new Uri(url.AbsolutePath, UriKind.Relative));
        }
        (await shopper.FindAsync(checkout)).ShouldBe(before);
        shopper.Events().Length.ShouldBe(events);
    }

}
