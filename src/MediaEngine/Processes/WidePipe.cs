using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Processes;

/// <summary>
/// Raw frames are megabytes, and a pipe holds 64 kilobytes unless told otherwise: each frame would take some fifty turns of
/// both processes.
/// </summary>
internal static partial class WidePipe
{
    /// <summary>What anybody may ask for on an ordinary Linux.</summary>
    private const int Bytes = 1 << 20;

    private const int SetPipeSize = 1031;

    /// <summary>Lets a pipe hold more. Where that is refused it stays as it was, which is slower and no harm.</summary>
    public static void Widen(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe) _ = Control(pipe.SafePipeHandle, SetPipeSize, Bytes);
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeHandle pipe, int command, int argument);
}
