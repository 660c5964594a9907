using Understudy.Domain.Common;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Media.Assets;

/// <summary>Asks for a URL to upload a file to.</summary>
/// <param name="OwnerId">Who asks.</param>
/// <param name="OriginalName">What they call it.</param>
/// <param name="Promise">Its type and size.</param>
/// <param name="Group">What of the product it belongs to.</param>
/// <param name="Id">Its id, so that a request that is repeated finds what it made before; null for a new one.</param>
public sealed record AwaitAsset(
    string OwnerId, string OriginalName, UploadPromise Promise, string? Group = null, string? Id = null);

/// <summary>Brings a file along.</summary>
/// <param name="OwnerId">Whose it is.</param>
/// <param name="OriginalName">What they call it.</param>
/// <param name="AtMost">How large it is, at most.</param>
/// <param name="Content">What is in it.</param>
/// <param name="Group">What of the product it belongs to.</param>
public sealed record BringAsset(
    string OwnerId, string OriginalName, long AtMost, Stream Content, string? Group = null);

/// <summary>An asset that waits for its upload.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="UploadUrl">Where to PUT the file.</param>
/// <param name="Lifetime">How long that works.</param>
public sealed record AssetAwaited(Asset Asset, Uri UploadUrl, TimeSpan Lifetime);

