using System.Text.Json;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Events;
using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Billing.Reconciling;
using Understudy.Domain.Billing.Refunds;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Domain.Products.Sora;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>All of billing, around a gateway and a store in memory.</summary>
internal sealed class BillingWorld
{
    public const string Ann = "ann";
    public static readonly Uri Success = new("https://app.example.com/success");
    public static readonly Uri Cancel = new("https://app.example.com/cancel");

    private readonly SequentialIds _ids;
    private int _delivered;

    public BillingWorld()
        : this(new ManualTime())
    {
    }

    /// <summary>A process over what other processes keep.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="store">The documents.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="offers">What is sold; null for all.</param>
    public BillingWorld(
        ManualTime time,
        InMemoryDocumentStore store,
        SimulatedGateway gateway,
        SequentialIds ids,
        IEnumerable<Offer>? offers = null)
    {
        Offers = [.. offers ?? [.. CloneOffers.All, .. Papers.All, .. SoraOffers.All, .. FilmOffers.All]];
        Time = time;
        Store = store;
        Gateway = gateway;
        Ledger = new WalletLedger(Store, Time);
        Catalogue catalogue = new(Offers, new EarlierCloneSales());
        Subscriptions subscriptions = new(Store, catalogue, Time);
        Subscriptions = subscriptions;
        Minutes = new Minutes(Ledger, subscriptions, Store, Time);
        Films = new FilmStudioPlans(Ledger, subscriptions, Store, Time);
        GiveCredits = new GrantCreditsHandler(Ledger, Films, Store, ids, Time);
        Customers customers = new(Store, Gateway, Time);
        Customers = customers;
        _ids = ids;
        SubscriptionPages pages = new(Store, Gateway, catalogue);
        Payments = new Payments(Store, catalogue);
        Checkouts opening = new(Store, Gateway, customers, subscriptions, Time);
        Entitlements entitlements = new(Ledger, Log, Time);
        ReconcileOrderHandler orders =
            new(Store, Gateway, customers, Payments, entitlements, catalogue, Log, Time);
        Invoices = new ReconcileInvoiceHandler(
            Store, Gateway, orders, customers, Payments, entitlements, catalogue, Log, Time);
        Reconcile = new ReconcileSubscriptionHandler(Store, Gateway, subscriptions, catalogue, Log, Time);
        ReconcileCheckoutHandler checkouts =
            new(Store, Gateway, Reconcile, Invoices, orders, pages, catalogue, Log, Time);
        ReconcilePaymentHandler payments = new(Gateway, orders, Invoices, catalogue);
        Handling = new EventHandling(
            Gateway, customers, subscriptions, checkouts, Reconcile, Invoices, payments);
        Inbox = new EventInbox(Store, Handling, Time);
        RollOver = new RollOver(Minutes);
        Sweep = new BillingSweep(Store, Gateway, checkouts, Reconcile, Invoices, payments, Time);
        Data = new BillingData(Store, Gateway, checkouts, customers, subscriptions, Payments);
        End = new EndSubscriptionHandler(Store, subscriptions, checkouts, Gateway);
        Checkout = new OpenCheckoutHandler(
            Store, Gateway, catalogue, subscriptions, pages, checkouts, opening, ids);
        Portal = new OpenPortalHandler(customers, Gateway);
        Purchases = new Purchases(Store, Payments, catalogue);
        Refund = new RefundPaymentHandler(Store, Gateway, Payments, entitlements, payments, Log, ids, Time);
    }

    private BillingWorld(ManualTime time)
        : this(time, new InMemoryDocumentStore(time), new SimulatedGateway(time), new SequentialIds())
    {
    }

    /// <summary>What is sold.</summary>
    public IReadOnlyList<Offer> Offers { get; }

    /// <summary>What billing told of its decisions.</summary>
    public RecordedDecisions Log { get; } = new();

    public ManualTime Time { get; }

    public InMemoryDocumentStore Store { get; }

    public SimulatedGateway Gateway { get; }

    public WalletLedger Ledger { get; }

    public Minutes Minutes { get; }

    public FilmStudioPlans Films { get; }

    public GrantCreditsHandler GiveCredits { get; }

    public EventHandling Handling { get; }

    public EventInbox Inbox { get; }

    public BillingSweep Sweep { get; }

    public RollOver RollOver { get; }

    public BillingData Data { get; }

    public EndSubscriptionHandler End { get; }

    public Payments Payments { get; }

    public ReconcileSubscriptionHandler Reconcile { get; }

    public ReconcileInvoiceHandler Invoices { get; }

    public OpenCheckoutHandler Checkout { get; }

    public Customers Customers { get; }

    public Subscriptions Subscriptions { get; }

    public Purchases Purchases { get; }

    public RefundPaymentHandler Refund { get; }

    public OpenPortalHandler Portal { get; }

    /// <summary>A person has an account.</summary>
    public Task SignUpAsync(string id = Ann) => Store.CreateAsync(new User
    {
        Id = id,
        Email = $"{id}@example.com",
        Name = id,
        CreatedAt = Time.Now,
        UpdatedAt = Time.Now,
    });

    /// <summary>A person opens a checkout of the Standard plan; the session's id.</summary>
    public async Task<string> OpenSubscriptionAsync(string owner = Ann, string page = "success") =>
        (await Checkout.HandleAsync(
            Standard(new Uri($"https://app.example.com/{page}"), owner), default)).Value.ShouldNotBeNull().Id;

