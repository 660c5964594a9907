using System.Text.Json;

namespace Understudy.Domain.Billing;

/// <summary>
/// Reads what was written when only one product sold anything, and neither the gateway's metadata nor our documents named it.
/// That product alone knows what its words meant.
/// </summary>
public interface IEarlierSales
{
    /// <summary>The product.</summary>
    string Product { get; }

    /// <summary>What an order was of, by the metadata that it left at the gateway; null when that says nothing clear.</summary>
    OrderLine? Read(IReadOnlyDictionary<string, string> metadata);

    /// <summary>
    /// What a document was of, by those of its members that are not known any more; null when that was nothing.
    /// </summary>
    OrderLine? Read(IReadOnlyDictionary<string, JsonElement> members);
}

/// <summary>Which of a product's offers, and how many.</summary>
public sealed record OrderLine(string Sku, int Quantity);
