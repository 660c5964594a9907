using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

/// <summary>An emulator of Cosmos DB for all the tests of a collection, each of which has a container of its own.</summary>
public sealed class CosmosGateway : IAsyncLifetime
{
    // Any will do: the gateway does not look at it.
    private static readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private Emulator? _emulator;
    private Uri? _address;

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => $"AccountEndpoint={_address};AccountKey={_key};";

    public async Task InitializeAsync() => (_emulator, _address) = await Emulator.StartAsync("cosmos");

    public async Task DisposeAsync()
    {
        if (_emulator is not null) await _emulator.DisposeAsync();
    }

    /// <summary>A store over a container that nobody else uses, unless it is named.</summary>
    public async Task<CosmosDocumentStore> OpenAsync(
        TimeProvider clock, Func<HttpMessageHandler, HttpMessageHandler>? aroundHttp = null, string? container = null)
    {
        CosmosDocumentStore store = new(
            CosmosOptions.Of(ConnectionString) with
            {
                Container = container ?? $"test-{Guid.NewGuid():N}",
                MoreOrders = NoteOrders,
                AroundHttp = aroundHttp,
            },
            clock,
            NullLogger<CosmosDocumentStore>.Instance);
        await store.OpenAsync();
        return store;
    }

    private static string[] NoteOrders => ["title", "rank", "score", "flag", "mood", "details.topic", "anything.word", "anything.colour"];
}

[CollectionDefinition(Name)]
public sealed class CosmosTests : ICollectionFixture<CosmosGateway>
{
    public const string Name = "Cosmos DB";
}
