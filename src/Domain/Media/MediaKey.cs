using System.Buffers;
using System.Text.Json.Serialization;

namespace Understudy.Domain.Media;

/// <summary>The key of a media object: a container and a name within it. Made by us, never by a client.</summary>
[JsonConverter(typeof(MediaKeyJsonConverter))]
public sealed record MediaKey
{
    /// <summary>Where uploads by people land; writing here starts pipelines.</summary>
    public const string Uploads = "uploads";

    /// <summary>Where the pipelines write what they make.</summary>
    public const string Library = "library";

    // Documents are full of keys, and each is checked when it is read.
    private static readonly SearchValues<char> _containerCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> _nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_/");

    /// <summary>A key.</summary>
    /// <param name="container">3–63 lower-case letters, digits and dashes.</param>
    /// <param name="name">Segments of letters, digits, <c>. - _</c> joined by single slashes; no <c>.</c> or <c>..</c>.</param>
    /// <exception cref="ArgumentException">Either is not of that form.</exception>
    public MediaKey(string container, string name)
    {
        if (container.Length is < 3 or > 63 || container.AsSpan().ContainsAnyExcept(_containerCharacters))
            throw new ArgumentException($"'{container}' is no container name.", nameof(container));
        if (!IsName(name)) throw new ArgumentException($"'{name}' is no object name.", nameof(name));
        Container = container;
        Name = name;
    }

    /// <summary>The container.</summary>
    public string Container { get; }

    /// <summary>The name within the container, e.g. <c>videos/user-id/model-id/source.mp4</c>.</summary>
    public string Name { get; }

    /// <summary>The key of a file in this folder; a folder's name ends with a slash.</summary>
    public MediaKey File(string name) => new(Container, Name + name);

    /// <inheritdoc/>
    public override string ToString() => $"{Container}/{Name}";

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 512 || name.ContainsAnyExcept(_nameCharacters)) return false;
        if (name[^1] == '/') name = name[..^1];
        foreach (Range segment in name.Split('/'))
            if (name[segment].Trim('.').IsEmpty) return false;
        return true;
    }
}
