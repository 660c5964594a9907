using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Billing;

/// <summary>
/// A checkout that was opened, written before its address is handed out: an order whose events never arrive is found
/// again by it.
/// </summary>
public sealed record OrderRecord : IDocument
{
    private static readonly TimeSpan _kept = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("order", "id", "isOpen", "createdAt");

    /// <summary>Our id of the order, a UUID.</summary>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <inheritdoc/>
    public DateTimeOffset? ExpiresAt => ClosedAt + _kept;

    /// <summary>Who ordered.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product that sells it; empty in an earlier form.</summary>
    public string Product { get; init; } = "";

    /// <summary>Which of the product's offers.</summary>
    public string Sku { get; init; } = "";

    /// <summary>How many.</summary>
    public int Quantity { get; init; }

    /// <summary>How many units all of them give.</summary>
    public int Units { get; init; }

    /// <summary>What all of them cost; null in an earlier form.</summary>
    public Price? Price { get; init; }

    /// <summary>The checkout at the gateway.</summary>
    public required string SessionId { get; init; }

    /// <summary>The checkout's page; null in an earlier form. It shows nothing to pay once it was paid, or has expired.</summary>
    public string? Url { get; init; }

    /// <summary>Where the checkout leads after paying.</summary>
    public required string SuccessUrl { get; init; }

    /// <summary>Where it leads when the customer turns back.</summary>
    public required string CancelUrl { get; init; }

    /// <summary>Whether something may still come of it.</summary>
    public bool IsOpen => ClosedAt is null;

    /// <summary>When it was seen that nothing new can come of it: it expired, or its outcome is known.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it said in an earlier form.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Earlier { get; init; }

    /// <summary>The order in today's form.</summary>
    internal OrderRecord ToToday(Catalogue catalogue) =>
        Product.Length > 0 || catalogue.Earlier is not { } earlier || earlier.Read(Earlier ?? []) is not { } line
            ? this
            : this with { Product = earlier.Product, Sku = line.Sku, Quantity = line.Quantity, Earlier = null };
}
