namespace Understudy.Functions.Core.Notifications;

/// <summary>How mail is sent.</summary>
public sealed class MailOptions : ISettings
{
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

    void ISettings.Check()
    {
        if (Mail is not ("files" or "smtp"))
            throw new SettingException(nameof(Mail), $"is '{Mail}'; known here: files, smtp");
    }
}
