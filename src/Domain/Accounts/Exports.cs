using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Exports of all that a person owns: at most one a day, each kept for 7 days. Clone §10.5.</summary>
public sealed class Exports(
    IDocumentStore store, IMediaStore media, PersonalArchive archive, IIdFactory ids, TimeProvider time)
{
    /// <summary>How long an archive is kept, and the link to it works.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(7);

    // What people are told; large collections take minutes.
    private static readonly TimeSpan _estimate = TimeSpan.FromMinutes(30);

    // How soon there can be another one, for each reads all that a person has. An export that is still not ready after this
    // never will be.
    private static readonly TimeSpan _apart = TimeSpan.FromDays(1);

    /// <summary>
    /// Asks for an export; the address that its link goes to has to be verified. One that was asked for less than a day ago
    /// is answered with instead of a second one, whether it is ready or not. Its orchestration has to be started, or is
    /// found.
    /// </summary>
    public async Task<Result<AccountExport>> RequestAsync(string ownerId, CancellationToken cancellationToken)
    {
        if ((await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value.EmailVerified != true)
            return new EmailNotVerified();
        DateTimeOffset now = time.GetUtcNow();
        AccountExport fresh = new()
        {
            OwnerId = ownerId,
            ExportId = ids.Next(),
            RequestedAt = now,
            EstimatedAt = now + _estimate,
        };
        await store.FindOrCreateAsync(ownerId, ownerId, () => fresh, cancellationToken);
        return await store.UpdateAsync<AccountExport>(
            ownerId,
            ownerId,
            known => known.RequestedAt.IsOlderThan(_apart, now) ? fresh : known,
            cancellationToken) ?? fresh;
    }

    /// <summary>Begins the archive of an export, unless there is a newer export.</summary>
    /// <returns>How far it is, or null when there is a newer one.</returns>
    public async Task<ArchiveProgress?> BeginAsync(string ownerId, string exportId, CancellationToken cancellationToken) =>
        await IsLatestAsync(ownerId, exportId, cancellationToken)
            ? await archive.BeginAsync(
                ownerId,
                AccountExport.ArchiveOf(ownerId, exportId),
                AccountExport.WorkOf(ownerId, exportId),
                cancellationToken)
            : null;

    /// <summary>Adds the next file to the archive, or some small ones.</summary>
    public Task<ArchiveProgress> ContinueAsync(
        string ownerId, string exportId, ArchiveProgress progress, CancellationToken cancellationToken) =>
        archive.ContinueAsync(
            AccountExport.ArchiveOf(ownerId, exportId),
            AccountExport.WorkOf(ownerId, exportId),
            progress,
            cancellationToken);

    /// <summary>Completes the archive, unless there is a newer export.</summary>
    /// <returns>Whether there is none.</returns>
    public async Task<bool> CompleteAsync(
        string ownerId, string exportId, ArchiveProgress progress, CancellationToken cancellationToken)
    {
        if (!await IsLatestAsync(ownerId, exportId, cancellationToken)) return false;
        await archive.FinishAsync(
            AccountExport.ArchiveOf(ownerId, exportId),
            AccountExport.WorkOf(ownerId, exportId),
            progress,
            cancellationToken);
        return true;
    }

    /// <summary>The archive is there: its owner can be told.</summary>
    /// <returns>The export, or null when it is no longer the person's latest.</returns>
    public async Task<AccountExport?> FinishAsync(
        string ownerId, string exportId, CancellationToken cancellationToken)
    {
        AccountExport? export = await store.UpdateAsync<AccountExport>(
            ownerId,
            ownerId,
            e => e.ExportId == exportId && e.ReadyAt is null ? e with { ReadyAt = time.GetUtcNow() } : e,
            cancellationToken);
        return export?.ExportId == exportId ? export : null;
    }

    /// <summary>The export's time is over, or a newer one has taken its place.</summary>
    public async Task RemoveAsync(string ownerId, string exportId, CancellationToken cancellationToken)
    {
        await media.DeleteAsync(AccountExport.ArchiveOf(ownerId, exportId), cancellationToken);
        await media.DeleteAllAsync(AccountExport.WorkOf(ownerId, exportId), cancellationToken);
        Stored<AccountExport>? latest = await store.FindAsync<AccountExport>(ownerId, ownerId, cancellationToken);
        if (latest?.Value.ExportId == exportId)
            await store.DeleteAsync<AccountExport>(ownerId, ownerId, latest.ETag, cancellationToken);
    }

    /// <summary>A link to the archive that works for what is left of its time.</summary>
    public Uri Link(AccountExport export)
    {
        DateTimeOffset readyAt = export.ReadyAt ?? throw new ArgumentException("It is not ready.", nameof(export));
        string name = $"understudy-export-{readyAt.UtcDateTime:yyyy-MM-dd}.zip";
        return media.SignDownload(export.Archive, (readyAt + Kept).LeftAt(time.GetUtcNow(), Kept), name);
    }

    private async Task<bool> IsLatestAsync(string ownerId, string exportId, CancellationToken cancellationToken) =>
        (await store.FindAsync<AccountExport>(ownerId, ownerId, cancellationToken))?.Value.ExportId == exportId;
}

/// <summary>What is asked for is sent by e-mail, and nobody has shown that the account's address is theirs.</summary>
public sealed record EmailNotVerified : Problem;
