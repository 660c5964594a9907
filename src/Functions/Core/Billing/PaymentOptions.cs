namespace Understudy.Functions.Core.Billing;

/// <summary>Who takes the money.</summary>
public sealed class PaymentOptions : ISettings
{
    /// <summary>
    /// Who takes the money: <c>sandbox</c>, nobody, with pages to try it on, in the Development environment only; or
    /// <c>stripe</c>.
    /// </summary>
    public string Payments { get; set; } = "sandbox";

    /// <summary>The secret key of the Stripe account.</summary>
    public string StripeSecretKey { get; set; } = "";

    /// <summary>
    /// The signing secret of the webhook endpoint at Stripe; while it is being changed both, separated by a comma.
    /// </summary>
    public string StripeWebhookSecrets { get; set; } = "";

    /// <summary>
    /// How many seconds a month lasts at the sandbox, 20 to 2,678,400, so that renewals can be watched; null for a real one.
    /// </summary>
    public int? SandboxMonthSeconds { get; set; }

    void ISettings.Check()
    {
        if (Payments is not ("sandbox" or "stripe"))
            throw new SettingException(nameof(Payments), $"is '{Payments}'; known here: sandbox, stripe");
    }
}
