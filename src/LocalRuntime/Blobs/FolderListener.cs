using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>Listens to a folder, whose files are blobs.</summary>
internal sealed class FolderListener(
    LocalFunctionDefinition function, BlobPathPattern pattern, string root, SeenBlobs seen, QueueStore queues, TimeProvider time)
    : BlobListener(function, pattern, seen, queues)
{
    private static readonly TimeSpan _scanEvery = TimeSpan.FromMinutes(1);

    // A file that is still being written in place is not a version yet.
    private static readonly TimeSpan _settled = TimeSpan.FromMilliseconds(250);

    private readonly Alarm _alarm = new(time);
    private readonly string _folder = Path.Combine(root, pattern.Container);

    /// <inheritdoc/>
    public override async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using BlobContainerWatcher watcher = new(_folder, _alarm);
        Dictionary<string, string> versions = Load();
        List<string> unsettled = [];
        // By a clock that nobody puts back.
        long? scanned = null;
        while (true)
        {
            List<BlobFile> found = [.. watcher.TakeChanged(), .. unsettled.Select(FindFile).OfType<BlobFile>()];
            unsettled.Clear();
            bool isTime = scanned is not { } before || time.GetElapsedTime(before) >= _scanEvery;
            if (isTime) ForgetWhatIsGone(versions, name => FindFile(name) is not null);
            if (watcher.TakeLostEvents() || isTime)
            {
                scanned = time.GetTimestamp();
                found.AddRange(watcher.Scan());
            }

            foreach (BlobFile blob in found)
            {
                if (IsUnsettled(blob))
                    unsettled.Add(blob.Name);
                else
                    HandOver(blob, versions);
            }

            TimeSpan rest = unsettled.Count > 0 ? _settled : _scanEvery - time.GetElapsedTime(scanned!.Value);
            await _alarm.SleepAsync(rest, stopping);
        }
    }

    /// <inheritdoc/>
    protected override BlobVersion? Find(string name) => FindFile(name);

    private BlobFile? FindFile(string name) => BlobFile.Find(_folder, Path.Combine(_folder, name));

    // What seems to have longer to wait is from before the clock was put back.
    private bool IsUnsettled(BlobFile blob) =>
        blob.WrittenAt + _settled - time.GetUtcNow() is var wait && wait > TimeSpan.Zero && wait <= _settled;
}
