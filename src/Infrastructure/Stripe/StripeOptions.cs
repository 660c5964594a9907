namespace Understudy.Infrastructure.Stripe;

/// <summary>How to reach Stripe, and as whom.</summary>
public sealed class StripeOptions
{
    /// <summary>States them.</summary>
    /// <param name="secretKey">The account's secret key.</param>
    /// <param name="webhookSecrets">The webhook endpoint's signing secrets, at least one: two while it is being changed.</param>
    /// <exception cref="ArgumentException">One is missing or no header can carry it; the message holds no secret.</exception>
    public StripeOptions(string secretKey, IReadOnlyCollection<string> webhookSecrets)
    {
        if (secretKey.Length == 0 || !secretKey.All(IsPrintable))
            throw new ArgumentException("Stripe's secret key is missing or malformed.", nameof(secretKey));
        if (webhookSecrets.Count == 0 || webhookSecrets.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("The webhook endpoint's secrets are missing.", nameof(webhookSecrets));
        SecretKey = secretKey;
        WebhookSecrets = webhookSecrets;
    }

    internal string SecretKey { get; }

    internal IReadOnlyCollection<string> WebhookSecrets { get; }

    /// <summary>Whether the key takes money; null when it does not say so. Secret keys and restricted ones do.</summary>
    internal bool? IsLive => SecretKey.Split('_') switch
    {
        ["sk" or "rk", "live", ..] => true,
        ["sk" or "rk", "test", ..] => false,
        _ => null,
    };

    /// <summary>Where the API is: https, or this machine.</summary>
    internal Uri BaseAddress
    {
        get;
        init => field = value.Scheme == Uri.UriSchemeHttps || value.IsLoopback
            ? value
            : throw new ArgumentException("Stripe's secret key goes over https only.", nameof(value));
    } = new("https://api.stripe.com");

    /// <summary>How long one attempt of a call may take.</summary>
    internal TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(20);

    private static bool IsPrintable(char letter) => letter is > ' ' and <= '~';
}
