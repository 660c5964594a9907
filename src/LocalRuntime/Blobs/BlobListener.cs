using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>
/// Runs one function once for each version of each blob that matches its path. The receipt is written when the
/// function has succeeded, so a crash repeats it and never skips it.
/// </summary>
internal sealed class BlobListener(
    FunctionHost host,
    LocalFunctionDefinition function,
    BlobPathPattern pattern,
    string root,
    BlobReceiptStore store,
    int maxAttempts,
    TimeProvider time) : IListener
{
    private const int Concurrency = 8;

    private static readonly TimeSpan _scanEvery = TimeSpan.FromMinutes(1);

    // A file that is still being written in place is not a version yet.
    private static readonly TimeSpan _settled = TimeSpan.FromMilliseconds(250);

    private readonly Alarm _alarm = new(time);
    private readonly PriorityQueue<string, long> _later = new();
    private readonly ConcurrentQueue<string> _handled = new();
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BlobReceipt> _receipts = new(StringComparer.Ordinal);

    public LocalFunctionDefinition Function => function;

    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using BlobContainerWatcher watcher = new(root, pattern.Container, _alarm);
        using SemaphoreSlim slots = new(Concurrency);
        foreach ((string blob, BlobReceipt receipt) in store.Load(function.Name))
            _receipts[blob] = receipt;
        try
        {
            // What is planned here is planned by a clock that nobody puts back.
            long scanAt = time.GetTimestamp();
            while (true)
            {
                bool scan = time.GetTimestamp() >= scanAt;
                if (scan)
                    ForgetWhatIsGone(watcher);
                if (watcher.TakeLostEvents() || scan)
                {
                    scanAt = After(_scanEvery);
                    foreach (BlobFile blob in watcher.Scan())
                        await ConsiderAsync(blob, slots, stopping, aborting);
                }

                foreach (BlobFile blob in watcher.TakeChanged().Concat(TakeDue(watcher)))
                    await ConsiderAsync(blob, slots, stopping, aborting);

                long next = _later.TryPeek(out _, out long due) && due < scanAt ? due : scanAt;
                await _alarm.SleepAsync(time.GetElapsedTime(time.GetTimestamp(), next), stopping);
            }
        }
        finally
        {
            for (int taken = 0; taken < Concurrency; taken++)
                await slots.WaitAsync(CancellationToken.None);
        }
    }

    private void ForgetWhatIsGone(BlobContainerWatcher watcher)
    {
        foreach (string blob in _receipts.Keys.Where(blob => watcher.Find(blob) is null))
        {
            _receipts.TryRemove(blob, out _);
            store.Remove(function.Name, blob);
        }
    }

    /// <summary>Blobs whose time to be looked at again has come, and blobs that may have changed while the function ran
    /// for them.</summary>
    private IEnumerable<BlobFile> TakeDue(BlobContainerWatcher watcher)
    {
        List<string> names = [];
        while (_handled.TryDequeue(out string? handled))
        {
            _running.Remove(handled);
            names.Add(handled);
        }

        while (_later.TryPeek(out string? name, out long due) && due <= time.GetTimestamp())
        {
            _later.Dequeue();
            names.Add(name);
        }

        return names.Select(watcher.Find).OfType<BlobFile>();
    }

    private async Task ConsiderAsync(
        BlobFile blob, SemaphoreSlim slots, CancellationToken stopping, CancellationToken aborting)
    {
        if (_running.Contains(blob.Name) || pattern.Match(blob.Name) is not { } parts)
            return;
        BlobReceipt? receipt = _receipts.GetValueOrDefault(blob.Name);
        if (receipt?.Version != blob.Version)
            receipt = null;
        if (receipt is { State: not BlobState.Failed })
            return;

        DateTimeOffset now = time.GetUtcNow();
        TimeSpan wait = (receipt?.RetryAt ?? blob.WrittenAt + _settled) - now;
        // What seems to have longer to wait is from before the clock was put back.
        if (wait > TimeSpan.Zero && wait <= (receipt is null ? _settled : BackOff.Longest))
        {
            _later.Enqueue(blob.Name, After(wait));
            return;
        }

        await slots.WaitAsync(stopping);
        _running.Add(blob.Name);
        _ = HandleAsync(blob, parts, receipt?.Attempts ?? 0, slots, aborting);
    }

    /// <summary>The timestamp of so much later, rounded up, so that the wall clock has got as far by then.</summary>
    private long After(TimeSpan wait) =>
        time.GetTimestamp() + (long)Math.Ceiling(wait.TotalSeconds * time.TimestampFrequency);

    private async Task HandleAsync(
        BlobFile blob,
        Dictionary<string, object?> bindingData,
        int attempts,
        SemaphoreSlim slots,
        CancellationToken aborting)
    {
        // The listener's loop must go on whatever the function does before its first wait.
        await Task.Yield();
        int attempt = attempts + 1;
        try
        {
            bindingData["BlobTrigger"] = $"{blob.Container}/{blob.Name}";
            bindingData["Uri"] = new Uri(blob.File).AbsoluteUri;
            await host.RunAsync(function, blob, bindingData, aborting);
            Save(new BlobReceipt(blob.Version, BlobState.Done, attempt, time.GetUtcNow()), failure: null);
        }
        catch (Exception exception)
        {
            bool poison = attempt >= maxAttempts;
            FunctionLog.BlobFailed(
                host.Logger, exception, function.Name, blob.Container, blob.Name, attempt, poison);
            Save(
                new BlobReceipt(
                    blob.Version,
                    poison ? BlobState.Poison : BlobState.Failed,
                    attempt,
                    time.GetUtcNow() + BackOff.After(attempt)),
                exception.Message);
        }
        finally
        {
            _handled.Enqueue(blob.Name);
            slots.Release();
            _alarm.Ring();
        }

        void Save(BlobReceipt receipt, string? failure)
        {
            _receipts[blob.Name] = receipt;
            try
            {
                store.Save(function.Name, blob.Name, receipt, failure);
            }
            catch (SqliteException exception)
            {
                // It holds until the host ends; the next one runs the function for this version once more.
                FunctionLog.NotStored(host.Logger, exception, function.Name);
            }
        }
    }
}
