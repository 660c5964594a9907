using System.Text.Json;
using Understudy.Domain.Billing;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Domain.Tests.Billing.Support;

/// <summary>
/// A payment gateway in memory, complete for its port, that behaves like Stripe: it keeps the objects, and says what
/// happened to them in events, which nobody delivers. Everything completes at once, ids are counted, and the time is the
/// given one's, so that a history happens the same way again.
/// </summary>
internal sealed partial class SimulatedGateway(TimeProvider time) : IPaymentGateway
{
    public const string Signature = "signed";
    public const long StandardPrice = 5000;
    public const long PackPrice = 1000;

    private static readonly PaymentCard _visa = new("visa", "4242", 12, 2030);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, object> _made = [];
    private readonly Dictionary<string, CheckoutSession> _checkouts = [];
    private readonly Dictionary<string, GatewaySubscription> _subscriptions = [];
    private readonly Dictionary<string, GatewayInvoice> _invoices = [];
    private readonly Dictionary<string, Offer> _sold = [];
    private readonly Dictionary<string, GatewayPayment> _payments = [];
    private readonly HashSet<string> _deletedCustomers = [];
    private readonly HashSet<string> _refunds = [];
    private int _lastId;

    /// <summary>What has happened, in that order.</summary>
    public List<GatewayEvent> Events { get; } = [];

    /// <summary>Called before each call, with its name; throwing makes it fail.</summary>
    public Action<string>? Calling { get; set; }

    /// <summary>Called after a call that changed something; throwing is a crash before its answer arrives.</summary>
    public Action<string>? Called { get; set; }

    /// <summary>All subscriptions, as they are.</summary>
    public IEnumerable<GatewaySubscription> Subscriptions => _subscriptions.Values;

    /// <summary>All payments, as they are.</summary>
    public IEnumerable<GatewayPayment> Payments => _payments.Values;

    /// <summary>The customers that were deleted.</summary>
    public IReadOnlyCollection<string> DeletedCustomers => _deletedCustomers;

    /// <summary>All checkouts, as they are.</summary>
    public IEnumerable<CheckoutSession> Checkouts => _checkouts.Values;

    public Task<string> CreateCustomerAsync(NewCustomer customer, string key, CancellationToken cancellationToken) =>
        Make("create customer", key, () => NewId("cus"));

    public Task DeleteCustomerAsync(string customerId, CancellationToken cancellationToken)
    {
        Calling?.Invoke("delete customer");
        DeleteCustomer(customerId);
        Called?.Invoke("delete customer");
        return Task.CompletedTask;
    }

    public Task<CheckoutSession> OpenCheckoutAsync(
        NewCheckout checkout, string key, CancellationToken cancellationToken) => Make("open checkout", key, () =>
    {
        RequireCustomer(checkout.CustomerId);
        string id = NewId("cs");
        _sold[id] = checkout.Offer;
        CheckoutSession session = new()
        {
            Id = id,
            Url = new Uri($"https://pay.example.com/{id}"),
            Order = checkout.Order,
            CustomerId = checkout.CustomerId,
            Amount = checkout.Offer.Price.Amount * checkout.Order.Quantity,
            Currency = checkout.Offer.Price.Currency,
            CreatedAt = time.GetUtcNow(),
        };
        return _checkouts[id] = session;
    });

    public Task<Uri> OpenPortalAsync(string customerId, Uri returnUrl, CancellationToken cancellationToken)
    {
        Calling?.Invoke("open portal");
        RequireCustomer(customerId);
        return Task.FromResult(new Uri($"https://pay.example.com/portal/{customerId}"));
    }

    public Task<CheckoutSession?> FindCheckoutAsync(string id, CancellationToken cancellationToken) =>
        Find(_checkouts, id);

    public Task<GatewaySubscription?> FindSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        Find(_subscriptions, id);

    public Task<GatewayInvoice?> FindInvoiceAsync(string id, CancellationToken cancellationToken) =>
        Find(_invoices, id);

    public Task<GatewayPayment?> FindPaymentAsync(string id, CancellationToken cancellationToken) =>
        Find(_payments, id);

    public Task ExpireCheckoutAsync(string id, CancellationToken cancellationToken) =>
        Do("expire checkout", () => Expire(id));

    public Task RefundPaymentAsync(string id, string key, CancellationToken cancellationToken) =>
        Do("refund payment", () =>
        {
            if (_refunds.Add(key)) Refund(id, long.MaxValue);
        });

    public Task<string?> RefundPaymentAsync(string id, long amount, string key, CancellationToken cancellationToken)
    {
        Calling?.Invoke("refund payment");
        string? made = null;
        lock (_lock)
        {
            GatewayPayment payment = _payments[id];
            bool isLeft = amount <= payment.Amount - payment.Refunded - payment.Disputed &&
                payment.Status == GatewayPaymentStatus.Succeeded;
            if (_made.TryGetValue(key, out object? before)) made = (string)before;
            else if (isLeft)
            {
                Refund(id, amount);
                _made[key] = made = NewId("re");
            }
        }
        Called?.Invoke("refund payment");
        return Task.FromResult(made);
    }

    public Task EndSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        Do("end subscription", () => End(id));

    public SignedEvent? ReadEvent(ReadOnlyMemory<byte> body, string? signature) =>
        signature == Signature ? new SignedEvent(JsonSerializer.Deserialize<GatewayEvent>(body.Span)) : null;

    private Task Do(string call, Action work)
    {
        Calling?.Invoke(call);
        lock (_lock) work();
        Called?.Invoke(call);
        return Task.CompletedTask;
    }

    private void RequireCustomer(string id)
    {
        if (_deletedCustomers.Contains(id))
            throw new GatewayException($"There is no customer {id}.", isTransient: false) { IsCustomerGone = true };
    }

    private Task<T> Make<T>(string call, string key, Func<T> make)
        where T : class
    {
        Calling?.Invoke(call);
        T made;
        lock (_lock)
        {
            if (!_made.TryGetValue(key, out object? before)) _made[key] = before = make();
            made = (T)before;
        }
        Called?.Invoke(call);
        return Task.FromResult(made);
    }

    private Task<T?> Find<T>(Dictionary<string, T> objects, string id)
        where T : class
    {
        Calling?.Invoke("find");
        lock (_lock) return Task.FromResult(objects.GetValueOrDefault(id));
    }

    private string NewId(string kind) => $"{kind}_{++_lastId}";

    private void Tell(GatewayEvent happened) => Events.Add(happened);

    private GatewayEvent NewEvent(string type) => new(NewId("evt"), type, time.GetUtcNow());
}
