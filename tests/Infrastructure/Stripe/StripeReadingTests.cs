using System.Text.Json;
using System.Text.Json.Nodes;
using Stripe;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeReadingTests : StripeTest
{
    [Theory]
    [InlineData("incomplete", GatewaySubscriptionStatus.Incomplete)]
    [InlineData("incomplete_expired", GatewaySubscriptionStatus.Over)]
    [InlineData("trialing", GatewaySubscriptionStatus.Trialing)]
    [InlineData("active", GatewaySubscriptionStatus.Active)]
    [InlineData("past_due", GatewaySubscriptionStatus.PastDue)]
    [InlineData("canceled", GatewaySubscriptionStatus.Over)]
    [InlineData("unpaid", GatewaySubscriptionStatus.Unpaid)]
    [InlineData("paused", GatewaySubscriptionStatus.Paused)]
    [InlineData("a word of the future", GatewaySubscriptionStatus.Unpaid)]
    [InlineData(null, GatewaySubscriptionStatus.Unpaid)]
    public async Task A_subscription_of_an_unknown_status_gives_nothing_and_is_not_over(
        string? said, GatewaySubscriptionStatus understood)
    {
        JsonObject made = await SubscribeAsync();
        made["status"] = said;
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.Status.ShouldBe(understood);
    }

    [Theory]
    [InlineData("succeeded", false, GatewayPaymentStatus.Succeeded)]
    [InlineData("canceled", false, GatewayPaymentStatus.Failed)]
    [InlineData("processing", false, GatewayPaymentStatus.Pending)]
    [InlineData("requires_action", false, GatewayPaymentStatus.Pending)]
    [InlineData("requires_payment_method", false, GatewayPaymentStatus.Pending)]
    [InlineData("requires_payment_method", true, GatewayPaymentStatus.Failed)]
    [InlineData("a word of the future", true, GatewayPaymentStatus.Pending)]
    [InlineData(null, false, GatewayPaymentStatus.Pending)]
    public async Task Only_what_succeeded_is_paid(string? said, bool wasRefused, GatewayPaymentStatus understood)
    {
        JsonObject made = await BuyAsync();
        made["status"] = said;
        made["last_payment_error"] = wasRefused ? new JsonObject { ["code"] = "card_declined" } : null;
        (await Gateway.FindPaymentAsync((string)made["id"]!, default))!.Status.ShouldBe(understood);
    }

    [Theory]
    [InlineData("paid", true, "succeeded", true, false)]
    [InlineData("open", false, "requires_payment_method", false, false)]
    [InlineData("open", true, "requires_payment_method", false, true)]
    [InlineData("uncollectible", true, "canceled", false, true)]
    [InlineData("void", false, "canceled", false, true)]
    [InlineData("open", true, "processing", false, false)]
    [InlineData("open", true, "requires_action", false, false)]
    [InlineData("a word of the future", false, "succeeded", false, false)]
    public async Task An_invoice_has_failed_when_paying_it_was_tried_in_vain_or_is_given_up(
        string status, bool attempted, string payment, bool isPaid, bool hasFailed)
    {
        JsonObject invoice = Stripe.Books[(string)(await SubscribeAsync())["latest_invoice"]!];
        invoice["status"] = status;
        invoice["attempted"] = attempted;
        Stripe.Books.PaymentOf(invoice)["status"] = payment;
        (await Gateway.FindInvoiceAsync((string)invoice["id"]!, default))!.ShouldSatisfyAllConditions(
            i => i.IsPaid.ShouldBe(isPaid), i => i.HasFailed.ShouldBe(hasFailed));
    }

    [Fact]
    public async Task A_card_may_be_the_customers_instead_of_the_subscriptions()
    {
        JsonObject made = await SubscribeAsync();
        made["default_payment_method"] = null;
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.Card.ShouldBeNull();
        JsonObject card = Stripe.Books.Card("jcb", "0505");
        Stripe.Books[(string)made["customer"]!]["invoice_settings"]!["default_payment_method"] = card["id"]!.DeepClone();
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.Card
            .ShouldBe(new PaymentCard("jcb", "0505", 12, 2031));
        card["card"] = null;
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.Card.ShouldBeNull();
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, StripeBooks.Month, true)]
    [InlineData(false, StripeBooks.Month + 1, false)]
    [InlineData(false, null, false)]
    public async Task A_subscription_ends_with_its_period_when_it_says_so_or_names_the_time(
        bool said, long? seconds, bool understood)
    {
        JsonObject made = await SubscribeAsync();
        made["cancel_at_period_end"] = said;
        made["cancel_at"] = StripeBooks.Now + seconds;
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.CancelAtPeriodEnd.ShouldBe(understood);
    }

    [Fact]
    public async Task Of_several_payments_of_an_invoice_the_one_that_was_paid_counts_and_else_Stripes_own()
    {
        JsonObject invoice = Stripe.Books[(string)(await SubscribeAsync())["latest_invoice"]!];
        string id = (string)invoice["id"]!;
        string own = (string)Stripe.Books.PaymentOf(invoice)["id"]!;
        JsonObject ofStripe = Stripe.Books.All("invoice_payment").Single();
        string other = (string)Stripe.Books.Add("pi", "payment_intent", new PaymentIntent())["id"]!;
        foreach ((string? payment, string status) in ((string?, string)[])[(other, "open"), (null, "paid")])
            Stripe.Books.Add("inpay", "invoice_payment", new InvoicePayment
            {
                InvoiceId = id,
                Status = status,
                Payment = new() { PaymentIntentId = payment },
            });
        ofStripe["status"] = "open";
        (await Gateway.FindInvoiceAsync(id, default))!.PaymentId.ShouldBe(own);
        Stripe.Books.All("invoice_payment").ElementAt(1)["status"] = "paid";
        (await Gateway.FindInvoiceAsync(id, default))!.PaymentId.ShouldBe(other);
    }

    [Theory]
    [InlineData("customer", "subscription.CustomerId")]
    [InlineData("items", "subscription.Items")]
    [InlineData("created", "subscription.Created")]
    public async Task What_every_object_has_and_this_one_lacks_is_named(string member, string named)
    {
        JsonObject made = await SubscribeAsync();
        JsonObject lacking = made.DeepClone().AsObject();
        lacking.Remove(member);
        Stripe.Faults.Enqueue(new Fault { Status = 200, Body = lacking });
        GatewayException unreadable = await Should.ThrowAsync<GatewayException>(
            () => Gateway.FindSubscriptionAsync((string)made["id"]!, default));
        unreadable.Message.ShouldContain(named);
        unreadable.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task The_period_of_an_invoice_is_that_of_its_latest_subscription_line()
    {
        JsonObject invoice = Stripe.Books[(string)(await SubscribeAsync())["latest_invoice"]!];
        JsonArray lines = invoice["lines"]!["data"]!.AsArray();
        DateTime early = DateTime.UnixEpoch.AddSeconds(1_000_000_000);
        DateTime late = DateTime.UnixEpoch.AddSeconds(4_000_000_000);
        InvoiceLineItem bought = StripeBooks.Line(isProration: false, early, late);
        bought.Parent = new() { Type = "invoice_item_details", InvoiceItemDetails = new() };
        foreach (InvoiceLineItem line in (InvoiceLineItem[])
            [StripeBooks.Line(isProration: true, early, late), bought, StripeBooks.Line(isProration: false, early, early)])
            lines.Add(JsonSerializer.SerializeToNode(line, StripeConfiguration.SerializerOptions));
        (await Gateway.FindInvoiceAsync((string)invoice["id"]!, default))!.ShouldSatisfyAllConditions(
            i => i.PeriodStart.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeBooks.Now)),
            i => i.PeriodEnd.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(StripeBooks.Now + StripeBooks.Month)));
    }

    [Theory]
    [InlineData("", "order-1", "3")]
    [InlineData("user-1", "", "3")]
    [InlineData("user-1", null, null)]
    [InlineData("user-1", "order-1", "0")]
    [InlineData("user-1", "order-1", "-3")]
    [InlineData("user-1", "order-1", "3.5")]
    [InlineData("user-1", "order-1", "99999999999")]
    [InlineData("user-1", "order-1", "")]
    public async Task Metadata_that_is_not_ours_makes_no_order(string? user, string? order, string? packs)
    {
        JsonObject made = await BuyAsync();
        made["metadata"] = new JsonObject
        {
            ["understudy_user"] = user,
            ["understudy_order"] = order,
            ["understudy_packs"] = packs,
        };
        (await Gateway.FindPaymentAsync((string)made["id"]!, default))!.Order.ShouldBeNull();
    }

    [Fact]
    public async Task No_member_that_is_missing_or_of_another_kind_breaks_the_reading()
    {
        JsonObject subscription = await SubscribeAsync();
        JsonObject invoice = Stripe.Books[(string)subscription["latest_invoice"]!];
        JsonObject payment = Stripe.Books.PaymentOf(invoice);
        JsonObject session = Stripe.Books.All("checkout.session").Single();
        await DamageAsync(subscription, id => Gateway.FindSubscriptionAsync(id, default));
        await DamageAsync(invoice, id => Gateway.FindInvoiceAsync(id, default));
        await DamageAsync(payment, id => Gateway.FindPaymentAsync(id, default));
        await DamageAsync(session, id => Gateway.FindCheckoutAsync(id, default));
    }

    private async Task DamageAsync(JsonObject one, Func<string, Task> find)
    {
        string id = (string)one["id"]!;
        foreach (string member in one.Select(pair => pair.Key).ToArray())
        {
            foreach (string json in (string[])["null", "7", "-1", "1e99", "true", "\"\"", "\"x/y\"", "[]", "[7]", "{}", "{\"data\":7}"])
            {
                JsonObject damaged = one.DeepClone().AsObject();
                damaged[member] = JsonNode.Parse(json);
                Stripe.Faults.Enqueue(new Fault { Status = 200, Body = damaged });
                Exception? failure = await Record.ExceptionAsync(() => find(id));
                (failure is null or GatewayException).ShouldBeTrue($"{member}: {json} ends in {failure}");
            }
        }
    }
}
