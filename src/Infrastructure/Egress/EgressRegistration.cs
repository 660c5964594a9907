using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Egress;

/// <summary>Adds the way to addresses that people give to an app.</summary>
public static class EgressRegistration
{
    /// <summary>Adds it; every request passes the guard.</summary>
    public static IServiceCollection AddForeignAddresses(this IServiceCollection services, EgressGuard guard)
    {
        services.AddSingleton<IForeignAddresses>(provider => new ForeignAddresses(
            guard, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(ForeignAddresses.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(guard.CreateHandler)
            // The address of a file may be all that keeps others from reading it.
            .RemoveAllLoggers();
        return services;
    }
}
