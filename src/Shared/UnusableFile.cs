namespace Understudy.Shared;

/// <summary>What to tell whoever starts the app when it cannot start with a file as it is.</summary>
internal static class UnusableFile
{
    /// <summary>One line: which file, what is wrong with it, and what to do.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong, to go on after its name.</param>
    /// <param name="loss">What moving it away costs, a sentence without its full stop.</param>
    /// <param name="cause">What told so, if something did.</param>
    public static InvalidDataException Error(string path, string fault, string loss, Exception? cause = null) => new(
        $"{path} {fault}. Restore it from a backup, or move it away and start again: {loss}.", cause);

    /// <summary>Makes a folder, unless it is there, and makes sure that it can be read and written.</summary>
    /// <exception cref="IOException">There is a file in its place, or it cannot be made or used.</exception>
    public static void MakeFolder(string path)
    {
        string? file = path;
        while (file is not null && !File.Exists(file)) file = Path.GetDirectoryName(file);
        if (file is not null) throw new IOException($"{file} is a file where a folder should be: move it away.");
        Use(path, () =>
        {
            Directory.CreateDirectory(path);
            Try(path);
        });
    }

    /// <summary>
    /// Lists a folder, and makes a file in it that is gone at once. Its name is a draft's, for the case that the process
    /// is killed just then, and no blob's.
    /// </summary>
    public static void Try(string folder)
    {
        _ = Directory.EnumerateFileSystemEntries(folder).Any();
        new FileStream(Path.Combine(folder, $".{Guid.NewGuid():n}"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.DeleteOnClose,
        }).Dispose();
    }

    /// <summary>Works with a file or a folder at the start.</summary>
    /// <exception cref="IOException">The system does not let us; the message says what to look at.</exception>
    public static void Use(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{path} cannot be used: {Reason(error)}. Check the owner and the permissions, of it and of what is in " +
                "it, and the disk.",
                error);
        }
    }

    /// <summary>What the system said, to go into a sentence.</summary>
    public static string Reason(Exception error) => error.Message.ReplaceLineEndings(" ").TrimEnd('.');

    /// <summary>Makes sure that a file, if it is there, is one and may be used as is needed.</summary>
    /// <exception cref="InvalidDataException">It is a folder, or somebody else's.</exception>
    public static void Check(string path, FileAccess access, string loss)
    {
        if (Directory.Exists(path)) throw Error(path, "is a folder where a file should be", loss);
        if (!File.Exists(path)) return;
        try
        {
            using FileStream file = new(path, FileMode.Open, access, FileShare.ReadWrite);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new InvalidDataException(
                $"{path} cannot be {(access == FileAccess.Read ? "read" : "read and written")}: " +
                "check its owner, its permissions and the disk.",
                error);
        }
    }
}
