using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// The orchestrations about accounts. Ids follow from what they are about, so that starting one again finds it.
/// </summary>
internal sealed class AccountWork(DurableTaskClient client)
{
    /// <summary>What the ids of all erasures begin with: they are found by it and forgotten when they are done.</summary>
    public const string Erasures = "erasure-";

    /// <summary>Makes an export and tells its owner.</summary>
    public Task StartExportAsync(AccountExport export, CancellationToken cancellationToken) => client.StartAsync(
        ExportAccount.Name,
        ExportOf(export.OwnerId, export.ExportId),
        new ExportAccount.Input(export.OwnerId, export.ExportId),
        cancellationToken);

    /// <summary>Ends the orchestrations of a person's older exports.</summary>
    /// <returns>The ids of all older exports that are known still; their archives have to go.</returns>
    public async IAsyncEnumerable<string> EndOlderExportsAsync(
        string ownerId, string exportId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string prefix = ExportOf(ownerId, "");
        await foreach (OrchestrationMetadata export in client.GetAllInstancesAsync(
            new OrchestrationQuery(InstanceIdPrefix: prefix)))
        {
            if (export.InstanceId == ExportOf(ownerId, exportId)) continue;
            if (!export.IsCompleted) await client.EndAsync(export.InstanceId, cancellationToken);
            yield return export.InstanceId[prefix.Length..];
        }
    }

    /// <summary>Does what follows from an account's deletion: tell its owner, charge nothing more.</summary>
    public async Task StartLeavingAsync(string userId, DateTimeOffset deletionAt, CancellationToken cancellationToken)
    {
        await StartNoticeAsync(userId, AccountNotice.DeletionScheduled, deletionAt, cancellationToken);
        await client.StartAsync(
            StopCharging.Name,
            $"{Of(userId)}subscription-{deletionAt.ToUnixTimeMilliseconds()}",
            new StopCharging.Input(userId),
            cancellationToken);
    }

    /// <summary>Sends a message about an account.</summary>
    /// <param name="userId">Whose account.</param>
    /// <param name="notice">What it is about.</param>
    /// <param name="at">When that happened: one message each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StartNoticeAsync(
        string userId, AccountNotice notice, DateTimeOffset at, CancellationToken cancellationToken) => client.StartAsync(
            NotifyOwner.Name,
            $"{Of(userId)}{notice}-{at.ToUnixTimeMilliseconds()}",
            new NotifyOwner.Input(userId, notice, at),
            cancellationToken);

    /// <summary>Tells somebody whose account was deleted that signing in has restored it.</summary>
    public Task StartRestoredNoticeAsync(User user, CancellationToken cancellationToken) =>
        StartNoticeAsync(user.Id, AccountNotice.Restored, user.UpdatedAt, cancellationToken);

    /// <summary>Mails a link that proves an account's address.</summary>
    /// <param name="userId">Whose account.</param>
    /// <param name="at">When it was asked for: one message each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StartVerificationAsync(string userId, DateTimeOffset at, CancellationToken cancellationToken) =>
        StartLinkAsync(userId, SecretPurpose.VerifyAddress, at, cancellationToken);

    /// <summary>Mails a link that sets a password, if there is such an account.</summary>
    /// <param name="userId">What <see cref="ResetPasswordHandler.RequestAsync"/> answered.</param>
    /// <param name="at">When it was asked for: one message each.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StartResetAsync(string userId, DateTimeOffset at, CancellationToken cancellationToken) =>
        StartLinkAsync(userId, SecretPurpose.ResetPassword, at, cancellationToken);

    /// <summary>Erases an account, if it is due; an erasure that failed begins again.</summary>
    public Task StartErasureAsync(string userId, CancellationToken cancellationToken) =>
        client.StartAsync(
            EraseAccount.Name, Erasures + userId, new EraseAccount.Input(userId), cancellationToken, again: true);

    private Task StartLinkAsync(
        string userId, SecretPurpose purpose, DateTimeOffset at, CancellationToken cancellationToken) => client.StartAsync(
            SendAccountLink.Name,
            $"{Of(userId)}{purpose}-{at.ToUnixTimeMilliseconds()}",
            new SendAccountLink.Input(userId, purpose),
            cancellationToken);

    private static string ExportOf(string ownerId, string exportId) => $"{Of(ownerId)}export-{exportId}";

    private static string Of(string userId) => $"account-{userId}-";
}