    /// <summary>
    /// A checkout of the Standard plan next to another that is open, as of a request that was cut off; the session's id.
    /// </summary>
    public async Task<string> OpenAnotherSubscriptionAsync(string owner = Ann)
    {
        User user = (await Store.FindAsync<User>(owner, owner))!.Value;
        string order = _ids.Next();
        Uri page = new("https://app.example.com/another");
        CheckoutSession session = await Gateway.OpenCheckoutAsync(
            new NewCheckout(
                (await Customers.EnsureAsync(user, default)).CustomerId,
                new Order(owner, order, Minutes.Product, CloneOffers.Standard.Sku, 1),
                CloneOffers.Standard,
                page,
                Cancel),
            order,
            default);
        await Store.CreateAsync(new OrderRecord
        {
            Id = order,
            OwnerId = owner,
            Product = Minutes.Product,
            Sku = CloneOffers.Standard.Sku,
            Quantity = 1,
            SessionId = session.Id,
            SuccessUrl = page.OriginalString,
            CancelUrl = Cancel.OriginalString,
            CreatedAt = Time.Now,
        });
        return session.Id;
    }

    /// <summary>A person opens a checkout of extra minutes; the session's id.</summary>
    public async Task<string> OpenPurchaseAsync(int packs = 1, string owner = Ann) =>
        (await Checkout.HandleAsync(Packs(packs, owner), default)).Value.ShouldNotBeNull().Id;

    /// <summary>A person opens a checkout of any offer; the session's id.</summary>
    public async Task<string> OpenAsync(Offer offer, int quantity = 1, string owner = Ann) =>
        (await Checkout.HandleAsync(
            new OpenCheckout(owner, offer.Product, offer.Sku, quantity, Success, Cancel), default))
            .Value.ShouldNotBeNull().Id;

    /// <summary>Asks for a checkout of the Standard plan.</summary>
    public static OpenCheckout Standard(Uri page, string owner = Ann) =>
        new(owner, Minutes.Product, CloneOffers.Standard.Sku, 1, page, Cancel);

    /// <summary>Asks for a checkout of extra minutes.</summary>
    public static OpenCheckout Packs(int packs, string owner = Ann, string? orderId = null) =>
        new(owner, Minutes.Product, CloneOffers.Pack.Sku, packs, Success, Cancel, orderId);

    /// <summary>A person has subscribed, and the events have come; the subscription's id.</summary>
    public async Task<string> SubscribedAsync(string owner = Ann)
    {
        Gateway.Pay(await OpenSubscriptionAsync(owner));
        await DeliverAsync();
        return Gateway.Subscriptions.Last().Id;
    }

    /// <summary>Delivers what has happened since the last delivery, and what comes of that, in order.</summary>
    public async Task DeliverAsync()
    {
        while (_delivered < Gateway.Events.Count) await DeliverAsync(Gateway.Events[_delivered++]);
    }

    /// <summary>The events that have happened since the last delivery never come.</summary>
    public void Lose() => _delivered = Gateway.Events.Count;

    /// <summary>The events that have happened since the last delivery; the caller delivers them.</summary>
    public GatewayEvent[] Undelivered()
    {
        GatewayEvent[] events = [.. Gateway.Events.Skip(_delivered)];
        Lose();
        return events;
    }

    /// <summary>
    /// Handles an event, again after each crash; also one that has come before, which the inbox would not do.
    /// </summary>
    public async Task DeliverAsync(GatewayEvent happened)
    {
        while (true)
        {
            try
            {
                await Handling.HandleAsync(happened, default);
                return;
            }
            catch (SimulatedCrashException)
            {
                // The process starts again, and the event with it.
            }
        }
    }

    /// <summary>A person's subscription of Clone.</summary>
    public Task<Subscription?> SubscriptionAsync(string owner = Ann) => Subscriptions.OfCloneAsync(owner, default);

    /// <summary>A person's customer.</summary>
    public async Task<Customer> CustomerAsync(string owner = Ann) =>
        (await Customers.FindAsync(owner, default)).ShouldNotBeNull();

    /// <summary>A person's payments, oldest first.</summary>
    public async Task<Payment[]> PaymentsAsync(string owner = Ann) =>
        [.. (await Store.QueryAsync<Payment>(new DocumentQuery { Partition = owner, OrderBy = "createdAt" }))
            .Items.Select(item => item.Value)];

    /// <summary>What a person can spend.</summary>
    public async Task<int> LeftAsync(string owner = Ann) =>
        (await Ledger.GetBalanceAsync(Minutes.Wallet(owner))).Left;

    /// <summary>All that a person would see, as text; without what counts how often it was looked at.</summary>
    public async Task<string> SeenAsync(string owner = Ann)
    {
        Subscription? subscription = await SubscriptionAsync(owner);
        Payment[] payments = await PaymentsAsync(owner);
        OrderRecord[] orders =
            [.. (await Store.QueryAsync<OrderRecord>(new DocumentQuery { Partition = owner })).Items.Select(i => i.Value)];
        return JsonSerializer.Serialize(
            new
            {
                Subscription = subscription is null ? null : subscription with { UpdatedAt = default },
                Payments = payments.Select(payment => payment with { Revision = 0, PaidAt = null }),
                Open = orders.Where(order => order.IsOpen).Select(order => order.Id),
                Left = await LeftAsync(owner),
                Running = Gateway.Subscriptions
                    .Where(s => s.Status != GatewaySubscriptionStatus.Over).Select(s => s.Id),
            },
            DocumentJson.Options);
    }
}
