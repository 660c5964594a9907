using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;

namespace Understudy.Infrastructure.Firebase;

/// <summary>Adds a Firebase project to an app.</summary>
public static class FirebaseRegistration
{
    /// <summary>The name of the HTTP client of all calls to Google about Firebase.</summary>
    internal const string ClientName = "firebase";

    /// <summary>How long a call may take; somebody waits for most of them.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 256 * 1024;

    /// <summary>Adds its keys and its people.</summary>
    /// <exception cref="InvalidOperationException">The credentials are no service account's key.</exception>
    public static IServiceCollection AddFirebase(this IServiceCollection services, FirebaseOptions options)
    {
        if (options.Credentials is { } json) FirebaseAccess.Check(json);
        services
            .AddHttpClient(ClientName, http =>
            {
                http.Timeout = Patience;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.UsersEndpoint.IsLoopback && !options.KeysEndpoint.IsLoopback,
                // Google's library keeps its client, and with it this, for good.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Tokens and ids of people go over it.
            .RemoveAllLoggers();
        services.AddSingleton(options);
        services.AddSingleton(provider => new FirebaseKeys(
            options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new FirebaseAccess(
            options, provider.GetRequiredService<IHttpMessageHandlerFactory>()));
        return services.AddSingleton<IProviderUsers, FirebaseUsers>();
    }
}
