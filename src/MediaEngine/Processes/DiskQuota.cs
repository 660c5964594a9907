namespace Understudy.MediaEngine.Processes;

/// <summary>How much a folder may hold, whoever writes to it.</summary>
/// <param name="Folder">Its absolute path.</param>
/// <param name="Bytes">The most that all its files together may hold.</param>
public sealed record DiskQuota(string Folder, long Bytes)
{
    /// <summary>
    /// What the work on a job may hold in one place, in bytes: 2 GiB. The largest upload and ten seconds of raw frames
    /// of 1080 lines take 1.3 GB.
    /// </summary>
    public const long OfJob = 2L << 30;

    // Links lead to files that were there before.
    private static readonly EnumerationOptions _everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>The quota of the folder in which a job's file is to be written.</summary>
    public static DiskQuota Around(string file) => new(Path.GetDirectoryName(Path.GetFullPath(file))!, OfJob);

    /// <summary>How many bytes may still be written; negative when there are too many already.</summary>
    public long Left()
    {
        DirectoryInfo folder = new(Folder);
        return folder.Exists ? Bytes - folder.EnumerateFiles("*", _everything).Sum(Size) : Bytes;
    }

    /// <summary>Throws unless a file of that size still fits.</summary>
    /// <exception cref="IOException">It does not.</exception>
    public void Require(long size)
    {
        if (size > Left()) throw new IOException($"A file of {size} bytes exceeds the quota of {Folder}, {Bytes} bytes.");
    }

    private static long Size(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // Somebody was quicker to delete it.
            return 0;
        }
    }
}
