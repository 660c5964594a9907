using Stripe;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Sandbox;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Functions.Tests.Core.Billing.Sandbox;

/// <summary>The sandbox's state after a crash between any two steps, and under many hands at once.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Secret = "the-secret-of-this-test";

    private readonly TempFolder _folder = new();
    private readonly ElasticTime _time = new();
    private readonly SqliteDocumentStore _documents;
    private readonly FaultyStore _store;
    private readonly SandboxCheckouts _checkouts;
    private readonly SandboxSubscriptions _subscriptions;
    private readonly SandboxPayments _payments;
    private readonly SandboxSweep _sweep;
    private readonly SandboxGateway _gateway;

    public CrashTests()
    {
        _documents = new SqliteDocumentStore(new SqliteOptions(Path.Combine(_folder.Path, "documents.db")), _time);
        _store = new FaultyStore(_documents);
        IIdFactory ids = new IdFactory(_time);
        SandboxBooks books = new(_store, ids, _time);
        SandboxCalendar calendar = new(month: null);
        _checkouts = new SandboxCheckouts(_store, books, calendar);
        _subscriptions = new SandboxSubscriptions(_store, books);
        _payments = new SandboxPayments(_store, books);
        _sweep = new SandboxSweep(_store, books, _checkouts, new SandboxRenewals(books, calendar), _time);
        SandboxOptions options = new(new Uri("http://localhost"), "/webhooks", Secret);
        _gateway = new SandboxGateway(
            _store, new SandboxCustomers(_store, books), _checkouts, _subscriptions, _payments,
            new SandboxPortals(_store, _time), options, new OrderMetadata(new Catalogue(CloneOffers.All)), ids, _time);
    }

    public void Dispose()
    {
        _documents.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_payment_that_is_cut_off_anywhere_happens_whole_or_not_at_all()
    {
        int cuts = 0;
        for (int call = 1; ; call++)
        {
            CheckoutSession checkout = await OpenAsync();
            bool isDone = await SurvivesAsync(call, () => _checkouts.PayAsync(checkout.Id, default));
            await _sweep.RunAsync(default);
            CheckoutSession after = (await _gateway.FindCheckoutAsync(checkout.Id, default)).ShouldNotBeNull();
            (await EventsAsync(checkout.CustomerId!)).ShouldBe(
                after.IsPaid ? ["checkout.session.completed", "customer.subscription.created", "invoice.paid"] : []);
            if (after.IsPaid)
            {
                (await _gateway.FindSubscriptionAsync(after.SubscriptionId!, default)).ShouldNotBeNull();
                (await _gateway.FindInvoiceAsync(after.InvoiceId!, default)).ShouldNotBeNull().IsPaid.ShouldBeTrue();
            }
            // What had not happened can be done; what had is not done again.
            (await _checkouts.PayAsync(checkout.Id, default)).ShouldBe(!after.IsPaid);
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
            await _checkouts.PayAsync(checkout.Id, default);
            string id = (await _gateway.FindCheckoutAsync(checkout.Id, default))!.SubscriptionId!;
            GatewaySubscription before = (await _gateway.FindSubscriptionAsync(id, default))!;
            _time.Advance(before.PeriodEnd - _time.GetUtcNow() + TimeSpan.FromSeconds(1));
            bool isDone = await SurvivesAsync(call, () => _sweep.RunAsync(default));
            await NamesOnlyWhatIsThereAsync(id);
            await _sweep.RunAsync(default);
            await _sweep.RunAsync(default);
            GatewaySubscription after = (await _gateway.FindSubscriptionAsync(id, default))!;
            after.PeriodStart.ShouldBe(before.PeriodEnd);
            (await EventsAsync(checkout.CustomerId!))[3..].ShouldBe(["invoice.paid", "customer.subscription.updated"]);
            // Nothing of it must fall due again while the next one is tried.
            await _gateway.EndSubscriptionAsync(id, default);
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
            Task<CheckoutSession> Open() => _gateway.OpenCheckoutAsync(checkout, checkout.Order.OrderId, default);
            bool isDone = await SurvivesAsync(call, Open);
            CheckoutSession opened = await Open();
            (await Open()).ShouldBe(opened);
            (await _gateway.FindCheckoutAsync(opened.Id, default)).ShouldBe(opened);
            if (isDone) break;
        }
    }

    [Fact]
    public async Task Refunds_by_many_hands_at_once_give_back_what_each_gave_and_no_more_than_all()
    {
        CheckoutSession checkout = await OpenAsync(packs: 1);
        await _checkouts.PayAsync(checkout.Id, default);
        string payment = (await _gateway.FindCheckoutAsync(checkout.Id, default))!.PaymentId!;
        bool[] done = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(
            () => _payments.RefundAsync(checkout.CustomerId!, payment, 60, default))));
        done.Count(isDone => isDone).ShouldBe(16);
        (await _gateway.FindPaymentAsync(payment, default))!.Refunded.ShouldBe(16 * 60);
        (await EventsAsync(checkout.CustomerId!)).Count(type => type == "charge.refunded").ShouldBe(16);
    }

    [Fact]
    public async Task A_change_that_is_applied_late_leaves_alone_what_a_later_one_has_written()
    {
        CheckoutSession checkout = await OpenAsync(packs: 1);
        await _checkouts.PayAsync(checkout.Id, default);
        string payment = (await _gateway.FindCheckoutAsync(checkout.Id, default))!.PaymentId!;
        Task<bool> Refund(long amount) => _payments.RefundAsync(checkout.CustomerId!, payment, amount, default);
        int looks = 0;
        _store.Fails = (operation, type) =>
        {
            // The first look draws the change up, the second is about to write it: now somebody else comes between.
            if (operation == "find" && type == typeof(SandboxPayment) && ++looks == 2) Wait(Refund(200));
            return false;
        };
        (await Refund(100)).ShouldBeTrue();
        looks.ShouldBeGreaterThan(2);
        (await _gateway.FindPaymentAsync(payment, default))!.Refunded.ShouldBe(300);
        (await EventsAsync(checkout.CustomerId!)).Count(type => type == "charge.refunded").ShouldBe(2);
    }

    [Fact]
    public async Task An_event_counts_only_with_this_installations_signature_of_now()
    {
        CheckoutSession checkout = await OpenAsync();
        await _checkouts.PayAsync(checkout.Id, default);
        SandboxEvent news = (await QueryAsync())[0];
        byte[] body = System.Text.Encoding.UTF8.GetBytes(news.Body);
        string Sign(string secret) =>
            EventUtility.GenerateSignatureHeader(news.Body, secret, _time.GetUtcNow().ToUnixTimeSeconds());
        string signature = Sign(Secret);
        _gateway.ReadEvent(body, signature)!.Event.ShouldNotBeNull().CheckoutId.ShouldBe(checkout.Id);
        _gateway.ReadEvent(body, Sign("another-secret")).ShouldBeNull();
        _gateway.ReadEvent(body, null).ShouldBeNull();
        _gateway.ReadEvent((byte[])[.. body, (byte)' '], signature).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(6));
        _gateway.ReadEvent(body, signature).ShouldBeNull();
    }

    [Fact]
    public async Task Who_erases_an_account_leaves_no_name_at_the_sandbox()
    {
        NewCustomer person = new(Guid.NewGuid().ToString(), "aiko@example.com", "Aiko");
        string id = await _gateway.CreateCustomerAsync(person, "key", default);
        SandboxPersonalData data = new(_store);
        (await data.CollectAsync(person.UserId, default).CountAsync()).ShouldBe(1);
        await data.EraseAsync(person.UserId, default);
        await data.EraseAsync(person.UserId, default);
        SandboxCustomer erased = (await _store.FindAsync<SandboxCustomer>(id, id))!.Value;
        (erased.Name, erased.Email).ShouldBe(("", ""));
    }

    // Whoever reads a subscription in the middle of a change finds its invoice, and the invoice's payment.
    private async Task NamesOnlyWhatIsThereAsync(string subscriptionId)
    {
        GatewaySubscription subscription = (await _gateway.FindSubscriptionAsync(subscriptionId, default)).ShouldNotBeNull();
        GatewayInvoice invoice = (await _gateway.FindInvoiceAsync(subscription.LatestInvoiceId!, default)).ShouldNotBeNull();
        (await _gateway.FindPaymentAsync(invoice.PaymentId!, default)).ShouldNotBeNull();
    }

    private static void Wait(Task<bool> change) => change.Wait(Limits.Wait).ShouldBeTrue();

    // Whether it came to its end before the store died.
    private async Task<bool> SurvivesAsync(int call, Func<Task> work)
    {
        _store.DieAtCall(call);
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
            _store.Revive();
        }
    }

    private Task<string> CustomerAsync()
    {
        string user = Guid.NewGuid().ToString();
        return _gateway.CreateCustomerAsync(new NewCustomer(user, "a@example.com", "A"), user, default);
    }

    private async Task<CheckoutSession> OpenAsync(int packs = 0)
    {
        NewCheckout checkout = New(await CustomerAsync(), packs);
        return await _gateway.OpenCheckoutAsync(checkout, checkout.Order.OrderId, default);
    }

    private static NewCheckout New(string customer, int packs = 0)
    {
        string id = Guid.NewGuid().ToString();
        return new NewCheckout(
            customer,
            packs == 0 ? Orders.Standard("user", id) : Orders.Packs("user", id, packs),
            packs == 0 ? CloneOffers.Standard : CloneOffers.Pack,
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
        DocumentPage<SandboxEvent> page = await _store.QueryAsync<SandboxEvent>(
            new DocumentQuery { OrderBy = "order", Limit = 1000 });
        return [.. page.Items.Select(item => item.Value)];
    }
}
