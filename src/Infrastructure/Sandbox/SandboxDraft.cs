using System.Globalization;
using System.Text.Json;
using Stripe;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sandbox;

/// <summary>A change of a customer's objects in the making: it reads them, and keeps what is to be written.</summary>
internal sealed class SandboxDraft(
    IDocumentStore store, IIdFactory ids, SandboxCustomer customer, DateTimeOffset now)
{
    private readonly Dictionary<string, object> _written = [];
    private readonly List<SandboxEvent> _events = [];
    private readonly long _number = customer.Changes + 1;

    /// <summary>Whose objects they are.</summary>
    public string CustomerId => customer.Id;

    /// <summary>The time of the change, in whole seconds as all times at Stripe.</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    /// <summary>A new id with that prefix.</summary>
    public string NewId(string prefix) => SandboxIds.Next(ids, prefix);

    /// <summary>Reads one of the customer's objects; null for what is not theirs, too.</summary>
    public async Task<T?> FindAsync<T>(string id, CancellationToken cancellationToken)
        where T : class, ISandboxObject
    {
        if (_written.TryGetValue(id, out object? own)) return own as T;
        T? found = (await store.FindAsync<T>(id, id, cancellationToken))?.Value;
        return found?.CustomerId == CustomerId ? found : null;
    }

    /// <summary>Writes an object, as it is now.</summary>
    public void Put(SandboxCheckout checkout) => _written[checkout.Id] = checkout with { Revision = _number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxSubscription subscription) =>
        _written[subscription.Id] = subscription with { Revision = _number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxInvoice invoice) => _written[invoice.Id] = invoice with { Revision = _number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxPayment payment) => _written[payment.Id] = payment with { Revision = _number };

    /// <summary>Tells of something that happened to an object, which is shown as it is now.</summary>
    public void Emit(string type, IHasObject about)
    {
        string id = NewId("evt_");
        Event body = new()
        {
            Id = id,
            Object = "event",
            ApiVersion = StripeConfiguration.ApiVersion,
            Created = Now.UtcDateTime,
            Type = type,
            PendingWebhooks = 1,
            Data = new() { Object = about },
        };
        _events.Add(new SandboxEvent
        {
            Id = id,
            Body = JsonSerializer.Serialize(body, StripeConfiguration.SerializerOptions),
            Order = string.Create(
                CultureInfo.InvariantCulture,
                $"{DocumentJson.Sortable(now)} {customer.Id} {_number:D9} {_events.Count:D3}"),
        });
    }

    /// <summary>The change as it stands.</summary>
    public SandboxChange ToChange() => new(
        _number,
        [.. _written.Values.OfType<SandboxCheckout>()],
        [.. _written.Values.OfType<SandboxSubscription>()],
        [.. _written.Values.OfType<SandboxInvoice>()],
        [.. _written.Values.OfType<SandboxPayment>()],
        _events);
}
