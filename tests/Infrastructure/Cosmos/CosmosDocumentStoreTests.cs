using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

[Collection(CosmosTests.Name)]
public sealed class CosmosDocumentStoreTests(CosmosGateway gateway) : DocumentStoreContract, IAsyncLifetime
{
    private CosmosDocumentStore? _store;

    protected override IDocumentStore Store => _store!;

    public async Task InitializeAsync() => _store = await gateway.OpenAsync(Clock);

    public Task DisposeAsync()
    {
        _store?.Dispose();
        return Task.CompletedTask;
    }
}
