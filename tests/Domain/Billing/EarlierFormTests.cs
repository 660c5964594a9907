using System.Text.Json;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Billing.Support;

namespace Understudy.Domain.Tests.Billing;

/// <summary>What was written when Clone sold alone goes on meaning what it meant.</summary>
public sealed class EarlierFormTests
{
    private const string Period = """ "periodStart":"2026-01-01T00:00:00Z","periodEnd":"2026-02-01T00:00:00Z", """;

    private readonly BillingWorld _world = new();

    [Theory]
    [InlineData("standard", PlanType.Standard)]
    [InlineData("free", PlanType.Free)]
    public async Task A_subscription_is_the_same_and_names_the_customer(string plan, PlanType expected)
    {
        await SubscriptionAsync(plan);
        Subscription subscription = (await _world.SubscriptionAsync()).ShouldNotBeNull();
        Plans.Of(subscription).ShouldBe(expected);
        (subscription.Product, subscription.SubscriptionId).ShouldBe((Minutes.Product, "sub_9"));
        Customer customer = await _world.CustomerAsync();
        (customer.CustomerId, customer.IsGone).ShouldBe(("cus_9", false));
        (await _world.Portal.HandleAsync(BillingWorld.Ann, BillingWorld.Success, default)).Value!.AbsoluteUri
            .ShouldEndWith("cus_9");
    }

    [Fact]
    public async Task Who_has_a_subscription_of_an_earlier_form_is_sold_no_second_one_and_other_products_to_the_same_customer()
    {
        await _world.SignUpAsync();
        await SubscriptionAsync("standard");
        (await _world.Checkout.HandleAsync(BillingWorld.Standard(BillingWorld.Success), default))
            .Problem.ShouldBe(new AlreadySubscribed());
        await _world.OpenAsync(Papers.Press);
        _world.Gateway.Checkouts.Single().CustomerId.ShouldBe("cus_9");
    }

    [Fact]
    public async Task A_subscription_that_the_gateway_knows_no_more_ends_where_it_stands()
    {
        await SubscriptionAsync("standard");
        await _world.Reconcile.HandleAsync(BillingWorld.Ann, "sub_9", default);
        Subscription ended = (await _world.SubscriptionAsync()).ShouldNotBeNull();
        (ended.Counts, ended.IsLive, ended.Id, ended.CustomerId).ShouldBe((false, false, BillingWorld.Ann, "cus_9"));
        (await _world.CustomerAsync()).CustomerId.ShouldBe("cus_9");
        // Written in today's form, it is read as such.
        JsonSerializer.Serialize(ended, DocumentJson.Options).ShouldNotContain("\"plan\"");
    }

    [Fact]
    public async Task Payments_are_of_what_they_said_and_are_listed()
    {
        await CreateAsync<Payment>(
            """
            {"id":"p1","partition":"ann","ownerId":"ann","for":"subscription","invoiceId":"in_1","paymentId":"pi_1","minutes":100,
            "amount":5000,"currency":"jpy","status":"succeeded","refunded":0,"disputed":0,"wasTakenBack":false,"revision":3,
            "createdAt":"2026-01-01T00:00:00.0000000Z"}
            """);
        await CreateAsync<Payment>(
            """
            {"id":"p2","partition":"ann","ownerId":"ann","for":"additionalMinutes","paymentId":"pi_2","minutes":40,"amount":2000,
            "currency":"jpy","status":"succeeded","refunded":999,"disputed":0,"wasTakenBack":true,"revision":1,
            "createdAt":"2026-01-02T00:00:00.0000000Z"}
            """);
        for (int time = 0; time < 2; time++)
        {
            DocumentPage<Payment> page =
                await _world.Payments.ListAsync(BillingWorld.Ann, Minutes.Product, new Paging(1, 10), default);
            page.Total.ShouldBe(2);
            page.Items.Select(item => item.Value).Select(p => (p.Id, p.Product, p.Sku, p.Quantity, p.Units, p.RevokedUnits))
                .ShouldBe([("p2", "clone", "minutes", 2, 40, 19), ("p1", "clone", "standard", 1, 100, 0)]);
        }
        (await _world.Payments.ListAsync(BillingWorld.Ann, Papers.Product, new Paging(1, 10), default)).Total.ShouldBe(0);
        (await _world.Payments.FindAsync(BillingWorld.Ann, "p2", default))!.Units.ShouldBe(40);
    }

    [Fact]
    public async Task An_open_page_is_still_the_one_that_is_handed_out()
    {
        await _world.SignUpAsync();
        string open = await _world.OpenSubscriptionAsync();
        OrderRecord record = (await _world.Store.QueryAsync<OrderRecord>(new DocumentQuery())).Items.Single().Value;
        await _world.Store.DeleteAsync<OrderRecord>(BillingWorld.Ann, record.Id);
        await CreateAsync<OrderRecord>(
            $$"""
            {"id":"{{record.Id}}","partition":"ann","ownerId":"ann","sessionId":"{{open}}","successUrl":"{{record.SuccessUrl}}",
            "cancelUrl":"{{record.CancelUrl}}","isOpen":true,"createdAt":"2026-01-01T00:00:00.0000000Z"}
            """);
        // One of packs is no page of a subscription.
        await CreateAsync<OrderRecord>(
            """
            {"id":"packs","partition":"ann","ownerId":"ann","packs":3,"sessionId":"cs_none","successUrl":"https://a.example/",
            "cancelUrl":"https://a.example/","isOpen":true,"createdAt":"2026-01-02T00:00:00.0000000Z"}
            """);
        (await _world.OpenSubscriptionAsync()).ShouldBe(open);
        Purchase packs = (await _world.Purchases.FindAsync(BillingWorld.Ann, "packs", default)).ShouldNotBeNull();
        (packs.Sku, packs.Quantity, packs.Price).ShouldBe(("minutes", 3, new Price(3000, "jpy")));
    }

    [Fact]
    public void Metadata_say_what_they_said()
    {
        OrderMetadata orders = new(new Catalogue(CloneOffers.All, new EarlierCloneSales()));
        Dictionary<string, string> plan = new() { ["understudy_user"] = "ann", ["understudy_order"] = "1" };
        orders.Read(plan).ShouldBe(new Order("ann", "1", "clone", "standard", 1));
        orders.Read(new Dictionary<string, string>(plan) { ["understudy_packs"] = "3" })
            .ShouldBe(new Order("ann", "1", "clone", "minutes", 3));
        foreach (string packs in new[] { "0", "-1", "", "x" })
            orders.Read(new Dictionary<string, string>(plan) { ["understudy_packs"] = packs }).ShouldBeNull(packs);
        // What names a product is of today, or of nothing.
        orders.Read(new Dictionary<string, string>(plan) { ["understudy_product"] = "clone" }).ShouldBeNull();
    }

    private Task SubscriptionAsync(string plan) => CreateAsync<Subscription>(
        $$"""
        {"id":"ann","partition":"ann","ownerId":"ann","customerId":"cus_9","customerIsGone":false,"subscriptionId":"sub_9",
        "isLive":true,"plan":"{{plan}}","status":"active",{{Period}}"cancelAtPeriodEnd":false,
        "createdAt":"2026-01-01T00:00:00.0000000Z","updatedAt":"2026-01-01T00:00:00.0000000Z"}
        """);

    private async Task CreateAsync<T>(string json)
        where T : class, IDocument =>
        (await _world.Store.CreateAsync(JsonSerializer.Deserialize<T>(json, DocumentJson.Options)!)).ShouldNotBeNull();
}
