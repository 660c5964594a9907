using System.Text.Json;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Sqlite;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>What the sandbox wrote when it knew yen and two things to buy goes on as it was.</summary>
public sealed class EarlierFormTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ElasticTime _time = new();
    private readonly SqliteDocumentStore _store;
    private readonly SandboxCheckouts _checkouts;
    private readonly SandboxSweep _sweep;
    private readonly SandboxGateway _gateway;

    public EarlierFormTests()
    {
        _store = new SqliteDocumentStore(new SqliteOptions(Path.Combine(_folder.Path, "documents.db")), _time);
        IIdFactory ids = new IdFactory(_time);
        SandboxBooks books = new(_store, ids, _time);
        SandboxCalendar calendar = new(month: null);
        _checkouts = new SandboxCheckouts(_store, books, calendar);
        _sweep = new SandboxSweep(_store, books, _checkouts, new SandboxRenewals(books, calendar), _time);
        _gateway = new SandboxGateway(
            _store,
            new SandboxCustomers(_store, books),
            _checkouts,
            new SandboxSubscriptions(_store, books),
            new SandboxPayments(_store, books),
            new SandboxPortals(_store, _time),
            new SandboxOptions(new Uri("http://localhost"), "/webhooks", "secret"),
            new OrderMetadata(new Catalogue(CloneOffers.All, new EarlierCloneSales())),
            ids,
            _time);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_subscription_is_renewed_at_its_price()
    {
        await CustomerAsync();
        string now = Written(0);
        await CreateAsync<SandboxInvoice>($$"""
            {"id":"in_1","customerId":"cus_1","revision":1,"metadata":{{Metadata()}},"subscriptionId":"sub_1","state":"paid",
            "attempts":1,"amount":5000,"paymentId":"pi_1","periodStart":"{{Written(-31)}}","periodEnd":"{{now}}","createdAt":"{{now}}"}
            """);
        await CreateAsync<SandboxSubscription>($$"""
            {"id":"sub_1","customerId":"cus_1","revision":1,"metadata":{{Metadata()}},"status":"active",
            "periodStart":"{{Written(-31)}}","periodEnd":"{{now}}","cancelAtPeriodEnd":false,"latestInvoiceId":"in_1","failures":0,
            "card":{"brand":"visa","last4":"4242","expiryMonth":12,"expiryYear":2031},"createdAt":"{{Written(-31)}}"}
            """);
        _time.Advance(TimeSpan.FromSeconds(2));
        await _sweep.RunAsync(default);
        GatewaySubscription renewed = (await _gateway.FindSubscriptionAsync("sub_1", default)).ShouldNotBeNull();
        renewed.LatestInvoiceId.ShouldNotBe("in_1");
        GatewayInvoice invoice = (await _gateway.FindInvoiceAsync(renewed.LatestInvoiceId!, default)).ShouldNotBeNull();
        (invoice.Amount, invoice.Currency, invoice.IsPaid).ShouldBe((5000, "jpy", true));
        invoice.Order.ShouldBe(Orders.Standard("ann", "order-1"));
    }

    [Theory]
    [InlineData(2, 2000)]
    [InlineData(0, 5000)]
    public async Task A_page_that_was_open_sells_what_it_did(int packs, int amount)
    {
        await CustomerAsync();
        await CreateAsync<SandboxCheckout>($$"""
            {"id":"cs_1","customerId":"cus_1","revision":0,"metadata":{{Metadata(packs)}},"amount":{{amount}},
            "successUrl":"http://localhost/","cancelUrl":"http://localhost/","state":"open","dueAt":"{{Written(1)}}",
            "createdAt":"{{Written(0)}}"}
            """);
        (await _checkouts.PayAsync("cs_1", default)).ShouldBeTrue();
        CheckoutSession paid = (await _gateway.FindCheckoutAsync("cs_1", default)).ShouldNotBeNull();
        (paid.IsPaid, paid.Amount, paid.Currency).ShouldBe((true, amount, "jpy"));
        paid.Order.ShouldBe(packs == 0 ? Orders.Standard("ann", "order-1") : Orders.Packs("ann", "order-1", packs));
        (paid.SubscriptionId is null).ShouldBe(packs > 0);
    }

    private static string Metadata(int packs = 0)
    {
        Dictionary<string, string> metadata = new() { ["understudy_user"] = "ann", ["understudy_order"] = "order-1" };
        if (packs > 0) metadata["understudy_packs"] = $"{packs}";
        return JsonSerializer.Serialize(metadata);
    }

    private string Written(int days) => DocumentJson.Sortable(_time.GetUtcNow().AddDays(days));

    private Task CustomerAsync() => CreateAsync<SandboxCustomer>(
        """{"id":"cus_1","userId":"ann","email":"ann@example.com","name":"Ann","changes":1}""");

    private async Task CreateAsync<T>(string json)
        where T : class, IDocument =>
        (await _store.CreateAsync(JsonSerializer.Deserialize<T>(json, DocumentJson.Options)!)).ShouldNotBeNull();
}
