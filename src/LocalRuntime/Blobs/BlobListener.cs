using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>
/// Hands each version of each blob that matches a function's path over to a queue, as the Functions host does: from there it
/// is handled, and tried again, as any message.
/// </summary>
internal sealed class BlobListener(
    LocalFunctionDefinition function, BlobPathPattern pattern, string root, SeenBlobs seen, QueueStore queues, TimeProvider time)
    : IListener
{
    private static readonly TimeSpan _scanEvery = TimeSpan.FromMinutes(1);

    // A file that is still being written in place is not a version yet.
    private static readonly TimeSpan _settled = TimeSpan.FromMilliseconds(250);

    private readonly Alarm _alarm = new(time);
    private readonly string _folder = Path.Combine(root, pattern.Container);

    public LocalFunctionDefinition Function => function;

    /// <summary>The queue's name, which no queue of Service Bus can have.</summary>
    public string Queue { get; } = $"blobs of {function.Name}";

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using BlobContainerWatcher watcher = new(_folder, _alarm);
        Dictionary<string, string> versions = seen.Load(function.Name);
        List<string> unsettled = [];
        // By a clock that nobody puts back.
        long? scanned = null;
        while (true)
        {
            List<BlobFile> found = [.. watcher.TakeChanged(), .. unsettled.Select(Find).OfType<BlobFile>()];
            unsettled.Clear();
            bool isTime = scanned is not { } before || time.GetElapsedTime(before) >= _scanEvery;
            if (isTime) ForgetWhatIsGone(versions);
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

    /// <summary>What a message of the queue starts the function with; null when that version is no more.</summary>
    public Delivery? Read(QueueMessage message)
    {
        int space = message.Body.IndexOf(' ', StringComparison.Ordinal);
        if (Find(message.Body[(space + 1)..]) is not { } blob || blob.Version != message.Body[..space] ||
            pattern.Match(blob.Name) is not { } data)
            return null;
        string path = $"{pattern.Container}/{blob.Name}";
        data["BlobTrigger"] = path;
        data["Uri"] = new Uri(blob.File).AbsoluteUri;
        return new Delivery(path, blob, data);
    }

    private BlobFile? Find(string name) => BlobFile.Find(_folder, Path.Combine(_folder, name));

    // What seems to have longer to wait is from before the clock was put back.
    private bool IsUnsettled(BlobFile blob) =>
        blob.WrittenAt + _settled - time.GetUtcNow() is var wait && wait > TimeSpan.Zero && wait <= _settled;

    private void HandOver(BlobFile blob, Dictionary<string, string> versions)
    {
        if (versions.GetValueOrDefault(blob.Name) == blob.Version || pattern.Match(blob.Name) is null) return;
        // In this order, a crash in between repeats it and never skips it.
        queues.Send([new OutgoingMessage(Queue, $"{blob.Version} {blob.Name}")]);
        seen.Save(function.Name, blob.Name, blob.Version);
        versions[blob.Name] = blob.Version;
    }

    private void ForgetWhatIsGone(Dictionary<string, string> versions)
    {
        foreach (string blob in versions.Keys.Where(blob => Find(blob) is null).ToList())
        {
            seen.Remove(function.Name, blob);
            versions.Remove(blob);
        }
    }
}
