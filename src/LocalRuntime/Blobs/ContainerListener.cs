using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>
/// Listens to a container of a storage account, an emulator's above all: nothing tells this machine of a blob, so all are
/// listed, again and again.
/// </summary>
internal sealed class ContainerListener(
    LocalFunctionDefinition function,
    BlobPathPattern pattern,
    BlobServiceClient account,
    SeenBlobs seen,
    QueueStore queues,
    TimeProvider time)
    : BlobListener(function, pattern, seen, queues)
{
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(1);

    // A tenth of the time is spent with listing, at most.
    private const int RestsOfList = 9;

    private readonly BlobContainerClient _container = account.GetBlobContainerClient(pattern.Container);

    /// <inheritdoc/>
    public override async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: stopping);
        Dictionary<string, string> versions = Load();
        while (true)
        {
            long began = time.GetTimestamp();
            HashSet<string> there = new(StringComparer.Ordinal);
            await foreach (BlobItem blob in _container.GetBlobsAsync(cancellationToken: stopping))
            {
                there.Add(blob.Name);
                if (blob.Properties.ETag is { } tag) HandOver(Version(blob.Name, tag), versions);
            }
            ForgetWhatIsGone(versions, there.Contains);
            TimeSpan rest = time.GetElapsedTime(began) * RestsOfList;
            await Task.Delay(rest > _rest ? rest : _rest, time, stopping);
        }
    }

    /// <inheritdoc/>
    protected override BlobVersion? Find(string name)
    {
        try
        {
            return Version(name, _container.GetBlobClient(name).GetProperties().Value.ETag);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    // As the two answers spell it differently: in quotes, and without.
    private StoredBlob Version(string name, ETag tag) => new(_container.GetBlobClient(name), tag.ToString("G").Trim('"'));
}
