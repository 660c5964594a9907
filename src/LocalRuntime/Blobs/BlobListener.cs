using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Queues;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>
/// Hands each version of each blob that matches a function's path over to a queue, as the Functions host does: from there it
/// is handled, and tried again, as any message.
/// </summary>
internal abstract class BlobListener(
    LocalFunctionDefinition function, BlobPathPattern pattern, SeenBlobs seen, QueueStore queues) : IListener
{
    public LocalFunctionDefinition Function => function;

    /// <summary>The queue's name, which no queue of Service Bus can have.</summary>
    public string Queue { get; } = $"blobs of {function.Name}";

    /// <summary>The container that it listens to.</summary>
    protected string Container => pattern.Container;

    /// <inheritdoc/>
    public abstract Task RunAsync(CancellationToken stopping, CancellationToken aborting);

    /// <summary>What a message of the queue starts the function with; null when that version is no more.</summary>
    public Delivery? Read(QueueMessage message)
    {
        int space = message.Body.IndexOf(' ', StringComparison.Ordinal);
        if (Find(message.Body[(space + 1)..]) is not { } blob || blob.Version != message.Body[..space] ||
            pattern.Match(blob.Name) is not { } data)
            return null;
        string path = $"{pattern.Container}/{blob.Name}";
        data["BlobTrigger"] = path;
        data["Uri"] = blob.Address.AbsoluteUri;
        return new Delivery(path, blob, data);
    }

    /// <summary>The version of a blob that there is now, or null when there is none.</summary>
    protected abstract BlobVersion? Find(string name);

    /// <summary>The versions that were handed over, by the blobs' names.</summary>
    protected Dictionary<string, string> Load() => seen.Load(function.Name);

    /// <summary>Hands a version over, unless it was.</summary>
    protected void HandOver(BlobVersion blob, Dictionary<string, string> versions)
    {
        if (versions.GetValueOrDefault(blob.Name) == blob.Version || pattern.Match(blob.Name) is null) return;
        // In this order, a crash in between repeats it and never skips it.
        queues.Send([new OutgoingMessage(Queue, $"{blob.Version} {blob.Name}")]);
        seen.Save(function.Name, blob.Name, blob.Version);
        versions[blob.Name] = blob.Version;
    }

    /// <summary>Forgets blobs that are gone.</summary>
    protected void ForgetWhatIsGone(Dictionary<string, string> versions, Func<string, bool> isThere)
    {
        foreach (string blob in versions.Keys.Where(blob => !isThere(blob)).ToList())
        {
            seen.Remove(function.Name, blob);
            versions.Remove(blob);
        }
    }
}
