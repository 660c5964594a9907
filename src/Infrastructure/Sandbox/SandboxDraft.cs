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
    private readonly Dictionary<string, object> written = [];
    private readonly List<SandboxEvent> events = [];
    private readonly long number = customer.Changes + 1;

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
        if (written.TryGetValue(id, out object? own)) return own as T;
        T? found = (await store.FindAsync<T>(id, id, cancellationToken))?.Value;
        return found?.CustomerId == CustomerId ? found : null;
    }

    /// <summary>Writes an object, as it is now.</summary>
    public void Put(SandboxCheckout checkout) => written[checkout.Id] = checkout with { Revision = number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxSubscription subscription) =>
        written[subscription.Id] = subscription with { Revision = number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxInvoice invoice) => written[invoice.Id] = invoice with { Revision = number };

    /// <inheritdoc cref="Put(SandboxCheckout)"/>
    public void Put(SandboxPayment payment) => written[payment.Id] = payment with { Revision = number };

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
        events.Add(new SandboxEvent
        {
            Id = id,
            Body = JsonSerializer.Serialize(body, StripeConfiguration.SerializerOptions),
            Order = string.Create(
                CultureInfo.InvariantCulture,
                $"{DocumentJson.Sortable(now)} {customer.Id} {number:D9} {events.Count:D3}"),
        });
    }

    /// <summary>The change as it stands.</summary>
    public SandboxChange ToChange() => new(
        number,
        [.. written.Values.OfType<SandboxCheckout>()],
        [.. written.Values.OfType<SandboxSubscription>()],
        [.. written.Values.OfType<SandboxInvoice>()],
        [.. written.Values.OfType<SandboxPayment>()],
        events);
}
