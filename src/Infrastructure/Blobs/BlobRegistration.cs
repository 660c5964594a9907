using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Blobs;

/// <summary>Adds Blob Storage as the store of media.</summary>
public static class BlobRegistration
{
    /// <summary>Adds it. Its hosted service has to start before whatever signs URLs.</summary>
    public static IServiceCollection AddBlobMedia(this IServiceCollection services, BlobOptions options)
    {
        BlobServiceClient service = options.Service;
        services.AddSingleton<ISasKey>(provider => options.IsEmulator
            ? new EmulatorKey(service)
            : new DelegationKey(
                service.AccountName,
                async (end, cancellationToken) => await service.GetUserDelegationKeyAsync(
                    startsOn: null, end, cancellationToken),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<DelegationKey>>()));
        services.AddHostedService<KeyKeeper>();
        services.AddSingleton<IMediaStore>(provider => new BlobMediaStore(
            service, provider.GetRequiredService<ISasKey>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
