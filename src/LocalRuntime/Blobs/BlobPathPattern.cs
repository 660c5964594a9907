using System.Text;
using System.Text.RegularExpressions;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>A trigger's path such as <c>uploads/{owner}/{name}.mp4</c>. A named part matches slashes too, as in Azure;
/// the first of several takes as much as it can.</summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex _name;

    private BlobPathPattern(string container, Regex name)
    {
        Container = container;
        _name = name;
        Parts = [.. name.GetGroupNames().Where(static group => group != "0")];
    }

    public string Container { get; }

    /// <summary>The names of the named parts.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <exception cref="FormatException">It is no such path.</exception>
    public static BlobPathPattern Parse(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || slash == path.Length - 1 || path[..slash].Contains('{', StringComparison.Ordinal))
            throw new FormatException($"'{path}' must be a container's name, a slash and the pattern of a blob's name.");

        StringBuilder regex = new("^");
        foreach (string piece in NamedPart().Split(path[(slash + 1)..]))
        {
            if (NamedPart().IsMatch(piece))
                regex.Append("(?<").Append(piece, 1, piece.Length - 2).Append(">.+)");
            else if (piece.AsSpan().IndexOfAny('{', '}') < 0)
                regex.Append(Regex.Escape(piece));
            else
                throw new FormatException($"'{path}' has a brace that belongs to no named part.");
        }

        RegexOptions options =
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline;
        return new BlobPathPattern(path[..slash], new Regex(regex.Append('$').ToString(), options));
    }

    /// <summary>The values of the named parts, or null if the blob's name does not match.</summary>
    public Dictionary<string, object?>? Match(string name)
    {
        Match match = _name.Match(name);
        return match.Success
            ? Parts.ToDictionary(
                static part => part, part => (object?)match.Groups[part].Value, StringComparer.OrdinalIgnoreCase)
            : null;
    }

    [GeneratedRegex(@"(\{[A-Za-z_][A-Za-z0-9_]*\})")]
    private static partial Regex NamedPart();
}
