using Stripe;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Functions.Tests.Sandbox;

/// <summary>The sandbox's state after a crash between any two steps, and under many hands at once.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Secret = "the-secret-of-this-test";

    private readonly TempFolder folder = new();
    private readonly ElasticTime time = new();
    private readonly SqliteDocumentStore documents;
    private readonly FaultyStore store;
    private readonly SandboxCheckouts checkouts;
    private readonly SandboxSubscriptions subscriptions;
    private readonly SandboxPayments payments;
    private readonly SandboxSweep sweep;
    private readonly SandboxGateway gateway;

    public CrashTests()
    {
        documents = new SqliteDocumentStore(new SqliteOptions(Path.Combine(folder.Path, "documents.db")), time);
        store = new FaultyStore(documents);
        IIdFactory ids = new IdFactory(time);
        SandboxBooks books = new(store, ids, time);
        SandboxCalendar calendar = new(month: null);
        checkouts = new SandboxCheckouts(store, books, calendar);
        subscriptions = new SandboxSubscriptions(store, books);
        payments = new SandboxPayments(store, books);
        sweep = new SandboxSweep(store, books, checkouts, new SandboxRenewals(books, calendar), time);
        SandboxOptions options = new(new Uri("http://localhost"), Secret);
        gateway = new SandboxGateway(
            store, new SandboxCustomers(store, books), checkouts, subscriptions, payments, new SandboxPortals(store, time), options, ids, time);
    }

    public void Dispose()
    {
        documents.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_payment_that_is_cut_off_anywhere_happens_whole_or_not_at_all()
    {
        int cuts = 0;
        for (int call = 1; ; call++)
        {
            CheckoutSession checkout = await OpenAsync();
            bool isDone = await SurvivesAsync(call, () => checkouts.PayAsync(checkout.Id, default));
            await sweep.RunAsync(default);
            CheckoutSession after = (await gateway.FindCheckoutAsync(checkout.Id, default)).ShouldNotBeNull();
            (await EventsAsync(checkout.CustomerId!)).ShouldBe(
                after.IsPaid ? ["checkout.session.completed", "customer.subscription.created", "invoice.paid"] : []);
            if (after.IsPaid)
            {
                (await gateway.FindSubscriptionAsync(after.SubscriptionId!, default)).ShouldNotBeNull();
                (await gateway.FindInvoiceAsync(after.InvoiceId!, default)).ShouldNotBeNull().IsPaid.ShouldBeTrue();
            }
            // What had not happened can be done; what had is not done again.
            (await checkouts.PayAsync(checkout.Id, default)).ShouldBe(!after.IsPaid);
            (await EventsAsync(checkout.CustomerId!)).Length.ShouldBe(3);
            if (isDone) break;
            cuts++;
        }
        cuts.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_renewal_that_is_cut_off_anywhere_bills_the_period_once()
    {
        for (int call = 1; ; call++)
        {
            CheckoutSession checkout = await OpenAsync();
            await checkouts.PayAsync(checkout.Id, default);
            string id = (await gateway.FindCheckoutAsync(checkout.Id, default))!.SubscriptionId!;
            GatewaySubscription before = (await gateway.FindSubscriptionAsync(id, default))!;
            time.Advance(before.PeriodEnd - time.GetUtcNow() + TimeSpan.FromSeconds(1));
            bool isDone = await SurvivesAsync(call, () => sweep.RunAsync(default));
            await sweep.RunAsync(default);
            await sweep.RunAsync(default);
            GatewaySubscription after = (await gateway.FindSubscriptionAsync(id, default))!;
            after.PeriodStart.ShouldBe(before.PeriodEnd);
            (await EventsAsync(checkout.CustomerId!))[3..].ShouldBe(["invoice.paid", "customer.subscription.updated"]);
            // Nothing of it must fall due again while the next one is tried.
            await gateway.EndSubscriptionAsync(id, default);
            if (isDone) break;
        }
    }

    [Fact]
    public async Task Opening_a_checkout_may_be_cut_off_and_repeated()
    {
        string customer = await CustomerAsync();
        for (int call = 1; ; call++)
        {
            NewCheckout checkout = New(customer);
            Task<CheckoutSession> Open() => gateway.OpenCheckoutAsync(checkout, checkout.Order.OrderId, default);
            bool isDone = await SurvivesAsync(call, Open);
            CheckoutSession opened = await Open();
            (await Open()).ShouldBe(opened);
            (await gateway.FindCheckoutAsync(opened.Id, default)).ShouldBe(opened);
            if (isDone) break;
        }
    }

    [Fact]
    public async Task Refunds_by_many_hands_at_once_give_back_what_each_gave_and_no_more_than_all()
    {
        CheckoutSession checkout = await OpenAsync(packs: 1);
        await checkouts.PayAsync(checkout.Id, default);
        string payment = (await gateway.FindCheckoutAsync(checkout.Id, default))!.PaymentId!;
        bool[] done = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(
            () => payments.RefundAsync(checkout.CustomerId!, payment, 60, default))));
        done.Count(isDone => isDone).ShouldBe(16);
        (await gateway.FindPaymentAsync(payment, default))!.Refunded.ShouldBe(16 * 60);
        (await EventsAsync(checkout.CustomerId!)).Count(type => type == "charge.refunded").ShouldBe(16);
    }

    [Fact]
    public async Task A_change_that_is_applied_late_leaves_alone_what_a_later_one_has_written()
    {
        CheckoutSession checkout = await OpenAsync(packs: 1);
        await checkouts.PayAsync(checkout.Id, default);
        string payment = (await gateway.FindCheckoutAsync(checkout.Id, default))!.PaymentId!;
        Task<bool> Refund(long amount) => payments.RefundAsync(checkout.CustomerId!, payment, amount, default);
        int looks = 0;
        store.Fails = (operation, type) =>
        {
            // The first look draws the change up, the second is about to write it: now somebody else comes between.
            if (operation == "find" && type == typeof(SandboxPayment) && ++looks == 2) Wait(Refund(200));
            return false;
        };
        (await Refund(100)).ShouldBeTrue();
        looks.ShouldBeGreaterThan(2);
        (await gateway.FindPaymentAsync(payment, default))!.Refunded.ShouldBe(300);
        (await EventsAsync(checkout.CustomerId!)).Count(type => type == "charge.refunded").ShouldBe(2);
    }

    [Fact]
    public async Task An_event_counts_only_with_this_installations_signature_of_now()
    {
        CheckoutSession checkout = await OpenAsync();
        await checkouts.PayAsync(checkout.Id, default);
        SandboxEvent news = (await QueryAsync())[0];
        byte[] body = System.Text.Encoding.UTF8.GetBytes(news.Body);
        string Sign(string secret) =>
            EventUtility.GenerateSignatureHeader(news.Body, secret, time.GetUtcNow().ToUnixTimeSeconds());
        string signature = Sign(Secret);
        gateway.ReadEvent(body, signature)!.Event.ShouldNotBeNull().CheckoutId.ShouldBe(checkout.Id);
        gateway.ReadEvent(body, Sign("another-secret")).ShouldBeNull();
        gateway.ReadEvent(body, null).ShouldBeNull();
        gateway.ReadEvent((byte[])[.. body, (byte)' '], signature).ShouldBeNull();
        time.Advance(TimeSpan.FromMinutes(6));
        gateway.ReadEvent(body, signature).ShouldBeNull();
    }

    [Fact]
    public async Task Who_erases_an_account_leaves_no_name_at_the_sandbox()
    {
        NewCustomer person = new(Guid.NewGuid().ToString(), "aiko@example.com", "Aiko");
        string id = await gateway.CreateCustomerAsync(person, "key", default);
        SandboxPersonalData data = new(store);
        (await data.CollectAsync(person.UserId, default).CountAsync()).ShouldBe(1);
        await data.EraseAsync(person.UserId, default);
        await data.EraseAsync(person.UserId, default);
        SandboxCustomer erased = (await store.FindAsync<SandboxCustomer>(id, id))!.Value;
        (erased.Name, erased.Email).ShouldBe(("", ""));
    }

    private static void Wait(Task<bool> change) => change.Wait(Limits.Wait).ShouldBeTrue();

    // Whether it came to its end before the store died.
    private async Task<bool> SurvivesAsync(int call, Func<Task> work)
    {
        store.DieAtCall(call);
        try
        {
            await work();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        finally
        {
            store.Revive();
        }
    }

    private Task<string> CustomerAsync()
    {
        string user = Guid.NewGuid().ToString();
        return gateway.CreateCustomerAsync(new NewCustomer(user, "a@example.com", "A"), user, default);
    }

    private async Task<CheckoutSession> OpenAsync(int packs = 0)
    {
        NewCheckout checkout = New(await CustomerAsync(), packs);
        return await gateway.OpenCheckoutAsync(checkout, checkout.Order.OrderId, default);
    }

    private static NewCheckout New(string customer, int packs = 0)
    {
        string id = Guid.NewGuid().ToString();
        return new NewCheckout(
            customer,
            packs == 0 ? new Order.Standard("user", id) : new Order.ExtraMinutes("user", id, packs),
            new Uri("https://app.example.com/done"),
            new Uri("https://app.example.com/back"));
    }

    private async Task<string[]> EventsAsync(string customer) =>
    [
        .. (await QueryAsync())
            .Where(news => news.Body.Contains(customer, StringComparison.Ordinal))
            .Select(news => System.Text.Json.Nodes.JsonNode.Parse(news.Body)!["type"]!.GetValue<string>()),
    ];

    private async Task<SandboxEvent[]> QueryAsync()
    {
        DocumentPage<SandboxEvent> page = await store.QueryAsync<SandboxEvent>(
            new DocumentQuery { OrderBy = "order", Limit = 1000 });
        return [.. page.Items.Select(item => item.Value)];
    }
}
