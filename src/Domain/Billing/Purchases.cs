using Understudy.Domain.Billing.Gateway;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>How a purchase stands.</summary>
public enum PurchaseStatus
{
    /// <summary>It is not paid, and may be still.</summary>
    Pending,

    /// <summary>It is paid.</summary>
    Succeeded,

    /// <summary>It was not paid, and will not be any more.</summary>
    Failed,

    /// <summary>All of the money went back.</summary>
    Refunded,

    /// <summary>A part of the money went back.</summary>
    PartiallyRefunded,
}

/// <summary>Something that a person buys, from the checkout on.</summary>
public sealed record Purchase
{
    /// <summary>The order's id, or the payment's where there is no order any more.</summary>
    public required string Id { get; init; }

    /// <summary>The product that sells it.</summary>
    public required string Product { get; init; }

    /// <summary>Which of the product's offers.</summary>
    public required string Sku { get; init; }

    /// <summary>How many.</summary>
    public required int Quantity { get; init; }

    /// <summary>How many units all of them give.</summary>
    public required int Units { get; init; }

    /// <summary>What all of them cost.</summary>
    public required Price Price { get; init; }

    /// <summary>How much of that was given back.</summary>
    public long Refunded { get; init; }

    /// <summary>How it stands.</summary>
    public required PurchaseStatus Status { get; init; }

    /// <summary>The checkout's page, as long as the order is kept.</summary>
    public Uri? Url { get; init; }

    /// <summary>When the checkout was opened, or the payment was made where there is no order any more.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the money was there.</summary>
    public DateTimeOffset? PaidAt { get; init; }
}

/// <summary>Looking a purchase up, by the id of its order or of its payment.</summary>
public sealed class Purchases(IDocumentStore store, Payments payments, Catalogue catalogue)
{
    /// <summary>Finds a purchase of a person; null when there is none of that id.</summary>
    /// <remarks>An order is kept for 90 days after its outcome is known, a payment for ever.</remarks>
    public async Task<Purchase?> FindAsync(string ownerId, string id, CancellationToken cancellationToken)
    {
        OrderRecord? order =
            (await store.FindAsync<OrderRecord>(ownerId, id, cancellationToken))?.Value.ToToday(catalogue);
        // What is bought once is paid under the order's id; a subscription has many payments, of which the first tells.
        Payment? payment = await payments.FindAsync(ownerId, id, cancellationToken);
        if (payment is null && order is not null) payment = await FirstOfAsync(order, cancellationToken);
        return payment is not null ? Of(payment, order) : order is not null ? Of(order) : null;
    }

    private async Task<Payment?> FirstOfAsync(OrderRecord order, CancellationToken cancellationToken)
    {
        DocumentPage<Payment> first = await store.QueryAsync<Payment>(
            new DocumentQuery
            {
                Partition = order.OwnerId,
                Where = [Filter.Equal("orderId", order.Id)],
                OrderBy = "createdAt",
                Limit = 1,
            },
            cancellationToken);
        return first.Items.Count == 0 ? null : first.Items[0].Value;
    }

    private static Purchase Of(Payment payment, OrderRecord? order) => new()
    {
        Id = order?.Id ?? payment.Id,
        Product = payment.Product,
        Sku = payment.Sku,
        Quantity = payment.Quantity,
        Units = payment.Units,
        Price = new Price(payment.Amount, payment.Currency),
        Refunded = payment.Refunded,
        Status = payment.Outcome,
        Url = order?.Url is null ? null : new Uri(order.Url),
        CreatedAt = order?.CreatedAt ?? payment.CreatedAt,
        PaidAt = payment.PaidAt,
    };

    private Purchase Of(OrderRecord order) => new()
    {
        Id = order.Id,
        Product = order.Product,
        Sku = order.Sku,
        Quantity = order.Quantity,
        Units = order.Units,
        Price = order.Price ?? PriceOf(order),
        Status = order.IsOpen ? PurchaseStatus.Pending : PurchaseStatus.Failed,
        Url = order.Url is null ? null : new Uri(order.Url),
        CreatedAt = order.CreatedAt,
    };

    private Price PriceOf(OrderRecord order) =>
        catalogue.Find(order.Product, order.Sku) is { } offer ? offer.Price * order.Quantity : new Price(0, "");
}
