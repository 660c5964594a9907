using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Makes an export: collect all that the person owns into an archive, send them a link, and delete the archive when its
/// time is over. Clone §10.5.
/// </summary>
public sealed class ExportAccount(
    Exports exports,
    PersonalArchive archive,
    SettingsDesk settings,
    PersonMailer mailer,
    IDocumentStore store,
    UnderstudyOptions options)
{
    internal const string Name = "Core-Export-Run";
    private const string CollectActivity = "Core-Export-Collect";
    private const string AnnounceActivity = "Core-Export-Announce";
    private const string RemoveActivity = "Core-Export-Remove";

    private const int BufferBytes = 256 * 1024;

    /// <summary>What the orchestration starts with.</summary>
    public sealed record Input(string OwnerId, string ExportId);

    /// <summary>The orchestration.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        await context.CallActivityAsync(CollectActivity, input, Retry.ForHours);
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

    /// <summary>Makes the archive and stores it.</summary>
    [Function(CollectActivity)]
    public async Task Collect(
        [ActivityTrigger] Input input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Next to the media: it may be as large as all of them.
        string folder = Path.Combine(Path.GetFullPath(options.DataFolder), "work");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"export-{Guid.NewGuid():N}.zip");
        FileStreamOptions own = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = BufferBytes,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) own.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using FileStream file = new(path, own);
        // It vanishes with its last reader, even when the process is killed.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        await archive.WriteAsync(input.OwnerId, file, cancellationToken);
        file.Position = 0;
        if (!await exports.StoreAsync(input.OwnerId, input.ExportId, file, cancellationToken)) return;
        await new AccountWork(client).EndOlderExportsAsync(input.OwnerId, input.ExportId, cancellationToken);
        await exports.FinishAsync(input.OwnerId, input.ExportId, cancellationToken);
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
}
