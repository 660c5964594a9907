using System.Globalization;
using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A version of a blob: a file as it was when it was seen.</summary>
/// <param name="Name">The blob's name, with slashes.</param>
/// <param name="File">The file, absolute.</param>
/// <param name="Version">Its time of change and its size.</param>
/// <param name="WrittenAt">Its time of change.</param>
internal sealed record BlobFile(string Name, string File, string Version, DateTimeOffset WrittenAt)
{
    /// <summary>
    /// A container's blob as it is now, or null if there is none. Names with a part that starts with a dot are no blobs:
    /// writers may use them for files in the making.
    /// </summary>
    public static BlobFile? Find(string container, string path)
    {
        string name = Path.GetRelativePath(container, path).Replace(Path.DirectorySeparatorChar, '/');
        FileInfo file = new(path);
        if (!file.Exists || name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal)) return null;
        string version = string.Create(CultureInfo.InvariantCulture, $"{file.LastWriteTimeUtc.Ticks}-{file.Length}");
        return new BlobFile(name, path, version, new DateTimeOffset(file.LastWriteTimeUtc));
    }

    public static bool CanBeReadAs(Type type) =>
        type == typeof(Stream) || type == typeof(string) || type == typeof(byte[]);

    /// <summary>The blob as the function's parameter wants it.</summary>
    public static T As<T>(LocalFunctionContext context)
    {
        string file = ((BlobFile)context.Trigger!).File;
        object content = typeof(T) == typeof(Stream) ? context.Hold(System.IO.File.OpenRead(file))
            : typeof(T) == typeof(string) ? System.IO.File.ReadAllText(file)
            : System.IO.File.ReadAllBytes(file);
        return (T)content;
    }
}
