using System.Globalization;
using System.Text.RegularExpressions;
using Understudy.Shared;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// The folder of everything that is kept, while this process owns it: nobody else is writing there, so that what is
/// half written is left from before.
/// </summary>
public sealed partial class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Where jobs put what they need for a while; it was emptied when the folder was taken.</summary>
    public string Work => System.IO.Path.Combine(Path, "work");

    /// <summary>Makes the folder, for this user alone whatever the umask; one that is there stays as it is.</summary>
    /// <exception cref="IOException">That is impossible.</exception>
    public static void Make(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, Owner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LockFile.Unusable(path, error);
        }
    }

    /// <summary>
    /// Takes the folder, until it is disposed of, empties <see cref="Work"/> and removes drafts of files that a killed
    /// process did not come to finish.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another process has it.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static DataFolder Take(string path)
    {
        DataFolder folder = new(path, LockFile.Take(path, ".lock"));
        PendingFile.RemoveLeftovers(folder.Work);
        UnusableFile.MakeFolder(folder.Work);
        foreach (string part in new[] { "", "keys", "media", "runtime" })
        {
            string holder = System.IO.Path.Combine(path, part);
            if (!Directory.Exists(holder)) continue;
            UnusableFile.Use(holder, () =>
            {
                foreach (string file in Directory.EnumerateFiles(holder).Where(file => Draft().IsMatch(file)))
                    File.Delete(file);
            });
        }
        return folder;
    }

    /// <summary>
    /// Takes the first folder below a place that nobody has: what a killed process left there is removed by whoever comes next.
    /// </summary>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static DataFolder TakeOneIn(string place)
    {
        for (int number = 1; ; number++)
        {
            string path = System.IO.Path.Combine(place, number.ToString(CultureInfo.InvariantCulture));
            Make(path);
            try
            {
                return Take(path);
            }
            catch (InvalidOperationException taken) when (taken.InnerException is IOException)
            {
                // Another process has it.
            }
        }
    }

    /// <summary>Makes sure that a folder below it can be read and written; it is made when it is missing.</summary>
    /// <exception cref="IOException">It cannot; the message says why.</exception>
    public void Check(params ReadOnlySpan<string> parts) =>
        UnusableFile.MakeFolder(System.IO.Path.Combine([Path, .. parts]));

    // Secrets and databases are made under such a name, and appear under their own when they are whole.
    [GeneratedRegex(@"\.[0-9a-f]{32}(-wal|-shm|-journal)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Draft();

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
