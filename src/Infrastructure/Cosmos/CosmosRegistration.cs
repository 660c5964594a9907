using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>Adds Cosmos DB to an app.</summary>
public static class CosmosRegistration
{
    /// <summary>Keeps the documents in it.</summary>
    public static IServiceCollection AddCosmos(this IServiceCollection services, CosmosOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<CosmosDocumentStore>();
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<CosmosDocumentStore>());
        return services.AddHostedService<Opening>();
    }

    /// <summary>Opens the store before anything works with it: hosted services start in the order of their registration.</summary>
    private sealed class Opening(CosmosDocumentStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.OpenAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
