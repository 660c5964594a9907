using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Makes an export: put all that the person owns into an archive, a file at a time, send them a link, and delete the archive
/// when its time is over. Clone §10.5.
/// </summary>
public sealed class ExportAccount(
    Exports exports, SettingsDesk settings, PersonMailer mailer, IDocumentStore store)
{
    internal const string Name = "Core-Export-Run";
    private const string BeginActivity = "Core-Export-Begin";
    private const string AddActivity = "Core-Export-Add";
    private const string CompleteActivity = "Core-Export-Complete";
    private const string AnnounceActivity = "Core-Export-Announce";
    private const string RemoveActivity = "Core-Export-Remove";

    // A history is read again at every step: a large library begins a new one now and then.
    private const int StepsOfAHistory = 50;

    /// <summary>What the orchestration starts with.</summary>
    /// <param name="OwnerId">Whose export.</param>
    /// <param name="ExportId">Which one.</param>
    /// <param name="Progress">How far its archive is; null before it is begun.</param>
    public sealed record Input(string OwnerId, string ExportId, ArchiveProgress? Progress = null);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        input = input with
        {
            Progress = input.Progress ??
                await context.CallActivityAsync<ArchiveProgress?>(BeginActivity, input, Retry.ForHours),
        };
        for (int step = 0; input.Progress is { HasAllFiles: false }; step++)
        {
            if (step == StepsOfAHistory)
            {
                context.ContinueAsNew(input);
                return;
            }
            input = input with
            {
                Progress = await context.CallActivityAsync<ArchiveProgress>(AddActivity, input, Retry.ForHours),
            };
        }
        if (input.Progress is null || !await context.CallActivityAsync<bool>(CompleteActivity, input, Retry.ForHours)) return;
        Task over = context.CreateTimer(context.CurrentUtcDateTime + Exports.Kept, CancellationToken.None);
        try
        {
            await context.CallActivityAsync(AnnounceActivity, input, Retry.ForADay);
        }
        catch (TaskFailedException failed)
        {
            context.CreateReplaySafeLogger<ExportAccount>().LogError(
                failed, "Nobody could be told of export {ExportId}", input.ExportId);
        }
        await over;
        await context.CallActivityAsync(RemoveActivity, input, Retry.ForHours);
    }

    /// <summary>Begins the archive with all that is data; null when a newer export has taken this one's place.</summary>
    [Function(BeginActivity)]
    public Task<ArchiveProgress?> Begin([ActivityTrigger] Input input, CancellationToken cancellationToken) =>
        exports.BeginAsync(input.OwnerId, input.ExportId, cancellationToken);

    /// <summary>Adds the next file, or some small ones.</summary>
    [Function(AddActivity)]
    public Task<ArchiveProgress> Add([ActivityTrigger] Input input, CancellationToken cancellationToken) =>
        exports.ContinueAsync(input.OwnerId, input.ExportId, ProgressOf(input), cancellationToken);

    /// <summary>Completes the archive, in the place of older ones; false when a newer export has taken this one's place.</summary>
    [Function(CompleteActivity)]
    public async Task<bool> Complete(
        [ActivityTrigger] Input input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (!await exports.CompleteAsync(input.OwnerId, input.ExportId, ProgressOf(input), cancellationToken)) return false;
        await foreach (string older in new AccountWork(client).EndOlderExportsAsync(
            input.OwnerId, input.ExportId, cancellationToken))
            await exports.RemoveAsync(input.OwnerId, older, cancellationToken);
        await exports.FinishAsync(input.OwnerId, input.ExportId, cancellationToken);
        return true;
    }

    /// <summary>Sends the link, unless a newer export has taken this one's place or the account is gone.</summary>
    [Function(AnnounceActivity)]
    public async Task Announce([ActivityTrigger] Input input, CancellationToken cancellationToken)
    {
        User? user = (await store.FindAsync<User>(input.OwnerId, input.OwnerId, cancellationToken))?.Value;
        AccountExport? export = await exports.FinishAsync(input.OwnerId, input.ExportId, cancellationToken);
        if (user is null || export?.ReadyAt is not { } readyAt) return;
        UserSettings preferred = await settings.GetAsync(user.Id, cancellationToken);
        await mailer.SendAsync(
            user,
            AccountMails.ExportReady(
                user, preferred.Language, export.ExportId, exports.Link(export), readyAt + Exports.Kept),
            cancellationToken);
    }

    /// <summary>Deletes the archive.</summary>
    [Function(RemoveActivity)]
    public Task Remove([ActivityTrigger] Input input, CancellationToken cancellationToken) =>
        exports.RemoveAsync(input.OwnerId, input.ExportId, cancellationToken);

    private static ArchiveProgress ProgressOf(Input input) =>
        input.Progress ?? throw new InvalidOperationException("The archive has not been begun.");
}
