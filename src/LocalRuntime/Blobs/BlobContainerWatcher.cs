using System.Collections.Concurrent;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>
/// Tells which blobs of a container may have changed. The file system's events are fast but can be lost; a scan finds
/// everything.
/// </summary>
internal sealed class BlobContainerWatcher : IDisposable
{
    private readonly ConcurrentQueue<string> _changed = new();
    private readonly FileSystemWatcher _watcher;
    private readonly string _folder;
    private volatile bool _lostEvents;

    public BlobContainerWatcher(string folder, Alarm alarm)
    {
        _folder = folder;
        Directory.CreateDirectory(_folder);
        _watcher = new FileSystemWatcher(_folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite,
        };
        _watcher.Created += (_, change) => Add(change.FullPath);
        _watcher.Changed += (_, change) => Add(change.FullPath);
        _watcher.Renamed += (_, change) => Add(change.FullPath);
        _watcher.Error += (_, _) =>
        {
            _lostEvents = true;
            alarm.Ring();
        };
        _watcher.EnableRaisingEvents = true;

        void Add(string path)
        {
            // A folder that was moved here brings files for which there are no events.
            if (Directory.Exists(path))
                _lostEvents = true;
            else
                _changed.Enqueue(path);
            alarm.Ring();
        }
    }

    /// <summary>Whether events were lost since this was last asked, so that only a scan finds everything.</summary>
    public bool TakeLostEvents()
    {
        bool lost = _lostEvents;
        _lostEvents = false;
        return lost;
    }

    /// <summary>The blobs with events since this was last asked.</summary>
    public IEnumerable<BlobFile> TakeChanged()
    {
        while (_changed.TryDequeue(out string? path))
        {
            if (BlobFile.Find(_folder, path) is { } blob) yield return blob;
        }
    }

    /// <summary>All blobs.</summary>
    public IEnumerable<BlobFile> Scan() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Select(path => BlobFile.Find(_folder, path)).OfType<BlobFile>();

    public void Dispose() => _watcher.Dispose();
}