/// <summary>Takes in, finds and deletes the files of people. What a product takes, it says with each request.</summary>
public sealed class AssetDesk(
    IDocumentStore store, IMediaStore media, IAssetProber prober, StorageBook storage, IIdFactory ids, TimeProvider time)
{
    /// <summary>How many files of a product a person may have that are still to be uploaded. Several requests at once may exceed it.</summary>
    public const int MaxAwaited = 20;

    /// <summary>How long a URL for an upload works.</summary>
    public static TimeSpan UploadLifetime { get; } = TimeSpan.FromHours(1);

    // An upload that began in time may end a little later, and has to be looked at then.
    private static readonly TimeSpan _grace = TimeSpan.FromHours(1);

    private const int CopyBytes = 256 * 1024;

    /// <summary>Awaits a file at a URL that is signed for it.</summary>
    public async Task<Result<AssetAwaited>> AwaitAsync(
        AwaitAsset command, AssetRules rules, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        UploadPromise promise = command.Promise;
        if (command.Id is { } known &&
            await store.FindAsync<Asset>(command.OwnerId, known, cancellationToken) is { } begun)
            return Sign(begun.Value, promise, begun.Value.UploadExpiresAt.GetValueOrDefault().LeftAt(now, UploadLifetime));
        if (FileFormat.OfType(promise.ContentType) is not { } format || !rules.Formats.Contains(format))
            return new FileOfWrongFormat(rules.Formats);
        if (promise.Bytes < rules.MinBytes || promise.Bytes > rules.MaxBytes)
            return new FileOfWrongSize(promise.Bytes, rules.MinBytes, rules.MaxBytes);
        if (await CountAwaitedAsync(command.OwnerId, rules.Product, cancellationToken) >= MaxAwaited)
            return new TooManyAwaited(MaxAwaited);

        Asset asset = New(command.OwnerId, command.OriginalName, promise.Bytes, command.Group, rules, command.Id, format) with
        {
            UploadExpiresAt = now + UploadLifetime,
            DeleteAt = now + UploadLifetime + _grace,
        };
        if (await ReserveAsync(asset, rules, cancellationToken) is { } full) return full;
        await store.FindOrCreateAsync(asset.OwnerId, asset.Id, () => asset, cancellationToken);
        return Sign(asset, promise, UploadLifetime);
    }

    /// <summary>Takes a file in as it comes. When it is refused, or does not come whole, nothing of it stays.</summary>
    /// <returns>The asset; or what is wrong with the file, or that there is no room for it.</returns>
    public async Task<Result<Asset>> BringAsync(
        BringAsset command, AssetRules rules, CancellationToken cancellationToken)
    {
        byte[] head = new byte[FileFormat.HeadBytes];
        int length = await command.Content.ReadAtLeastAsync(
            head, head.Length, throwOnEndOfStream: false, cancellationToken);
        ReadOnlyMemory<byte> beginning = head.AsMemory(0, length);
        if (length < head.Length && length < rules.MinBytes)
            return new FileOfWrongSize(length, rules.MinBytes, rules.MaxBytes);
        if (FileFormat.Of(beginning.Span) is not { } format || !rules.Formats.Contains(format))
            return new FileOfWrongFormat(rules.Formats);

        Asset asset = New(command.OwnerId, command.OriginalName, command.AtMost, command.Group, rules, id: null, format) with
        {
            // Whatever cuts this off, the sweep finds what is left of it.
            DeleteAt = time.GetUtcNow() + TimeSpan.FromDays(1),
        };
        if (await ReserveAsync(asset, rules, cancellationToken) is { } full) return full;
        bool kept = false;
        try
        {
            await store.CreateAsync(asset, cancellationToken);
            await using (MediaWriter writer = await media.OpenWriteAsync(asset.File, asset.ContentType, cancellationToken))
            {
                await writer.WriteAsync(beginning, cancellationToken);
                await command.Content.CopyToAsync(writer, CopyBytes, cancellationToken);
                if (writer.Length < rules.MinBytes || writer.Length > rules.MaxBytes)
                    return new FileOfWrongSize(writer.Length, rules.MinBytes, rules.MaxBytes);
                asset = asset with { Bytes = writer.Length };
                await writer.CompleteAsync(cancellationToken);
            }
            Result<Asset> result = await AcceptAsync(asset, format, rules, cancellationToken);
            kept = result.Succeeded;
            return result;
        }
        finally
        {
            if (!kept) await RemoveAsync(asset, CancellationToken.None);
        }
    }

    /// <summary>
    /// Finds an asset that can be used. One whose file has been uploaded is looked at now, the first time: so it is checked
    /// before anything is made of it, whether or not its owner says that the upload is complete.
    /// </summary>
    /// <returns>
    /// The asset; or <see cref="Problem.NotFound"/>, <see cref="AssetNotUploaded"/>, or what is wrong with the file, which is
    /// deleted then.
    /// </returns>
    public async Task<Result<Asset>> UseAsync(
        string ownerId, string id, AssetRules rules, CancellationToken cancellationToken)
    {
        Asset? asset = await FindAsync(ownerId, rules.Product, id, cancellationToken);
        if (asset is null) return Missing;
        if (asset.State == AssetState.Ready) return asset;
        if (await media.FindAsync(asset.File, cancellationToken) is not { } file) return new AssetNotUploaded();
        Result<Asset> result = await InspectAsync(asset, file, rules, cancellationToken);
        if (!result.Succeeded) await RemoveAsync(asset, cancellationToken);
        return result;
    }

    /// <summary>Finds an asset, or null when it does not exist, or is somebody else's or another product's.</summary>
    public async Task<Asset?> FindAsync(
        string ownerId, string product, string id, CancellationToken cancellationToken) =>
        (await store.FindAsync<Asset>(ownerId, id, cancellationToken))?.Value is { } asset &&
        asset.Product == product && asset.State != AssetState.Leaving
            ? asset
            : null;

    /// <summary>A page of the assets that can be used, newest first, all of them or those of a group.</summary>
    public Task<DocumentPage<Asset>> ListAsync(
        string ownerId, string product, string? group, Paging paging, CancellationToken cancellationToken) =>
        store.QueryAsync<Asset>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where =
                [
                    Filter.Equal("product", product),
                    Filter.Equal("state", "ready"),
                    .. group is null ? Array.Empty<Filter>() : [Filter.Equal("group", group)],
                ],
                Descending = true,
                Offset = paging.Offset,
                Limit = paging.Limit,
                CountTotal = true,
            },
            cancellationToken);

    /// <summary>Says what of the product an asset belongs to: in a form, that may stand behind the file.</summary>
    /// <returns>The asset, or null when it was deleted meanwhile.</returns>
    public Task<Asset?> GroupAsync(Asset asset, string group, CancellationToken cancellationToken) => store.UpdateAsync<Asset>(
        asset.OwnerId, asset.Id, known => known.Group == group ? known : known with { Group = group }, cancellationToken);

    /// <summary>A URL that reads the file, under the name that its owner gave it.</summary>
    public Uri Link(Asset asset, TimeSpan lifetime) => media.SignDownload(asset.File, lifetime, asset.OriginalName);

    /// <summary>
    /// Deletes an asset. Nothing keeps it: a job that has yet to read it fails, and says so.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(
        string ownerId, string product, string id, CancellationToken cancellationToken)
    {
        Asset? asset = await FindAsync(ownerId, product, id, cancellationToken);
        if (asset is not null) await RemoveAsync(asset, cancellationToken);
        return asset is not null;
    }

    /// <summary>
    /// Deletes what was never uploaded, what a deletion or an upload that was cut off has left, and what has been kept for as
    /// long as it was to be.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        int count = 0;
        DateTimeOffset now = time.GetUtcNow();
        List<Exception> faults = [];
        DocumentQuery due = new() { Where = [Filter.Between("deleteAt", DateTimeOffset.MinValue, now)] };
        await foreach (Asset asset in store.AllAsync<Asset>(due, cancellationToken))
        {
            try
            {
                if (await RemoveAsync(asset, cancellationToken, known => known.DeleteAt <= now)) count++;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // One that cannot be deleted must not keep all others.
                faults.Add(fault);
            }
        }
        return faults.Count == 0 ? count : throw new AggregateException(faults);
    }

    private static Problem Missing { get; } = new Problem.NotFound("File");

    private Asset New(
        string ownerId, string name, long bytes, string? group, AssetRules rules, string? id, FileFormat format)
    {
        id ??= ids.Next();
        return new Asset
        {
            Id = id,
            OwnerId = ownerId,
            Product = rules.Product,
            Group = group,
            File = Asset.FilesOf(ownerId).File($"{id}.{format.Name}"),
            OriginalName = name,
            ContentType = format.MediaType,
            Bytes = bytes,
            State = AssetState.Awaited,
            CreatedAt = time.GetUtcNow(),
        };
    }

    private AssetAwaited Sign(Asset asset, UploadPromise promise, TimeSpan left)
    {
        TimeSpan lifetime = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return new AssetAwaited(asset, media.SignUpload(asset.File, promise, lifetime), lifetime);
    }

    private async Task<int> CountAwaitedAsync(string ownerId, string product, CancellationToken cancellationToken) =>
        (await store.QueryAsync<Asset>(
            new DocumentQuery
            {
                Partition = ownerId,
                Where = [Filter.Equal("product", product), Filter.Equal("state", "awaited")],
                Limit = 1,
                CountTotal = true,
            },
            cancellationToken)).Total ?? 0;

    private async Task<Problem?> ReserveAsync(Asset asset, AssetRules rules, CancellationToken cancellationToken) =>
        rules.StorageLimit is null
            ? null
            : (await storage.ReserveAsync(
                RoomOf(asset),
                asset.Id,
                asset.Bytes,
                rules.StorageLimit,
                (asset.DeleteAt ?? time.GetUtcNow()) - time.GetUtcNow(),
                cancellationToken)).Problem;

    private async Task<Result<Asset>> InspectAsync(
        Asset asset, MediaObject file, AssetRules rules, CancellationToken cancellationToken)
    {
        // Blob Storage takes whatever size it is sent.
        if (file.Bytes < rules.MinBytes || file.Bytes > rules.MaxBytes || file.Bytes > asset.Bytes)
            return new FileOfWrongSize(file.Bytes, rules.MinBytes, Math.Min(rules.MaxBytes, asset.Bytes));
        byte[] head = new byte[FileFormat.HeadBytes];
        int length;
        await using (Stream content = await media.OpenReadAsync(asset.File, cancellationToken))
            length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return FileFormat.Of(head.AsSpan(0, length)) is { } format && rules.Formats.Contains(format) &&
            format.Family == FileFormat.OfType(asset.ContentType)?.Family
                ? await AcceptAsync(asset with { Bytes = file.Bytes }, format, rules, cancellationToken)
                : new FileOfWrongFormat(rules.Formats);
    }

    private async Task<Result<Asset>> AcceptAsync(
        Asset asset, FileFormat format, AssetRules rules, CancellationToken cancellationToken)
    {
        Result<AssetContent> content = await prober.ProbeAsync(asset.File, format, cancellationToken);
        if (!content.Succeeded) return content.Problem;
        if (rules.Kind is { } kind && content.Value.Kind != kind) return new FileOfWrongFormat(rules.Formats);
        if (rules.StorageLimit is not null)
            await storage.CountAsync(RoomOf(asset), asset.Id, asset.Bytes, cancellationToken);
        Asset ready = asset with
        {
            State = AssetState.Ready,
            Content = content.Value,
            ContentType = TypeOf(format, content.Value.Kind),
            DeleteAt = time.GetUtcNow() + rules.Lifetime,
        };
        Asset? stored = await store.UpdateAsync<Asset>(
            asset.OwnerId, asset.Id, known => known.State == AssetState.Awaited ? ready : known, cancellationToken);
        if (stored?.State == AssetState.Ready) return stored;
        // Its owner has just deleted it.
        await storage.ReturnAsync(RoomOf(asset), asset.Id, cancellationToken);
        return Missing;
    }

    private static string TypeOf(FileFormat format, AssetKind kind) =>
        kind == AssetKind.Audio ? format.MediaType.Replace("video/", "audio/", StringComparison.Ordinal)
        : kind == AssetKind.Video ? format.MediaType.Replace("audio/", "video/", StringComparison.Ordinal)
        : format.MediaType;

    // The document goes last, so that whatever is cut off is found again. False when it is not to go any more: it may have
    // been completed since it was read.
    private async Task<bool> RemoveAsync(Asset asset, CancellationToken cancellationToken, Predicate<Asset>? isDue = null)
    {
        DateTimeOffset now = time.GetUtcNow();
        Asset? left = await store.UpdateAsync<Asset>(
            asset.OwnerId,
            asset.Id,
            known => known.State == AssetState.Leaving || isDue?.Invoke(known) == false
                ? known
                : known with { State = AssetState.Leaving, DeleteAt = now },
            cancellationToken);
        if (left is { State: not AssetState.Leaving }) return false;
        await media.DeleteAsync(asset.File, cancellationToken);
        await storage.ReturnAsync(RoomOf(asset), asset.Id, cancellationToken);
        await store.DeleteAsync<Asset>(asset.OwnerId, asset.Id, cancellationToken);
        return true;
    }

    private static StorageId RoomOf(Asset asset) => new(asset.OwnerId, asset.Product);
}
