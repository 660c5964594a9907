using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>Exports of all that a person owns: at most one a day, each kept for 7 days. Clone §10.5.</summary>
public sealed class Exports(IDocumentStore store, IMediaStore media, IIdFactory ids, TimeProvider time)
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
            return EmailNotVerified;
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

    /// <summary>Stores the archive of an export, in the place of an older one, unless there is a newer one.</summary>
    /// <returns>Whether there is none.</returns>
    public async Task<bool> StoreAsync(string ownerId, string exportId, Stream archive, CancellationToken cancellationToken)
    {
        Stored<AccountExport>? latest = await store.FindAsync<AccountExport>(ownerId, ownerId, cancellationToken);
        if (latest?.Value.ExportId != exportId) return false;
        await media.DeleteAllAsync(AccountExport.Archives(ownerId), cancellationToken);
        await media.WriteAsync(
            AccountExport.ArchiveOf(ownerId, exportId), archive, "application/zip", cancellationToken);
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

    /// <summary>The export's time is over.</summary>
    public async Task RemoveAsync(string ownerId, string exportId, CancellationToken cancellationToken)
    {
        await media.DeleteAsync(AccountExport.ArchiveOf(ownerId, exportId), cancellationToken);
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

    private static Problem EmailNotVerified { get; } = new Problem.WrongState(
        "EMAIL_NOT_VERIFIED",
        "The link is sent by e-mail, and the account's address is not verified: verify it, and sign in again.");
}
