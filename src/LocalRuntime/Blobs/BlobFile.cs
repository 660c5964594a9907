using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A version of a blob: a file as it was when it was seen.</summary>
/// <param name="Container">The blob's container.</param>
/// <param name="Name">The blob's name, with slashes.</param>
/// <param name="File">The file, absolute.</param>
/// <param name="Version">Its time of change and its size.</param>
/// <param name="WrittenAt">Its time of change.</param>
internal sealed record BlobFile(string Container, string Name, string File, string Version, DateTimeOffset WrittenAt)
{
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
