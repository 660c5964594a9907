using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Storage;

/// <summary>Something that takes room, and is counted.</summary>
public sealed record StoredItem : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("storedItem", "product");

    /// <inheritdoc/>
    public string Id => IdOf(Product, ItemId);

    /// <inheritdoc/>
    public string Partition => OwnerId;

    /// <summary>Whose it is.</summary>
    public required string OwnerId { get; init; }

    /// <summary>The product whose room it takes.</summary>
    public required string Product { get; init; }

    /// <summary>What it is: the id of an asset or a job.</summary>
    public required string ItemId { get; init; }

    /// <summary>How much room it takes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The document's id.</summary>
    public static string IdOf(string product, string itemId) => $"{product}.{itemId}";
}
