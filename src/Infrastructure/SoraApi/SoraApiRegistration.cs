using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Infrastructure.Egress;

namespace Understudy.Infrastructure.SoraApi;

/// <summary>Adds a provider of films to an app.</summary>
public static class SoraApiRegistration
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Adds it, with a client for its API, which has the key, and another for films, which has not.</summary>
    public static IServiceCollection AddSoraApi(this IServiceCollection services, SoraApiOptions options)
    {
        services.AddSingleton(options);
        services
            .AddHttpClient(SoraApiClient.ClientName, http =>
            {
                // Whoever asks has a clock of its own for that.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.BaseUrl.IsLoopback,
                ActivityHeadersPropagator = null,
                // A connection that was closed meanwhile would leave it unknown whether a request was taken.
                PooledConnectionLifetime = TimeSpan.Zero,
            })
            // Addresses carry the secrets of callbacks.
            .RemoveAllLoggers();
        services
            .AddHttpClient(SoraFilms.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<EgressGuard>().CreateHandler())
            // Whoever has the address of a film has the film.
            .RemoveAllLoggers();
        services.AddSingleton<SoraApiClient>();
        services.AddSingleton<SoraFilms>();
        return services.AddSingleton<IFilmProvider, SoraProvider>();
    }
}
