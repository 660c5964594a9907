using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Notifications;
using Understudy.Functions.Http;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Mails a link that proves an address, or sets a password. It is started for accounts that do not exist, too: what is done
/// before the answer is the same then.
/// </summary>
public sealed class SendAccountLink(
    MailLinks links, SettingsDesk settings, PersonMailer mailer, OriginOptions options)
{
    internal const string Name = "Core-AccountLink-Run";
    private const string SendActivity = "Core-AccountLink-Send";

    /// <summary>What the orchestration starts with.</summary>
    public sealed record Input(string OwnerId, SecretPurpose Purpose);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input) =>
        context.CallActivityAsync(SendActivity, input, Retry.Patiently);

    /// <summary>Makes the link and sends it; with each attempt another one, for none is kept that could be sent again.</summary>
    [Function(SendActivity)]
    public async Task Send([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        bool resets = input.Purpose == SecretPurpose.ResetPassword;
        MailLink? link = resets
            ? await links.ResetAsync(input.OwnerId, cancellationToken)
            : await links.VerificationAsync(input.OwnerId, cancellationToken);
        if (link is null) return;
        Language language = await settings.LanguageOfAsync(link.User, cancellationToken);
        Uri address = new(
            $"{options.PublicUrl.AbsoluteUri.TrimEnd('/')}/account/{(resets ? "reset" : "verify")}?token={link.Secret}");
        await mailer.AskAsync(
            resets
                ? AccountMails.ResetPassword(link.User, language, address, link.Until)
                : AccountMails.VerifyAddress(link.User, language, address, link.Until),
            cancellationToken);
    }
}
