using Microsoft.Win32.SafeHandles;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// The file that holds the parts of an object, while one of them is being written: by one writer at a time. It stays when
/// the process ends, so that the next attempt goes on with it.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly long _offset;

    /// <exception cref="FileNotFoundException">The file ends before the part begins.</exception>
    /// <exception cref="IOException">Somebody else is writing a part.</exception>
    public PartFile(string path, long offset)
    {
        _offset = offset;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The beginning of what was begun before and is begun anew must not be taken for a part.
        FileMode mode = offset == 0 ? FileMode.Create : FileMode.Open;
        try
        {
            _handle = File.OpenHandle(path, mode, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException error)
        {
            throw Gone(path, error);
        }
        if (RandomAccess.GetLength(_handle) >= offset) return;
        _handle.Dispose();
        throw Gone(path, cause: null);
    }

    /// <summary>How many bytes of the part have been written.</summary>
    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await RandomAccess.WriteAsync(_handle, bytes, _offset + Length, cancellationToken);
        Length += bytes.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, _offset + Length);
        Length += bytes.Length;
    }

    /// <summary>Makes sure that the part is on the disk.</summary>
    public void Finish() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Cuts off what an attempt that failed wrote behind the last part.</summary>
    /// <returns>False when there is no file, or not all of it.</returns>
    public static bool TrySeal(string path, long length)
    {
        if (!File.Exists(path)) return false;
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.None);
        long there = RandomAccess.GetLength(handle);
        if (there < length) return false;
        if (there > length) RandomAccess.SetLength(handle, length);
        RandomAccess.FlushToDisk(handle);
        return true;
    }

    /// <summary>Moves the file to the object's place at once, over what is there.</summary>
    public static void Move(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(path, target, overwrite: true);
    }

    public void Dispose() => _handle.Dispose();

    private static FileNotFoundException Gone(string path, Exception? cause) =>
        new($"What comes before the part in {path} is gone.", path, cause);
}
