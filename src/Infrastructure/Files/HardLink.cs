using System.Runtime.InteropServices;

namespace Understudy.Infrastructure.Files;

/// <summary>A second name for a file's bytes, which keeps them when the first name goes.</summary>
internal static partial class HardLink
{
    /// <summary>Makes one if the system can.</summary>
    /// <returns>False when it cannot, e.g. between two disks.</returns>
    public static bool TryCreate(string existing, string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        return Link(existing, path) == 0;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string path);
}
