using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Functions.Core.Billing;

/// <summary>Adds Stripe to the app.</summary>
internal static class StripeComposition
{
    private const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <summary>Makes Stripe the payment gateway.</summary>
    /// <exception cref="SettingException">A setting is missing; the message names it, never its value.</exception>
    public static void AddStripe(this FunctionsApplicationBuilder builder, PaymentOptions options)
    {
        string[] secrets = options.StripeWebhookSecrets.Split(',', Tidy);
        if (string.IsNullOrWhiteSpace(options.StripeSecretKey)) throw Missing(nameof(options.StripeSecretKey));
        if (secrets.Length == 0) throw Missing(nameof(options.StripeWebhookSecrets));
        StripeOptions stripe;
        try
        {
            stripe = new StripeOptions(options.StripeSecretKey.Trim(), secrets);
        }
        catch (ArgumentException malformed)
        {
            throw new SettingException(nameof(options.StripeSecretKey), "is malformed", malformed);
        }
        builder.Services.AddStripe(stripe);
    }

    private static SettingException Missing(string setting) =>
        new(setting, $"is missing; {Settings.Section}:Payments is 'stripe'");
}
