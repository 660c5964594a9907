using Understudy.LocalRuntime.Invocation;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A version of a blob, as it was when it was seen.</summary>
/// <param name="Name">The blob's name, with slashes.</param>
/// <param name="Version">What another version differs in.</param>
internal abstract record BlobVersion(string Name, string Version)
{
    /// <summary>Where it is.</summary>
    public abstract Uri Address { get; }

    public static bool CanBeReadAs(Type type) =>
        type == typeof(Stream) || type == typeof(string) || type == typeof(byte[]);

    /// <summary>The blob as the function's parameter wants it.</summary>
    public static T As<T>(LocalFunctionContext context)
    {
        Stream content = context.Hold(((BlobVersion)context.Trigger!).Open());
        if (typeof(T) == typeof(Stream)) return (T)(object)content;
        if (typeof(T) == typeof(string)) return (T)(object)new StreamReader(content).ReadToEnd();
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return (T)(object)bytes.ToArray();
    }

    /// <summary>Its content.</summary>
    protected abstract Stream Open();
}
