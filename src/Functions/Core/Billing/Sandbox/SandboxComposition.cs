using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing.Gateway;
using Understudy.Functions.Http;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>Adds the sandbox to the app.</summary>
internal static class SandboxComposition
{
    // A sweep comes every 5 seconds; a month in which three attempts at a payment fit needs some of them.
    private const int ShortestMonth = 20;
    private const int LongestMonth = 31 * 24 * 60 * 60;

    /// <summary>Makes the sandbox the payment gateway.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="options">Who takes the money.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="webhookPath">The endpoint that takes the gateway's events.</param>
    /// <exception cref="SettingException">
    /// This is not the Development environment, or its month is too short or too long.
    /// </exception>
    public static void AddSandbox(
        this FunctionsApplicationBuilder builder, PaymentOptions options, string data, string webhookPath)
    {
        if (!builder.Environment.IsDevelopment())
            throw new SettingException(
                nameof(options.Payments),
                "is 'sandbox', which gives everything away for nothing; it runs in the Development environment only");
        if (options.SandboxMonthSeconds is < ShortestMonth or > LongestMonth)
            throw new SettingException(
                nameof(options.SandboxMonthSeconds), $"must be from {ShortestMonth} to {LongestMonth}");

        IServiceCollection services = builder.Services;
        services.AddSingleton(provider => new SandboxOptions(
            provider.GetRequiredService<OriginOptions>().PublicUrl, webhookPath, SandboxSecret.LoadOrCreate(Path.Combine(data, "keys"))));
        services.AddSingleton(new SandboxCalendar(
            options.SandboxMonthSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
        services.AddSingleton<SandboxBooks>();
        services.AddSingleton<SandboxCustomers>();
        services.AddSingleton<SandboxCheckouts>();
        services.AddSingleton<SandboxSubscriptions>();
        services.AddSingleton<SandboxRenewals>();
        services.AddSingleton<SandboxPayments>();
        services.AddSingleton<SandboxPortals>();
        services.AddSingleton<SandboxSweep>();
        services.AddHostedService<SandboxClock>();
        services.AddSingleton<SandboxOutbox>();
        services.AddSingleton<IPersonalData, SandboxPersonalData>();
        services.AddSingleton<IPaymentGateway, SandboxGateway>();
        // To this very app, whatever proxy the machine has for the world.
        services.AddHttpClient(EventDelivery.ClientName, http => http.Timeout = TimeSpan.FromSeconds(20))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    }
}
