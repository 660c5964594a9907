using System.Text.Json.Nodes;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeReadingTests(StripeSchema schema) : StripeTest(schema)
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
        Stripe.Books[(string)invoice["payment_intent"]!]["status"] = payment;
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
        card.Remove("card");
        (await Gateway.FindSubscriptionAsync((string)made["id"]!, default))!.Card.ShouldBeNull();
    }

    [Fact]
    public async Task The_period_of_an_invoice_is_that_of_its_latest_subscription_line()
    {
        JsonObject invoice = Stripe.Books[(string)(await SubscribeAsync())["latest_invoice"]!];
        JsonArray lines = invoice["lines"]!["data"]!.AsArray();
        lines.Add(Line("subscription", isProration: true, 10, 9_000_000_000));
        lines.Add(Line("invoiceitem", isProration: false, 20, 9_000_000_000));
        lines.Add(Line("subscription", isProration: false, 30, 40));
        lines.Add("nonsense");
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
        JsonObject payment = Stripe.Books[(string)invoice["payment_intent"]!];
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
                try
                {
                    await find(id);
                }
                catch (GatewayException unreadable)
                {
                    unreadable.Message.ShouldContain(member);
                }
            }
        }
    }

    private static JsonObject Line(string type, bool isProration, long start, long end) => new()
    {
        ["type"] = type,
        ["proration"] = isProration,
        ["period"] = new JsonObject { ["start"] = start, ["end"] = end },
    };
}
