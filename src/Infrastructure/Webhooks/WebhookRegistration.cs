using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Webhooks;
using Understudy.Infrastructure.Egress;

namespace Understudy.Infrastructure.Webhooks;

/// <summary>Adds the sender of webhooks to an app.</summary>
public static class WebhookRegistration
{
    /// <summary>Adds it, and the guard that its calls pass.</summary>
    public static IServiceCollection AddWebhookSender(this IServiceCollection services, EgressGuard guard)
    {
        services.AddSingleton(guard);
        services.AddSingleton<IWebhookSender, WebhookSender>();
        services.AddHttpClient(WebhookSender.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(guard.CreateHandler)
            // The address of a hook may be all that keeps others from calling it.
            .RemoveAllLoggers();
        return services;
    }
}
