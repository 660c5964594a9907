using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// Media objects as block blobs. Every call that changes something may be repeated without harm, and is, a bounded number of
/// times, when it is not known whether it was heard.
/// </summary>
public sealed class BlobMediaStore : IMediaStore
{
    private const int DeletedAtOnce = 8;

    private static readonly StorageTransferOptions _transfer = new()
    {
        InitialTransferSize = BlockWriter.BlockBytes,
        MaximumTransferSize = BlockWriter.BlockBytes,
        MaximumConcurrency = 4,
    };

    private readonly BlobServiceClient _service;
    private readonly BlobLinks _links;

    internal BlobMediaStore(BlobServiceClient service, ISasKey key, TimeProvider time)
    {
        _service = service;
        _links = new BlobLinks(service, key, time);
    }

    /// <inheritdoc/>
    public Uri SignUpload(MediaKey key, UploadPromise promise, TimeSpan lifetime) => _links.Upload(key, lifetime);

    /// <inheritdoc/>
    public Uri SignDownload(MediaKey key, TimeSpan lifetime, string? downloadName = null) =>
        _links.Download(key, lifetime, downloadName);

    /// <inheritdoc/>
    public async Task<MediaObject?> FindAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        try
        {
            BlobProperties found = await BlobOf(key).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new MediaObject(key, found.ContentLength, found.ContentType, found.LastModified);
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<Stream> OpenReadAsync(MediaKey key, CancellationToken cancellationToken = default) =>
        OpenReadAsync(key, offset: 0, cancellationToken);

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(MediaKey key, long offset, CancellationToken cancellationToken = default)
    {
        // Of an empty blob there is no range.
        BlobDownloadOptions? range = offset == 0 ? null : new() { Range = new HttpRange(offset) };
        try
        {
            BlobDownloadStreamingResult found = await BlobOf(key).DownloadStreamingAsync(range, cancellationToken);
            return found.Content;
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            throw Missing(key, error);
        }
    }

    /// <inheritdoc/>
    public Task<MediaWriter> OpenWriteAsync(
        MediaKey key, string contentType, CancellationToken cancellationToken = default) =>
        Task.FromResult<MediaWriter>(new BlobMediaWriter(BlobOf(key), contentType));

    /// <inheritdoc/>
    public async Task<MediaPart> WritePartAsync(
        MediaKey key,
        int number,
        long offset,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken = default)
    {
        BlockBlobClient blob = BlobOf(key);
        if (offset > 0 && !await HasPartsAsync(blob, cancellationToken))
            throw new FileNotFoundException($"The parts of {key} are gone.", key.ToString());
        await using BlockWriter blocks = new(blob);
        await write(blocks, cancellationToken);
        await blocks.StageAsync(cancellationToken);
        return new MediaPart(number, offset, blocks.Length, blocks.Tag);
    }

    /// <inheritdoc/>
    public async Task ComposeAsync(
        MediaKey key, IReadOnlyList<MediaPart> parts, string contentType, CancellationToken cancellationToken = default)
    {
        long end = 0;
        foreach (MediaPart part in parts)
        {
            if (part.Offset != end) throw new ArgumentException($"Part {part.Number} does not begin at {end}.", nameof(parts));
            end = part.End;
        }
        try
        {
            // Blocks that are in the blob already, since it was composed before, are found there.
            await BlobOf(key).CommitBlockListAsync(
                parts.SelectMany(part => BlockWriter.NamesOf(part.Tag)),
                new CommitBlockListOptions { HttpHeaders = new BlobHttpHeaders { ContentType = contentType } },
                cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.InvalidBlockList)
        {
            throw new FileNotFoundException($"The parts of {key} are gone.", key.ToString(), error);
        }
    }

    /// <inheritdoc/>
    public async Task FetchAsync(MediaKey key, string path, CancellationToken cancellationToken = default)
    {
        await using FileStream copy = new(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        try
        {
            await BlobOf(key).DownloadToAsync(
                copy, new BlobDownloadToOptions { TransferOptions = _transfer }, cancellationToken);
        }
        catch (Exception error)
        {
            File.Delete(path);
            if (error is RequestFailedException failed && IsMissing(failed)) throw Missing(key, failed);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(MediaKey key, CancellationToken cancellationToken = default)
    {
        BlockBlobClient blob = BlobOf(key);
        // Blocks that are in no list do not go with the blob, but when a list is put without them.
        if (await HasPartsAsync(blob, cancellationToken))
            await blob.CommitBlockListAsync([], cancellationToken: cancellationToken);
        await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteAllAsync(MediaKey prefix, CancellationToken cancellationToken = default)
    {
        if (!prefix.Name.EndsWith('/')) throw new ArgumentException($"'{prefix}' does not end with a slash.", nameof(prefix));
        AsyncPageable<BlobItem> all = _service.GetBlobContainerClient(prefix.Container).GetBlobsAsync(
            new GetBlobsOptions { States = BlobStates.Uncommitted, Prefix = prefix.Name }, cancellationToken);
        await Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = DeletedAtOnce, CancellationToken = cancellationToken },
            async (blob, stop) => await DeleteAsync(new MediaKey(prefix.Container, blob.Name), stop));
    }

    private BlockBlobClient BlobOf(MediaKey key) => key.Name.EndsWith('/')
        ? throw new ArgumentException($"'{key}' names a folder.", nameof(key))
        : _service.GetBlobContainerClient(key.Container).GetBlockBlobClient(key.Name);

    /// <summary>Whether there are blocks that are in no list yet.</summary>
    private static async Task<bool> HasPartsAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            BlockList blocks = await blob.GetBlockListAsync(
                BlockListTypes.Uncommitted, cancellationToken: cancellationToken);
            return blocks.UncommittedBlocks.Any();
        }
        catch (RequestFailedException error) when (IsMissing(error))
        {
            return false;
        }
    }

    // A container that is missing is a fault of ours.
    private static bool IsMissing(RequestFailedException error) => error.ErrorCode == BlobErrorCode.BlobNotFound;

    private static FileNotFoundException Missing(MediaKey key, Exception error) =>
        new($"There is no object {key}.", key.ToString(), error);
}
