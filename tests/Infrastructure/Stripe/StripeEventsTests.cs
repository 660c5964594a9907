using System.Text;
using Stripe;
using Understudy.Domain.Billing.Gateway;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeEventsTests
{
    [Fact]
    public void An_event_of_a_checkout_names_all_that_came_of_it() =>
        Read("""
            {"object": "checkout.session", "id": "cs_test_1", "customer": "cus_1", "subscription": "sub_1",
             "invoice": "in_1", "payment_intent": null}
            """).ShouldBe(new GatewayEvent("evt_1", "a.b", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))
        {
            CheckoutId = "cs_test_1",
            CustomerId = "cus_1",
            SubscriptionId = "sub_1",
            InvoiceId = "in_1",
        });

    [Fact]
    public void An_event_names_the_object_itself()
    {
        Read("""{"object": "subscription", "id": "sub_1", "customer": "cus_1"}""")!
            .ShouldSatisfyAllConditions(e => e.SubscriptionId.ShouldBe("sub_1"), e => e.CustomerId.ShouldBe("cus_1"));
        Read("""{"object": "invoice", "id": "in_1", "subscription": "sub_1", "payment_intent": "pi_1"}""")!
            .ShouldSatisfyAllConditions(
                e => e.InvoiceId.ShouldBe("in_1"), e => e.SubscriptionId.ShouldBe("sub_1"), e => e.PaymentId.ShouldBe("pi_1"));
        Read("""{"object": "invoice", "id": "in_1", "parent": {"subscription_details": {"subscription": "sub_1"}}}""")!
            .ShouldSatisfyAllConditions(e => e.InvoiceId.ShouldBe("in_1"), e => e.SubscriptionId.ShouldBe("sub_1"));
        Read("""{"object": "payment_intent", "id": "pi_1", "invoice": "in_1"}""")!
            .ShouldSatisfyAllConditions(e => e.PaymentId.ShouldBe("pi_1"), e => e.InvoiceId.ShouldBe("in_1"));
        Read("""{"object": "customer", "id": "cus_1"}""")!.CustomerId.ShouldBe("cus_1");
    }

    [Theory]
    [InlineData("charge")]
    [InlineData("refund")]
    [InlineData("dispute")]
    public void A_charge_a_refund_and_a_dispute_are_about_their_payment(string kind)
    {
        Read($$"""{"object": "{{kind}}", "id": "x_1", "charge": "ch_1", "payment_intent": "pi_1"}""")!.PaymentId.ShouldBe("pi_1");
        Read($$"""{"object": "{{kind}}", "id": "x_1", "payment_intent": {"object": "payment_intent", "id": "pi_2"} }""")!
            .PaymentId.ShouldBe("pi_2");
        Read($$"""{"object": "{{kind}}", "id": "x_1", "payment_intent": null}""")!.PaymentId.ShouldBeNull();
    }

    [Fact]
    public void An_event_about_something_unknown_is_still_an_event() =>
        Read("""{"object": "moon", "customer": 7, "invoice": [], "payment_intent": {"id": {}}, "subscription": "../x"}""")
            .ShouldBe(new GatewayEvent("evt_1", "a.b", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("""{"object":"event","id":"evt_1","type":"a.b","created":1}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"a.b","created":1,"data":{"object":{}}} {}""")]
    [InlineData("""{"object":"event","id":7,"type":"a.b","created":1,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt/1","type":"a.b","created":1,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"","created":1,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"\ud800","created":1,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"a.b","created":-1,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"a.b","created":1e300,"data":{"object":{}}}""")]
    [InlineData("""{"object":"event","id":"evt_1","type":"a.b","created":9223372036854775807,"data":{"object":{}}}""")]
    [InlineData("""{"object":"v2.core.event","id":"evt_1","type":"a.b","created":"2026-01-01","data":{"object":{}}}""")]
    public void What_is_no_event_is_none(string body) => Read(Encoding.UTF8.GetBytes(body), isLive: null).Event.ShouldBeNull();

    [Theory]
    [InlineData(true, "true", true)]
    [InlineData(true, "false", false)]
    [InlineData(false, "true", false)]
    [InlineData(false, "false", true)]
    [InlineData(null, "true", true)]
    [InlineData(true, "null", true)]
    public void An_event_of_the_other_mode_is_not_taken(bool? isLive, string mode, bool taken)
    {
        byte[] body = Encoding.UTF8.GetBytes(
            """{"object":"event","id":"evt_1","type":"a.b","created":1e9,"data":{"object":{}},"livemode":""" + mode + "}");
        SignedEvent signed = Read(body, isLive);
        (signed.Event is not null).ShouldBe(taken);
        (signed.Oddity is null).ShouldBe(taken);
    }

    [Theory]
    [InlineData("sk_live_x", true)]
    [InlineData("rk_live_x", true)]
    [InlineData("sk_test_x", false)]
    [InlineData("rk_test_x", false)]
    [InlineData("key_live_x", null)]
    public void A_key_says_whether_it_takes_money(string key, bool? isLive) =>
        new StripeOptions(key, ["whsec"]).IsLive.ShouldBe(isLive);

    [Fact]
    public void Neither_depth_nor_broken_text_breaks_the_reader()
    {
        byte[] deep = Encoding.UTF8.GetBytes(new string('[', 100_000));
        Read(deep, isLive: null).IsMalformed.ShouldBeTrue();
    }

    private static GatewayEvent? Read(string about) => Read(Encoding.UTF8.GetBytes(
        """{"object": "event", "id": "evt_1", "type": "a.b", "created": 1700000000, "data": {"object": """ + about + "}}"), isLive: null).Event;

    private static SignedEvent Read(byte[] body, bool? isLive)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string header = EventUtility.GenerateSignatureHeader(Encoding.UTF8.GetString(body), "whsec", now.ToUnixTimeSeconds());
        return StripeEvents.Read(body, header, ["whsec"], isLive, now).ShouldNotBeNull();
    }
}
