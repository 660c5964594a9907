namespace Understudy.MediaEngine.Processes;

/// <summary>
/// A private folder for intermediate files that is removed when disposed. A lock file beside it tells live folders
/// from those that a crashed process left behind.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const string LockExtension = ".lock";
    private readonly FileStream _lock;

    private TemporaryFolder(string path, FileStream @lock)
    {
        Path = path;
        Quota = new DiskQuota(path, DiskQuota.OfJob);
        _lock = @lock;
    }

    /// <summary>Where the folders are made unless the caller says otherwise.</summary>
    public static string DefaultRoot { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "understudy-media");

    /// <summary>The absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>How much it may hold; the tools that write to it are given this as <see cref="ToolLimits.Disk"/>.</summary>
    public DiskQuota Quota { get; }

    /// <summary>Makes an empty folder that only this user can read.</summary>
    /// <param name="root">The folder to make it in; <see cref="DefaultRoot"/> when null.</param>
    public static TemporaryFolder Create(string? root = null)
    {
        root = System.IO.Path.GetFullPath(root ?? DefaultRoot);
        CreatePrivate(root);
        string path = System.IO.Path.Combine(root, Guid.NewGuid().ToString("N"));
        // The lock exists before the folder does, so that a sweep never sees an unlocked live folder.
        FileStream folderLock = new(path + LockExtension, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        CreatePrivate(path);
        return new TemporaryFolder(path, folderLock);
    }

    /// <summary>Removes the folders of processes that died without disposing them. Call once at start.</summary>
    /// <returns>How many were removed.</returns>
    public static int RemoveStale(string? root = null)
    {
        root = System.IO.Path.GetFullPath(root ?? DefaultRoot);
        if (!Directory.Exists(root)) return 0;

        return Directory.EnumerateFiles(root, "*" + LockExtension).Count(TryRemoveStale);
    }

    /// <summary>The absolute path of a file in this folder.</summary>
    /// <param name="name">A file name of our own making, never one that a user chose.</param>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Removes the folder with everything in it.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        System.IO.File.Delete(_lock.Name);
        _lock.Dispose();
    }

    private static bool TryRemoveStale(string lockFile)
    {
        try
        {
            using FileStream abandoned = new(lockFile, FileMode.Open, FileAccess.Write, FileShare.None);
            string folder = System.IO.Path.ChangeExtension(lockFile, extension: null);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            System.IO.File.Delete(lockFile);
            return true;
        }
        catch (IOException)
        {
            // Its owner is alive, or another process is removing it.
            return false;
        }
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, OwnerOnly);
        // A folder that somebody else made beforehand is refused here, for only its owner may do this.
        System.IO.File.SetUnixFileMode(path, OwnerOnly);
    }
}
