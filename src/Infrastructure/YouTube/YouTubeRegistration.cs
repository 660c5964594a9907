using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>Adds YouTube to an app.</summary>
public static class YouTubeRegistration
{
    internal const string ClientName = "youtube";
    private const int LargestAnswer = 2 * 1024 * 1024;

    /// <summary>Adds it, or, without settings, that it is not set up.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="options">The settings; null without.</param>
    /// <param name="secret">What people's grants are sealed with, at least 32 random bytes.</param>
    /// <param name="callback">The address that Google sends people back to.</param>
    public static IServiceCollection AddYouTube(
        this IServiceCollection services,
        YouTubeOptions? options,
        Func<IServiceProvider, byte[]> secret,
        Func<IServiceProvider, Uri> callback)
    {
        if (options is null) return services.AddSingleton<IVideoSite, NoYouTube>();
        services
            .AddHttpClient(ClientName, http =>
            {
                // Whoever asks has a clock of its own for that.
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // 308 says that an upload is to be carried on.
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.ApiUrl.IsLoopback,
                ActivityHeadersPropagator = null,
            })
            // Bodies and addresses have grants in them, and addresses of uploads.
            .RemoveAllLoggers();
        return services.AddSingleton<IVideoSite>(provider => new YouTubeSite(
            options,
            new GoogleGrants(
                options,
                provider.GetRequiredService<IHttpClientFactory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<GoogleGrants>>()),
            new ChannelSecrets(secret(provider)),
            callback(provider),
            provider.GetRequiredService<IHttpClientFactory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<YouTubeSite>>()));
    }
}
