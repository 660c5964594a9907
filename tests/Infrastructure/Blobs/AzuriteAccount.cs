using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Blobs;

namespace Understudy.Infrastructure.Tests.Blobs;

/// <summary>The storage account that tests share, one test after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteAccount : ICollectionFixture<AzuriteAccount>, IAsyncLifetime
{
    public const string Name = "Azurite";

    private Azurite _azurite = null!;

    public string ConnectionString => _azurite.ConnectionString;

    public BlobServiceClient Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        Service = Options().Service;
    }

    public async Task DisposeAsync() => await _azurite.DisposeAsync();

    /// <summary>A store as the app has it, in an account without any blobs.</summary>
    public async Task<IMediaStore> OpenEmptyAsync(TimeProvider? time = null)
    {
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging()
            .AddBlobMedia(Options())
            .BuildServiceProvider();
        foreach (IHostedService hosted in services.GetServices<IHostedService>())
            await hosted.StartAsync(CancellationToken.None);
        IMediaStore store = services.GetRequiredService<IMediaStore>();
        foreach (string container in BlobAccount.Containers)
        {
            GetBlobsOptions all = new() { States = BlobStates.Uncommitted };
            await foreach (BlobItem blob in Service.GetBlobContainerClient(container).GetBlobsAsync(all))
                await store.DeleteAsync(new MediaKey(container, blob.Name));
        }
        return store;
    }

    private BlobOptions Options() => BlobOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection([new("MediaStorage", ConnectionString)]).Build(), "MediaStorage");
}
