namespace Understudy.Domain.Media.Assets;

/// <summary>Which files a product takes, and for how long it keeps them.</summary>
/// <param name="Product">The product.</param>
/// <param name="Formats">The formats that it takes.</param>
/// <param name="MaxBytes">How large a file may be.</param>
public sealed record AssetRules(string Product, IReadOnlyList<FileFormat> Formats, long MaxBytes)
{
    /// <summary>How large a file has to be.</summary>
    public long MinBytes { get; init; } = 1;

    /// <summary>What may be in it; null for anything.</summary>
    public AssetKind? Kind { get; init; }

    /// <summary>How many bytes a person may keep in the product, all together; null for any number, which is not counted.</summary>
    public long? StorageLimit { get; init; }

    /// <summary>How long a file is kept; null for as long as its owner likes.</summary>
    public TimeSpan? Lifetime { get; init; }
}
