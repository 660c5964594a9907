using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Http;

/// <summary>Finds the product that a path belongs to, whether or not there is anything at the path.</summary>
internal sealed class ProductPaths(IEnumerable<Product> products)
{
    private static readonly Product _none = new("", "", new PlatformDialect());

    // Of two that a path begins with, the longer one means it.
    private readonly Product[] _products = [.. products.OrderByDescending(product => product.BasePath.Length)];

    /// <summary>All products.</summary>
    public IReadOnlyList<Product> All => _products;

    /// <summary>The product of a path, segment by segment; what belongs to none speaks the platform's dialect.</summary>
    public Product Of(PathString path)
    {
        foreach (Product product in _products)
            if (path.StartsWithSegments(product.BasePath, StringComparison.OrdinalIgnoreCase)) return product;
        return _none;
    }
}
