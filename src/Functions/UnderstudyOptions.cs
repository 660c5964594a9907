using System.Reflection;

namespace Understudy.Functions;

/// <summary>The app's settings, from the configuration's section <c>Understudy</c>.</summary>
public sealed class UnderstudyOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Understudy";

    /// <summary>The folder of everything that is kept on this machine.</summary>
    public string DataFolder { get; set; } = ".understudy";

    /// <summary>
    /// How many bytes of the disk uploads leave free, so that what is under way can go on; null for 1 GiB, or the twentieth
    /// part of a smaller disk.
    /// </summary>
    public long? FreeDiskReserveBytes { get; set; }

    /// <summary>Where clients reach the app; signed URLs begin with it.</summary>
    public Uri PublicUrl { get; set; } = new("http://127.0.0.1:7071");

    /// <summary>Whose ID tokens count: <c>local</c>, the app's own, in the Development environment only.</summary>
    public string IdentityProvider { get; set; } = "local";

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
    /// How mail is sent: <c>files</c>, not at all, each message is a file in the data folder; or <c>smtp</c>.
    /// </summary>
    public string Mail { get; set; } = "files";

    /// <summary>The mail server's name. Unless it is this machine, it is spoken to over TLS only.</summary>
    public string SmtpHost { get; set; } = "";

    /// <summary>Its port: 465 for TLS from the start, any other for STARTTLS.</summary>
    public int SmtpPort { get; set; } = 587;

    /// <summary>As whom to sign in to it; empty not to.</summary>
    public string SmtpUser { get; set; } = "";

    /// <summary>The password for that.</summary>
    public string SmtpPassword { get; set; } = "";

    /// <summary>The sender of all mail, e.g. <c>Understudy &lt;no-reply@example.com&gt;</c>; <c>smtp</c> needs it.</summary>
    public string MailFrom { get; set; } = "";

    /// <summary>
    /// The web origins that belong to this installation, separated by commas, e.g. <c>https://app.example.com</c>: the API
    /// may be called from them, and checkouts may lead back to them. <see cref="PublicUrl"/>'s is one of them.
    /// </summary>
    public string WebOrigins { get; set; } = "";

    /// <summary>
    /// How many seconds a month lasts at the sandbox, 20 to 2,678,400, so that renewals can be watched; null for a real one.
    /// </summary>
    public int? SandboxMonthSeconds { get; set; }

    /// <summary>How many requests an account may make a minute, in each instance of the app; 0 is any number.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>
    /// How many of them may create or buy something; four minutes' worth may come at once. 0 is any number.
    /// </summary>
    public int CreationsPerMinute { get; set; } = 60;

    /// <summary>
    /// How many requests a minute a client address may make without a valid token, or for what there is not; 0 is any
    /// number.
    /// </summary>
    public int AnonymousRequestsPerMinute { get; set; } = 300;

    /// <summary>
    /// How many requests a minute a client address may make for files and pages that are open to whoever has their
    /// address; 0 is any number.
    /// </summary>
    public int PageRequestsPerMinute { get; set; } = 1200;

    /// <summary>How many events a minute a client address may send as webhooks; 0 is any number.</summary>
    public int WebhookRequestsPerMinute { get; set; } = 30_000;

    /// <summary>How many jobs of one kind an account may have waiting for their turn; 1 is the least.</summary>
    public int MaxWaitingJobs { get; set; } = 200;

    /// <summary>How many event streams an account may have open at once; 0 is any number.</summary>
    public int StreamsPerAccount { get; set; } = 10;

    /// <summary>
    /// How many proxies of one's own stand before the app, each of which adds the address that called it to
    /// <c>X-Forwarded-For</c>. With 0 the header is not believed.
    /// </summary>
    public int TrustedProxies { get; set; }

    /// <summary>Reads the settings; what they mean together is looked at where they are used.</summary>
    /// <exception cref="SettingException">The value of one is not of its type.</exception>
    internal static UnderstudyOptions Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        // One by one, since only so it is known which one is at fault.
        foreach (PropertyInfo setting in typeof(UnderstudyOptions).GetProperties())
        {
            try
            {
                section.GetValue(setting.PropertyType, setting.Name);
            }
            catch (InvalidOperationException error)
            {
                string kind = setting.PropertyType == typeof(Uri) ? "URL" : "whole number, or too large a one";
                throw new SettingException(setting.Name, $"is '{section[setting.Name]}', which is no {kind}", error);
            }
        }
        UnderstudyOptions options = new();
        section.Bind(options);
        if (options.FreeDiskReserveBytes < 0)
            throw new SettingException(
                nameof(FreeDiskReserveBytes), $"is {options.FreeDiskReserveBytes}; it is a number of bytes, and 0 the least");
        if (options.MaxWaitingJobs < 1)
            throw new SettingException(
                nameof(MaxWaitingJobs), $"is {options.MaxWaitingJobs}; it is a number of jobs, and 1 the least");
        if (string.IsNullOrWhiteSpace(options.DataFolder))
            throw new SettingException(nameof(DataFolder), "is empty; it is the path of a folder");
        return options;
    }
}
