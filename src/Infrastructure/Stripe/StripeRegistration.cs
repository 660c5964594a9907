using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Billing.Gateway;

namespace Understudy.Infrastructure.Stripe;

/// <summary>Adds Stripe to an app.</summary>
public static class StripeRegistration
{
    internal const string ClientName = "stripe";
    private const int LargestAnswer = 4 * 1024 * 1024;

    /// <summary>Makes Stripe the payment gateway.</summary>
    public static IServiceCollection AddStripe(this IServiceCollection services, StripeOptions options)
    {
        services
            .AddHttpClient(ClientName, http =>
            {
                // Of one attempt: Stripe.net makes several.
                http.Timeout = options.AttemptTimeout;
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.BaseAddress.IsLoopback,
                // Connections are renewed, so that a change of Stripe's addresses is noticed.
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // The gateway keeps its client for as long as it lives.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        return services.AddSingleton<IPaymentGateway>(provider => new StripeGateway(
            options,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<OrderMetadata>()));
    }
}
