using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Google;

/// <summary>Adds signing in with Google to an app.</summary>
public static class GoogleRegistration
{
    internal const string ClientName = "google";
    private const int LargestAnswer = 256 * 1024;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);

    /// <summary>Adds it, or, without settings, that it is not set up.</summary>
    public static IServiceCollection AddGoogle(this IServiceCollection services, GoogleOptions? options)
    {
        if (options is null) return services.AddSingleton<IGoogleCodes, NoGoogle>();
        services
            .AddHttpClient(ClientName, http =>
            {
                http.Timeout = _patience;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.TokenEndpoint.IsLoopback,
            })
            // A code is a secret, as short-lived as it is.
            .RemoveAllLoggers();
        services.AddSingleton(options);
        services.AddKeyedSingleton(
            ClientName,
            (provider, _) => new PublishedKeys(
                new KeySource("Google", options.KeysEndpoint, ClientName, json => new JsonWebKeySet(json).GetSigningKeys()),
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<IGoogleCodes>(provider => new GoogleCodes(
            options,
            provider.GetRequiredKeyedService<PublishedKeys>(ClientName),
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
