using Microsoft.Win32.SafeHandles;
using Understudy.Shared;

namespace Understudy.Infrastructure.Files;

/// <summary>A file that is being written, and that vanishes unless it is moved to its place.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private bool _moved;

    public PendingFile(string folder)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, Guid.NewGuid().ToString("n"));
        _handle = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
    }

    /// <summary>Removes what a process that was killed left in a folder where nobody else is writing.</summary>
    public static void RemoveLeftovers(string folder)
    {
        if (Directory.Exists(folder)) UnusableFile.Use(folder, () => Directory.Delete(folder, recursive: true));
    }

    /// <summary>How many bytes have been written.</summary>
    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await RandomAccess.WriteAsync(_handle, bytes, Length, cancellationToken);
        Length += bytes.Length;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, Length);
        Length += bytes.Length;
    }

    /// <summary>Makes sure that the bytes are on the disk, and closes the file.</summary>
    public void Finish()
    {
        RandomAccess.FlushToDisk(_handle);
        _handle.Dispose();
    }

    /// <summary>Moves the finished file to its place at once, over what is there.</summary>
    public void MoveTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(_path, path, overwrite: true);
        _moved = true;
    }

    public void Dispose()
    {
        _handle.Dispose();
        if (!_moved) File.Delete(_path);
    }
}
