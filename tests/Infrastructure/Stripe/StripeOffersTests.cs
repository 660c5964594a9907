using System.Text.Json.Nodes;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Ledger;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>Any offer is sold at Stripe as it says, and a payment is given back in parts.</summary>
public sealed class StripeOffersTests : StripeTest
{
    private static readonly Offer.Once _ream = new()
    {
        Product = "papers",
        Sku = "ream",
        Name = "Papers, a ream",
        Title = "A ream",
        Contents = "100 credits",
        Price = new Price(990, "cny"),
        Unit = Unit.Credits,
        Units = 100,
        Source = "purchased",
        Life = Life.OfDays(90),
        Most = 10,
    };

    private static readonly Offer.Monthly _press = new()
    {
        Product = "papers",
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

    [Fact]
    public async Task What_is_sold_once_is_asked_for_by_its_name_price_and_currency()
    {
        Order order = new("user-1", "order-1", "papers", "ream", 3);
        CheckoutSession session = await SellAsync(order, _ream);
        (session.Amount, session.Currency, session.Order).ShouldBe((2970, "cny", order));
        JsonObject sent = Stripe.Books.Ordered(session.Id);
        ((string?)sent["mode"]).ShouldBe("payment");
        JsonNode line = sent["line_items"]![0]!;
        ((long?)line["quantity"]).ShouldBe(3);
        ((long?)line["price_data"]!["unit_amount"]).ShouldBe(990);
        ((string?)line["price_data"]!["currency"]).ShouldBe("cny");
        ((string?)line["price_data"]!["product_data"]!["name"]).ShouldBe("Papers, a ream");

        // Everything that comes of it says what it is, whether or not anybody sells it here.
        JsonObject payment = Stripe.Books.Buy(Stripe.Books[session.Id]);
        (await Gateway.FindPaymentAsync((string)payment["id"]!, default))!.Order.ShouldBe(order);
    }

    [Fact]
    public async Task What_is_sold_monthly_is_asked_for_every_month()
    {
        Order order = new("user-1", "order-1", "papers", "press", 1);
        CheckoutSession session = await SellAsync(order, _press);
        (session.Amount, session.Currency).ShouldBe((2900, "usd"));
        JsonObject sent = Stripe.Books.Ordered(session.Id);
        ((string?)sent["mode"]).ShouldBe("subscription");
        ((string?)sent["line_items"]![0]!["price_data"]!["recurring"]!["interval"]).ShouldBe("month");
        JsonObject subscription = Stripe.Books.Subscribe(Stripe.Books[session.Id]);
        (await Gateway.FindSubscriptionAsync((string)subscription["id"]!, default))!.Order.ShouldBe(order);
    }

    [Fact]
    public async Task What_was_written_before_orders_named_a_product_means_what_it_meant()
    {
        JsonObject payment = await BuyAsync(packs: 3);
        payment["metadata"] = new JsonObject
        {
            ["understudy_user"] = "user-1",
            ["understudy_order"] = "order-1",
            ["understudy_packs"] = "7",
        };
        (await Gateway.FindPaymentAsync((string)payment["id"]!, default))!.Order.ShouldBe(Orders.Packs("user-1", "order-1", 7));
        JsonObject subscription = Stripe.Books.Subscribe(
            Stripe.Books[(await OpenAsync(Orders.Standard("user-1", "order-2"), "another checkout")).Id]);
        subscription["metadata"] = new JsonObject { ["understudy_user"] = "user-1", ["understudy_order"] = "order-2" };
        (await Gateway.FindSubscriptionAsync((string)subscription["id"]!, default))!.Order
            .ShouldBe(Orders.Standard("user-1", "order-2"));
        subscription["metadata"] = new JsonObject
        {
            ["understudy_user"] = "user-1",
            ["understudy_order"] = "order-2",
            ["understudy_packs"] = "none",
        };
        (await Gateway.FindSubscriptionAsync((string)subscription["id"]!, default))!.Order.ShouldBeNull();
    }

    [Fact]
    public async Task A_part_of_a_payment_is_given_back_once_for_each_key()
    {
        string id = (string)(await BuyAsync(packs: 3))["id"]!;
        string first = (await Gateway.RefundPaymentAsync(id, 1000, "one", default)).ShouldNotBeNull();
        (await Gateway.RefundPaymentAsync(id, 1000, "one", default)).ShouldBe(first);
        (await Gateway.RefundPaymentAsync(id, 500, "two", default)).ShouldNotBe(first);
        (await Gateway.FindPaymentAsync(id, default))!.Refunded.ShouldBe(1500);
        (await Gateway.RefundPaymentAsync(id, 1501, "three", default)).ShouldBeNull();
        (await Gateway.RefundPaymentAsync(id, 1500, "four", default)).ShouldNotBeNull();
        (await Gateway.RefundPaymentAsync(id, 1, "five", default)).ShouldBeNull();
        (await Gateway.RefundPaymentAsync("pi_none", 1, "six", default)).ShouldBeNull();
        (await Gateway.RefundPaymentAsync("../customers", 1, "seven", default)).ShouldBeNull();
        Stripe.Books.All("refund").Select(refund => (long)refund["amount"]!).ShouldBe([1000, 500, 1500]);
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_is_found_again_when_Stripe_has_forgotten_the_key()
    {
        string id = (string)(await BuyAsync(packs: 3))["id"]!;
        string made = (await Gateway.RefundPaymentAsync(id, 1000, "one", default)).ShouldNotBeNull();
        int asked = Stripe.Requests.Count(request => request.Call == "POST /v1/refunds");
        (await Gateway.RefundPaymentAsync(id, 1000, "one", default)).ShouldBe(made);
        Stripe.Requests.Count(request => request.Call == "POST /v1/refunds").ShouldBe(asked, "a key of Stripe's was relied on");
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_no_refund_and_no_answer()
    {
        string id = (string)(await BuyAsync(packs: 3))["id"]!;
        // The first request asks which refunds there are.
        Stripe.Faults.Enqueue(new Fault());
        Stripe.Faults.Enqueue(new Fault { Status = 400 });
        await Should.ThrowAsync<GatewayException>(() => Gateway.RefundPaymentAsync(id, 1000, "one", default));
        (await Gateway.FindPaymentAsync(id, default))!.Refunded.ShouldBe(0);
        JsonObject disputed = Stripe.Books.Buy(
            Stripe.Books[(await OpenAsync(Orders.Packs("user-1", "order-2", 1), "another checkout")).Id]);
        Stripe.Books.Dispute(disputed, 1000, "needs_response");
        (await Gateway.RefundPaymentAsync((string)disputed["id"]!, 1, "two", default)).ShouldBeNull();
    }

    private async Task<CheckoutSession> SellAsync(Order order, Offer offer) => await Gateway.OpenCheckoutAsync(
        new NewCheckout(await CustomerAsync(), order, offer, Success, Cancel), order.OrderId, default);
}
