using System.Globalization;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A version of a blob that is a file; it differs from others in its time of change and its size.</summary>
/// <param name="Name">The blob's name, with slashes.</param>
/// <param name="File">The file, absolute.</param>
/// <param name="Version">Its time of change and its size.</param>
/// <param name="WrittenAt">Its time of change.</param>
internal sealed record BlobFile(string Name, string File, string Version, DateTimeOffset WrittenAt)
    : BlobVersion(Name, Version)
{
    /// <inheritdoc/>
    public override Uri Address => new(File);

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

    /// <inheritdoc/>
    protected override Stream Open() => System.IO.File.OpenRead(File);
}
