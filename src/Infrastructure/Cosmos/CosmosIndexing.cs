using System.Collections.ObjectModel;
using Microsoft.Azure.Cosmos;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// How the container of documents is made: its partition key, that documents may expire, and what is indexed. On Azure the
/// deployment makes it so, and a test holds the deployment against this.
/// </summary>
public static class CosmosIndexing
{
    /// <summary>The path of the partition key.</summary>
    public const string PartitionKeyPath = "/pk";

    /// <summary>Only documents that say so expire.</summary>
    public const int DefaultTtl = -1;

    /// <summary>What queries use; all the rest of a document costs its writes nothing.</summary>
    public const string Included = "/x/*";

    /// <summary>What is not indexed.</summary>
    public const string Excluded = "/*";

    /// <summary>
    /// The fields that queries may order by. Each has a composite index with the key that ties are broken by, which serves both
    /// directions; Cosmos DB refuses to order by two paths without one.
    /// </summary>
    public static IReadOnlyList<string> Orders { get; } =
        ["createdAt", "deletionAt", "dueAt", "entry.sequence", "inputs.title", "order", "receivedAt", "turn"];

    /// <summary>The composite indexes' paths, one pair for each of <see cref="Orders"/>, ascending.</summary>
    public static IReadOnlyList<(string First, string Second)> CompositePaths { get; } = [.. Orders.Select(CompositeOf)];

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
        container.IndexingPolicy.IncludedPaths.Add(new IncludedPath { Path = Included });
        container.IndexingPolicy.ExcludedPaths.Add(new ExcludedPath { Path = Excluded });
        foreach ((string first, string second) in CompositePaths.Concat(moreOrders.Select(CompositeOf)))
        {
            container.IndexingPolicy.CompositeIndexes.Add(
                new Collection<CompositePath> { new() { Path = first }, new() { Path = second } });
        }
        return container;
    }

    private static (string First, string Second) CompositeOf(string field) =>
        ($"/x/f/{field.Replace('.', '/')}", "/x/k");
}
