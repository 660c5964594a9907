using System.Collections.ObjectModel;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// How the container of documents is made: its partition key, that documents may expire, and what is indexed, which
/// <c>indexing.json</c> beside this says. On Azure the deployment makes it so, from the same file.
/// </summary>
public static class CosmosIndexing
{
    /// <summary>The path of the partition key, which is hashed by version 2.</summary>
    public const string PartitionKeyPath = "/pk";

    /// <summary>Only documents that say so expire.</summary>
    public const int DefaultTtl = -1;

    private const string Fields = "/x/f/";
    private const string Key = "/x/k";

    /// <summary>The indexing policy: what queries use, and nothing else of a document.</summary>
    public static JsonElement Policy { get; } = ReadPolicy();

    /// <summary>
    /// The fields that queries may order by. Each has a composite index with the key that ties are broken by, which serves both
    /// directions; Cosmos DB refuses to order by two paths without one.
    /// </summary>
    public static IReadOnlyList<string> Orders { get; } =
    [
        .. Policy.GetProperty("compositeIndexes").EnumerateArray()
            .Select(index => PathOf(index[0])[Fields.Length..].Replace('/', '.')),
    ];

    /// <summary>The properties of the container of that name.</summary>
    /// <param name="name">The container's name.</param>
    /// <param name="moreOrders">Fields to order by beside <see cref="Orders"/>.</param>
    internal static ContainerProperties Container(string name, IEnumerable<string> moreOrders)
    {
        ContainerProperties container = new(name, PartitionKeyPath)
        {
            DefaultTimeToLive = DefaultTtl,
            PartitionKeyDefinitionVersion = PartitionKeyDefinitionVersion.V2,
        };
        IndexingPolicy policy = container.IndexingPolicy;
        foreach (JsonElement path in Policy.GetProperty("includedPaths").EnumerateArray())
            policy.IncludedPaths.Add(new IncludedPath { Path = PathOf(path) });
        foreach (JsonElement path in Policy.GetProperty("excludedPaths").EnumerateArray())
            policy.ExcludedPaths.Add(new ExcludedPath { Path = PathOf(path) });
        foreach (string order in Orders.Concat(moreOrders))
        {
            string path = $"{Fields}{order.Replace('.', '/')}";
            policy.CompositeIndexes.Add(new Collection<CompositePath> { new() { Path = path }, new() { Path = Key } });
        }
        return container;
    }

    private static string PathOf(JsonElement path) => path.GetProperty("path").GetString()!;

    private static JsonElement ReadPolicy()
    {
        using Stream file = typeof(CosmosIndexing).Assembly.GetManifestResourceStream("cosmos-indexing.json")!;
        using var policy = JsonDocument.Parse(file);
        return policy.RootElement.Clone();
    }
}
