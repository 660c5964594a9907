using Understudy.Shared;

namespace Understudy.Infrastructure.Secrets;

/// <summary>A secret of this installation: made once, readable by its owner only.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Reads the file, or makes it. Of several that make it at once one wins, and all get the winner's.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Makes the secret.</param>
    /// <param name="read">Makes something of the file's bytes; null when they are no such secret.</param>
    /// <param name="loss">What happens when somebody moves the file away, a sentence without its full stop.</param>
    /// <exception cref="InvalidDataException">It is no such secret, or cannot be read.</exception>
    public static T LoadOrCreate<T>(string path, Func<byte[]> create, Func<byte[], T?> read, string loss)
        where T : class
    {
        UnusableFile.Check(path, FileAccess.Read, loss);
        if (!File.Exists(path)) Create(path, create);
        return read(File.ReadAllBytes(path)) ?? throw UnusableFile.Error(path, "is damaged", loss);
    }

    /// <summary>Puts another secret in the file's place, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Replace(string path, byte[] secret) => Put(path, secret, overwrite: true);

    private static void Create(string path, Func<byte[]> create)
    {
        UnusableFile.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            Put(path, create(), overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was faster.
        }
    }

    private static void Put(string path, byte[] secret, bool overwrite)
    {
        string draft = $"{path}.{Guid.NewGuid():n}";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (FileStream stream = new(draft, options))
            {
                stream.Write(secret);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
