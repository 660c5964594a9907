namespace Understudy.Shared;

/// <summary>
/// A file by which one process owns a folder. The operating system gives it back however the process ends.
/// </summary>
internal static class LockFile
{
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Takes the lock; whoever disposes the stream gives it back.</summary>
    /// <param name="folder">The folder; made when it is missing.</param>
    /// <param name="name">The file's name.</param>
    /// <exception cref="InvalidOperationException">Another process has it.</exception>
    /// <exception cref="IOException">Nothing can be written there.</exception>
    public static FileStream Take(string folder, string name)
    {
        try
        {
            Directory.CreateDirectory(folder);
            UnusableFile.Try(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, error);
        }
        try
        {
            return Open(Path.Combine(folder, name));
        }
        catch (IOException held) when (held.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            throw new InvalidOperationException($"Another host is using the data folder '{folder}'.", held);
        }
    }

    /// <summary>Opens a lock file for this process alone, or makes it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be used.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder where a file should be: move it away.");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{path} cannot be read and written: check its owner and its permissions.", error);
        }
    }

    /// <summary>One line for whoever starts the app.</summary>
    public static IOException Unusable(string folder, Exception error)
    {
        string reason = error switch
        {
            _ when File.Exists(folder) => "it is a file",
            UnauthorizedAccessException => "it is read-only or somebody else's",
            { HResult: ReadOnly } => "its disk is read-only",
            { HResult: NoSpace } => "its disk is full",
            _ => UnusableFile.Reason(error),
        };
        return new IOException($"The data folder '{folder}' cannot be made or written to: {reason}.", error);
    }
}
