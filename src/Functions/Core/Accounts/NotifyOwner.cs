using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Understudy.Domain.Accounts;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Core.Accounts;

/// <summary>What an account's owner is told.</summary>
public enum AccountNotice
{
    /// <summary>The account was deleted.</summary>
    DeletionScheduled,

    /// <summary>The account was restored.</summary>
    Restored,
}

/// <summary>Sends a message about an account; trying for a day keeps nobody waiting.</summary>
public sealed class NotifyOwner(IDocumentStore store, SettingsDesk settings, PersonMailer mailer)
{
    internal const string Name = "Core-Notice-Run";
    private const string SendActivity = "Core-Notice-Send";

    /// <summary>What the orchestration starts with.</summary>
    public sealed record Input(string OwnerId, AccountNotice Notice, DateTimeOffset At);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input) =>
        context.CallActivityAsync(SendActivity, input, Retry.ForADay);

    /// <summary>Sends the message, unless it is no longer true.</summary>
    [Function(SendActivity)]
    public async Task Send([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        User? user = (await store.FindAsync<User>(input.OwnerId, input.OwnerId, cancellationToken))?.Value;
        if (user is null) return;
        UserSettings preferred = await settings.GetAsync(user.Id, cancellationToken);
        Mail? mail = input.Notice switch
        {
            AccountNotice.DeletionScheduled => user.DeletionAt is null
                ? null
                : AccountMails.DeletionScheduled(user, preferred.Language),
            AccountNotice.Restored => AccountMails.Restored(user, preferred.Language, input.At),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input.Notice, "There is no such message."),
        };
        if (mail is not null) await mailer.SendAsync(user, mail, cancellationToken);
    }
}
