using System.Net;
using System.Net.Mail;
using Microsoft.Azure.Functions.Worker.Builder;
using Understudy.Domain.Notifications;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Functions.Core.Notifications;

/// <summary>Adds mail to the app.</summary>
internal static class MailComposition
{
    private const string Nobody = "Understudy <understudy@localhost>";

    /// <summary>Chooses how mail is sent.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="options">How.</param>
    /// <param name="data">The data folder.</param>
    /// <exception cref="SettingException">A setting is missing or wrong; the message names it.</exception>
    public static void AddMail(this FunctionsApplicationBuilder builder, MailOptions options, string data)
    {
        switch (options.Mail)
        {
            case "files":
                string folder = Path.Combine(data, "mail");
                MailAddress sender = Sender(options.MailFrom is "" ? Nobody : options.MailFrom);
                bool isDevelopment = builder.Environment.IsDevelopment();
                builder.Services.AddSingleton<IMailer>(provider =>
                {
                    if (!isDevelopment)
                        provider.GetRequiredService<ILogger<FileMailer>>().LogWarning(
                            "No mail is sent: it is written to {Folder}; {Section}:Mail is 'files'",
                            folder, Settings.Section);
                    return new FileMailer(folder, sender, provider.GetRequiredService<TimeProvider>());
                });
                break;
            default:
                SmtpOptions smtp = Smtp(options);
                builder.Services.AddSingleton<IMailer>(
                    provider => new SmtpMailer(smtp, provider.GetRequiredService<TimeProvider>()));
                break;
        }
    }

    private static SmtpOptions Smtp(MailOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SmtpHost)) throw new SettingException(nameof(options.SmtpHost), "is missing");
        if (options.SmtpPort is < 1 or > IPEndPoint.MaxPort) throw new SettingException(nameof(options.SmtpPort), "is no port");
        if (options.SmtpUser is "" != options.SmtpPassword is "")
            throw new SettingException(nameof(options.SmtpUser), "and SmtpPassword belong together");
        return new SmtpOptions(options.SmtpHost.Trim(), options.SmtpPort, Sender(options.MailFrom))
        {
            Credentials = options.SmtpUser is "" ? null : new NetworkCredential(options.SmtpUser, options.SmtpPassword),
        };
    }

    private static MailAddress Sender(string text) =>
        MailAddress.TryCreate(text, out MailAddress? address) && address.Address.All(char.IsAscii)
            ? address
            : throw new SettingException(nameof(MailOptions.MailFrom), "is missing or no address");
}
