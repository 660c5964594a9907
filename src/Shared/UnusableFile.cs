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

    /// <summary>Makes a folder, unless it is there.</summary>
    /// <exception cref="IOException">There is a file in its place, or it cannot be made.</exception>
    public static void MakeFolder(string path)
    {
        if (File.Exists(path)) throw new IOException($"{path} is a file where a folder should be: move it away.");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path} cannot be made: check the owner and the permissions of its folder.", error);
        }
    }

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
