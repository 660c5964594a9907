using System.Text;
using System.Text.Json.Nodes;
using Stripe;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Products.Clone;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeGatewayTests : StripeTest
{
    [Fact]
    public async Task A_customer_is_known_by_the_account()
    {
        string id = await CustomerAsync();
        JsonObject customer = Stripe.Books[id];
        ((string?)customer["metadata"]!["understudy_user"]).ShouldBe("user-1");
        ((string?)customer["email"]).ShouldBe("a@example.com");
        ((string?)customer["name"]).ShouldBe("山田 太郎");
        await Gateway.CreateCustomerAsync(new NewCustomer("user-2", "b@example.com", new string('長', 500)), "b", default);
    }

    [Fact]
    public async Task A_call_repeated_with_its_key_makes_nothing_new()
    {
        (await CustomerAsync()).ShouldBe(await CustomerAsync());
        (await CustomerAsync("another")).ShouldNotBe(await CustomerAsync());
        Order order = Orders.Standard("user-1", "order-1");
        (await OpenAsync(order)).Id.ShouldBe((await OpenAsync(order)).Id);
        GatewayException refusal = await Should.ThrowAsync<GatewayException>(
            () => OpenAsync(Orders.Packs("user-1", "order-2", 1)));
        refusal.IsTransient.ShouldBeFalse();
        Stripe.Books.All("checkout.session").Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_standard_plan_costs_5000_yen_a_month()
    {
        Order order = Orders.Standard("user-1", "order-1");
        CheckoutSession session = await OpenAsync(order);
        session.ShouldBe(new CheckoutSession
        {
            Id = session.Id,
            Url = new Uri("https://checkout.stripe.example/pay"),
            Order = order,
            CustomerId = await CustomerAsync(),
            Amount = 5000,
            Currency = "jpy",
            CreatedAt = session.CreatedAt,
        });
        JsonObject sent = Stripe.Books.Ordered(session.Id);
        ((string?)sent["mode"]).ShouldBe("subscription");
        ((string?)sent["client_reference_id"]).ShouldBe("user-1");
        ((string?)sent["line_items"]![0]!["price_data"]!["recurring"]!["interval"]).ShouldBe("month");
    }

    [Fact]
    public async Task Extra_minutes_cost_1000_yen_a_pack_and_have_an_invoice()
    {
        CheckoutSession session = await OpenAsync(Orders.Packs("user-1", "order-1", 7));
        session.Amount.ShouldBe(7000);
        JsonObject sent = Stripe.Books.Ordered(session.Id);
        ((string?)sent["mode"]).ShouldBe("payment");
        ((bool)sent["invoice_creation"]!["enabled"]!).ShouldBeTrue();
        sent["line_items"]![0]!["price_data"]!.AsObject().ContainsKey("recurring").ShouldBeFalse();
    }

    [Fact]
    public async Task The_page_leads_back_with_the_session_in_the_address()
    {
        JsonObject sent = Stripe.Books.Ordered((await OpenAsync(Orders.Standard("user-1", "order-1"))).Id);
        ((string?)sent["success_url"]).ShouldBe("https://app.example/done?session={CHECKOUT_SESSION_ID}&name=%E5%B1%B1");
        ((string?)sent["cancel_url"]).ShouldBe("https://app.example/cancel?a=1&b=2");
    }

    [Fact]
    public async Task Everything_that_a_subscription_makes_says_what_it_is_for()
    {
        JsonObject made = await SubscribeAsync();
        Order order = Orders.Standard("user-1", "order-1");
        GatewaySubscription subscription = (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!;
        subscription.ShouldBe(new GatewaySubscription
        {
            Id = (string)made["id"]!,
            CustomerId = await CustomerAsync(),
            Order = order,
            Status = GatewaySubscriptionStatus.Active,
            PeriodStart = DateTimeOffset.FromUnixTimeSeconds(StripeBooks.Now),
            PeriodEnd = DateTimeOffset.FromUnixTimeSeconds(StripeBooks.Now + StripeBooks.Month),
            Card = new PaymentCard("visa", "4242", 12, 2031),
            LatestInvoiceId = (string)made["latest_invoice"]!,
            CreatedAt = subscription.CreatedAt,
        });
        GatewayInvoice invoice = (await Gateway.FindInvoiceAsync(subscription.LatestInvoiceId!, default))!;
        invoice.ShouldBe(new GatewayInvoice
        {
            Id = subscription.LatestInvoiceId!,
            CustomerId = subscription.CustomerId,
            Order = order,
            SubscriptionId = subscription.Id,
            IsPaid = true,
            Amount = 5000,
            Currency = "jpy",
            PaymentId = invoice.PaymentId!,
            PeriodStart = subscription.PeriodStart,
            PeriodEnd = subscription.PeriodEnd,
            CreatedAt = invoice.CreatedAt,
        });
        GatewayPayment payment = (await Gateway.FindPaymentAsync(invoice.PaymentId!, default))!;
        payment.InvoiceId.ShouldBe(invoice.Id);
        payment.Order.ShouldBeNull();
        CheckoutSession session = (await Gateway.FindCheckoutAsync(
            (string)Stripe.Books.All("checkout.session").Single()["id"]!, default))!;
        session.ShouldSatisfyAllConditions(
            s => s.IsComplete.ShouldBeTrue(),
            s => s.IsPaid.ShouldBeTrue(),
            s => s.Url.ShouldBeNull(),
            s => s.Order.ShouldBe(order),
            s => s.SubscriptionId.ShouldBe(subscription.Id),
            s => s.InvoiceId.ShouldBe(invoice.Id),
            s => s.PaymentId.ShouldBeNull());
    }

    [Fact]
    public async Task Everything_that_a_purchase_makes_says_what_it_is_for()
    {
        JsonObject made = await BuyAsync(packs: 3);
        Order order = Orders.Packs("user-1", "order-1", 3);
        GatewayPayment payment = (await Gateway.FindPaymentAsync((string)made["id"]!, default))!;
        payment.ShouldBe(new GatewayPayment
        {
            Id = (string)made["id"]!,
            CustomerId = await CustomerAsync(),
            Order = order,
            InvoiceId = (string)Stripe.Books.All("invoice").Single()["id"]!,
            Status = GatewayPaymentStatus.Succeeded,
            Amount = 3000,
            Currency = "jpy",
            CreatedAt = payment.CreatedAt,
        });
        GatewayInvoice invoice = (await Gateway.FindInvoiceAsync(payment.InvoiceId!, default))!;
        invoice.Order.ShouldBe(order);
        invoice.SubscriptionId.ShouldBeNull();
        invoice.PeriodStart.ShouldBeNull();
    }

    [Fact]
    public async Task What_was_refunded_or_disputed_of_a_payment_is_told()
    {
        JsonObject made = await BuyAsync(packs: 5);
        string id = (string)made["id"]!;
        Stripe.Books[(string)made["latest_charge"]!]["amount_refunded"] = 1000;
        (await Gateway.FindPaymentAsync(id, default))!.ShouldSatisfyAllConditions(
            p => p.Refunded.ShouldBe(1000), p => p.Disputed.ShouldBe(0));
        foreach (string status in (string[])["won", "prevented", "warning_needs_response", "warning_under_review", "warning_closed"])
            Stripe.Books.Dispute(made, 4000, status);
        (await Gateway.FindPaymentAsync(id, default))!.Disputed.ShouldBe(0);
        Stripe.Books.Dispute(made, 1000, "needs_response");
        Stripe.Books.Dispute(made, 500, "appeal_under_review");
        (await Gateway.FindPaymentAsync(id, default))!.Disputed.ShouldBe(1500);
        Stripe.Books.Dispute(made, 400, "a word of the future");
        (await Gateway.FindPaymentAsync(id, default))!.Disputed.ShouldBe(1900);
        Stripe.Books.Dispute(made, 99_000, "under_review");
        (await Gateway.FindPaymentAsync(id, default))!.Disputed.ShouldBe(5000);
    }

    [Fact]
    public async Task The_portal_is_the_customers_own()
    {
        string customer = await CustomerAsync();
        (await Gateway.OpenPortalAsync(customer, Cancel, default)).ShouldBe(new Uri($"https://billing.stripe.example/{customer}"));
        (await Should.ThrowAsync<GatewayException>(() => Gateway.OpenPortalAsync("cus_none", Cancel, default)))
            .Message.ShouldBe("Stripe answered OpenPortalAsync with 400 "
                + "invalid_request_error resource_missing customer (request req_1).");
    }

    [Fact]
    public async Task Who_is_refused_because_the_customer_was_deleted_is_told_so()
    {
        (await Should.ThrowAsync<GatewayException>(() => Gateway.OpenPortalAsync("cus_none", Cancel, default)))
            .IsCustomerGone.ShouldBeTrue();
        (await Should.ThrowAsync<GatewayException>(() => Gateway.OpenCheckoutAsync(
            new NewCheckout(
                "cus_none", Orders.Standard("user-1", "order-1"), CloneOffers.Standard, Success, Cancel), "key", default)))
            .IsCustomerGone.ShouldBeTrue();
        string customer = await CustomerAsync();
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        (await Should.ThrowAsync<GatewayException>(() => Gateway.OpenPortalAsync(customer, Cancel, default)))
            .IsCustomerGone.ShouldBeFalse();
    }

    [Fact]
    public async Task A_page_is_closed_once_and_one_that_was_paid_is_left_alone()
    {
        string id = (await OpenAsync(Orders.Standard("user-1", "order-1"))).Id;
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        await Should.ThrowAsync<GatewayException>(() => Gateway.ExpireCheckoutAsync(id, default));
        await Gateway.ExpireCheckoutAsync(id, default);
        (await Gateway.FindCheckoutAsync(id, default))!.ShouldSatisfyAllConditions(
            session => session.Url.ShouldBeNull(), session => session.IsComplete.ShouldBeFalse());
        await Gateway.ExpireCheckoutAsync(id, default);

        string paid = (await OpenAsync(Orders.Standard("user-1", "order-2"), "other")).Id;
        Stripe.Books.Subscribe(Stripe.Books[paid]);
        await Gateway.ExpireCheckoutAsync(paid, default);
        (await Gateway.FindCheckoutAsync(paid, default))!.IsComplete.ShouldBeTrue();
        await Gateway.ExpireCheckoutAsync("cs_none", default);
        await Gateway.ExpireCheckoutAsync("../customers/cus_1", default);
    }

    [Fact]
    public async Task What_is_left_of_a_payment_is_given_back_once()
    {
        JsonObject payment = await BuyAsync(packs: 3);
        string id = (string)payment["id"]!;
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        await Should.ThrowAsync<GatewayException>(() => Gateway.RefundPaymentAsync(id, "key", default));
        await Gateway.RefundPaymentAsync(id, "key", default);
        await Gateway.RefundPaymentAsync(id, "key", default);
        await Gateway.RefundPaymentAsync(id, "another key", default);
        (await Gateway.FindPaymentAsync(id, default))!.Refunded.ShouldBe(3000);
        Stripe.Books.All("refund").Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_bank_has_taken_back_already_is_not_given_back_again()
    {
        JsonObject payment = await BuyAsync(packs: 3);
        Stripe.Books.Dispute(payment, 3000, "needs_response");
        await Gateway.RefundPaymentAsync((string)payment["id"]!, "key", default);
        Stripe.Books.All("refund").ShouldBeEmpty();
    }

    [Fact]
    public async Task Ending_a_subscription_twice_is_as_good_as_once()
    {
        string id = (string)(await SubscribeAsync())["id"]!;
        await Gateway.EndSubscriptionAsync(id, default);
        (await Gateway.FindSubscriptionAsync(id, default))!.Status.ShouldBe(GatewaySubscriptionStatus.Over);
        await Gateway.EndSubscriptionAsync(id, default);
        await Gateway.EndSubscriptionAsync("sub_none", default);
        await Gateway.EndSubscriptionAsync("../customers/cus_1", default);
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        await Gateway.EndSubscriptionAsync(id, default);
    }

    [Fact]
    public async Task Deleting_a_customer_twice_is_as_good_as_once()
    {
        string id = await CustomerAsync();
        await Gateway.DeleteCustomerAsync(id, default);
        ((bool?)Stripe.Books.Find(id)!["deleted"]).ShouldBe(true);
        await Gateway.DeleteCustomerAsync(id, default);
        await Gateway.DeleteCustomerAsync("../subscriptions/sub_1", default);
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        await Should.ThrowAsync<GatewayException>(() => Gateway.DeleteCustomerAsync(id, default));
    }

    [Fact]
    public async Task A_subscription_that_Stripe_does_not_end_is_not_taken_for_ended()
    {
        string id = (string)(await SubscribeAsync())["id"]!;
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        (await Should.ThrowAsync<GatewayException>(() => Gateway.EndSubscriptionAsync(id, default))).IsTransient.ShouldBeFalse();
        Stripe.Faults.Enqueue(new Fault { Status = 401 });
        (await Should.ThrowAsync<GatewayException>(() => Gateway.EndSubscriptionAsync(id, default))).IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cs_none")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("cs_1/../../customers/cus_1")]
    [InlineData("cs_1?expand[]=customer")]
    [InlineData("cs 1\r\nHost: example.com")]
    public async Task What_there_is_not_is_not_found(string id)
    {
        (await Gateway.FindCheckoutAsync(id, default)).ShouldBeNull();
        (await Gateway.FindSubscriptionAsync(id, default)).ShouldBeNull();
        (await Gateway.FindInvoiceAsync(id, default)).ShouldBeNull();
        (await Gateway.FindPaymentAsync(id, default)).ShouldBeNull();
        Stripe.Requests.ShouldAllBe(request => request.Call.EndsWith("/cs_none", StringComparison.Ordinal));
    }

    [Fact]
    public void An_event_counts_when_it_was_signed_with_one_of_the_secrets_just_now()
    {
        byte[] body = Encoding.UTF8.GetBytes("""
            {"object": "event", "id": "evt_1", "type": "invoice.paid", "created": 1, "data": {"object":
            {"object": "invoice", "id": "in_1"}}}
            """);
        string secret = Stripe.Options.WebhookSecrets.Single();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Gateway.ReadEvent(body, Sign(body, secret, now))!.Event!.InvoiceId.ShouldBe("in_1");
        Gateway.ReadEvent(body, Sign(body, "another", now)).ShouldBeNull();
        Gateway.ReadEvent(body, Sign(body, secret, now.AddMinutes(-10))).ShouldBeNull();
        Gateway.ReadEvent((byte[])[.. body, (byte)' '], Sign(body, secret, now)).ShouldBeNull();
        Gateway.ReadEvent(body, null).ShouldBeNull();

        static string Sign(byte[] body, string secret, DateTimeOffset at) => EventUtility.GenerateSignatureHeader(
            Encoding.UTF8.GetString(body), secret, at.ToUnixTimeSeconds());
    }

    [Fact]
    public void Settings_without_which_nothing_is_safe_are_asked_for_and_never_repeated()
    {
        foreach (string key in (string[])["", "has a space", "has\na line"])
            Should.Throw<ArgumentException>(() => new StripeOptions(key, ["x"])).Message.ShouldNotContain("has");
        Should.Throw<ArgumentException>(() => new StripeOptions("key", []));
        Should.Throw<ArgumentException>(() => new StripeOptions("key", ["x", " "]));
        Should.Throw<ArgumentException>(
            () => new StripeOptions("key", ["x"]) { BaseAddress = new Uri("http://api.example.com") });
    }
}
