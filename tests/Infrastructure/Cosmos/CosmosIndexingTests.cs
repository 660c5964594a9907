using System.Text.Json;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

public sealed class CosmosIndexingTests
{
    [Fact]
    public void Nothing_is_indexed_but_what_is_written_for_it()
    {
        Paths(CosmosIndexing.Policy.GetProperty("includedPaths")).ShouldBe(["/x/*"]);
        Paths(CosmosIndexing.Policy.GetProperty("excludedPaths")).ShouldBe(["/*"]);
    }

    [Fact]
    public void Every_order_ends_with_the_key_of_ids()
    {
        JsonElement[] indexes = [.. CosmosIndexing.Policy.GetProperty("compositeIndexes").EnumerateArray()];
        indexes.Select(index => string.Join(' ', Paths(index))).ShouldBe(
            CosmosIndexing.Orders.Select(order => $"/x/f/{order.Replace('.', '/')} /x/k"));
        indexes.SelectMany(index => index.EnumerateArray()).ShouldAllBe(
            path => path.GetProperty("order").GetString() == "ascending");
        CosmosIndexing.Orders.ShouldBeUnique();
    }

    private static string[] Paths(JsonElement paths) =>
        [.. paths.EnumerateArray().Select(path => path.GetProperty("path").GetString()!)];
}
