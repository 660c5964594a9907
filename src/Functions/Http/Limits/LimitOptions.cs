namespace Understudy.Functions.Http.Limits;

/// <summary>How much may be asked in each instance of the app; 0 is any number.</summary>
public sealed class LimitOptions : ISettings
{
    /// <summary>How many requests an account may make a minute.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>How many of them may create or buy something; four minutes' worth may come at once.</summary>
    public int CreationsPerMinute { get; set; } = 60;

    /// <summary>How many requests a minute a client address may make without a valid token, or for what there is not.</summary>
    public int AnonymousRequestsPerMinute { get; set; } = 300;

    /// <summary>
    /// How many requests a minute a client address may make for files and pages that are open to whoever has their address.
    /// </summary>
    public int PageRequestsPerMinute { get; set; } = 1200;

    /// <summary>How many events a minute a client address may send as webhooks.</summary>
    public int WebhookRequestsPerMinute { get; set; } = 30_000;

    /// <summary>
    /// How many times as much may be asked as the limits of the products' contracts say, 1 to 1,000,000: 1, but for somebody who
    /// measures how fast the app is.
    /// </summary>
    public int ContractLimitFactor { get; set; } = 1;

    /// <summary>How many event streams an account may have open at once.</summary>
    public int StreamsPerAccount { get; set; } = 10;

    /// <summary>
    /// How many proxies of one's own stand before the app, each of which adds the address that called it to
    /// <c>X-Forwarded-For</c>. With 0 the header is not believed.
    /// </summary>
    public int TrustedProxies { get; set; }

    void ISettings.Check()
    {
        if (ContractLimitFactor is < 1 or > 1_000_000)
            throw new SettingException(nameof(ContractLimitFactor), $"is {ContractLimitFactor}; it is a number from 1 to 1000000");
        foreach ((string setting, int value) in new[]
        {
            (nameof(RequestsPerMinute), RequestsPerMinute),
            (nameof(CreationsPerMinute), CreationsPerMinute),
            (nameof(AnonymousRequestsPerMinute), AnonymousRequestsPerMinute),
            (nameof(PageRequestsPerMinute), PageRequestsPerMinute),
            (nameof(WebhookRequestsPerMinute), WebhookRequestsPerMinute),
            (nameof(StreamsPerAccount), StreamsPerAccount),
            (nameof(TrustedProxies), TrustedProxies),
        })
        {
            if (value is < 0 or > 100_000_000)
                throw new SettingException(setting, $"is {value}; 0 turns it off, and 100000000 is the most");
        }
    }
}
