using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Files;

/// <summary>
/// Where an object's parts are below the root: its bytes at <c>{container}/{name}</c>, what is known of it at
/// <c>.meta/{container}/{name}</c>, its parts as long as it is being made of such at <c>.parts/{container}/{name}</c>, and
/// what is being written otherwise in <see cref="Temporary"/>. No container's name begins with a dot.
/// </summary>
internal sealed class MediaPaths(string root, string drafts = ".tmp")
{
    private static readonly string[] _folders = [".", ".meta", ".parts"];

    private readonly string _root = Path.GetFullPath(root);

    public string Temporary => Path.Combine(_root, drafts);

    /// <summary>The folder of a container's objects.</summary>
    public string Container(string name) => Path.Combine(_root, name);

    /// <summary>The folder of what is known of a container's objects.</summary>
    public string ContainerMetadata(string name) => Path.Combine(_root, ".meta", name);

    /// <summary>The path of an object's bytes.</summary>
    public string Content(MediaKey key) => Below(_root, Named(key));

    /// <summary>The path of what is known of an object.</summary>
    public string Metadata(MediaKey key) => Below(Path.Combine(_root, ".meta"), Named(key));

    /// <summary>The path of an object's parts, one after the other in one file.</summary>
    public string Parts(MediaKey key) => Below(Path.Combine(_root, ".parts"), Named(key));

    /// <summary>The folders of the bytes, of what is known, and of the parts, of every object below a prefix.</summary>
    public string[] Folders(MediaKey prefix) => prefix.Name.EndsWith('/')
        ? [.. _folders.Select(part => Below(Path.GetFullPath(part, _root), prefix).TrimEnd('/'))]
        : throw new ArgumentException($"'{prefix}' does not end with a slash.", nameof(prefix));

    /// <summary>
    /// Whether a symbolic link stands anywhere between the root and the path. The store makes none there, so that one
    /// is somebody's attempt to lead it elsewhere.
    /// </summary>
    public bool HasLink(string path)
    {
        for (string? part = path; part is not null && part.Length > _root.Length; part = Path.GetDirectoryName(part))
        {
            if (new FileInfo(part).LinkTarget is not null) return true;
        }
        return false;
    }

    private static MediaKey Named(MediaKey key) => key.Name.EndsWith('/')
        ? throw new ArgumentException($"'{key}' names a folder.", nameof(key))
        : key;

    private static string Below(string root, MediaKey key)
    {
        string path = Path.GetFullPath(Path.Combine(root, key.Container, key.Name));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException($"'{key}' leads out of the store.", nameof(key));
    }
}
