namespace Understudy.Domain.Persistence;

/// <summary>An aggregate that can be stored: immutable, serialized with <see cref="DocumentJson"/>.</summary>
public interface IDocument
{
    /// <summary>The type's name and the fields that queries may use.</summary>
    static abstract DocumentType Type { get; }

    /// <summary>Unique within partition and type; at most 255 characters, none of <c>/ \ ? #</c> and no control characters.</summary>
    string Id { get; }

    /// <summary>The partition key: usually the owner's id.</summary>
    string Partition { get; }

    /// <summary>When the store may forget it, or null for never.</summary>
    DateTimeOffset? ExpiresAt => null;
}

/// <summary>What a store must know of a type of documents.</summary>
/// <param name="Name">The type's name in storage; never changes.</param>
/// <param name="Fields">
/// The fields that queries filter and order by, as paths of the serialized document, e.g. <c>details.topic</c>; with
/// <c>inputs.*</c> they may use whatever is below <c>inputs</c>, texts of more than 1,000
/// characters excepted.
/// </param>
public sealed record DocumentType(string Name, params string[] Fields)
{
    /// <summary>Whether queries may use a field.</summary>
    public bool Declares(string field) => IsPath(field) && Array.Exists(
        Fields,
        declared => declared == field
            || (declared.EndsWith(".*", StringComparison.Ordinal)
                && field.StartsWith(declared[..^1], StringComparison.Ordinal)));

    /// <summary>
    /// Whether a text is the path of a field: names of ASCII letters, digits and underscores, none of which begins with a digit,
    /// joined by dots. Stores build queries of them.
    /// </summary>
    public static bool IsPath(string field) => Array.TrueForAll(
        field.Split('.'),
        name => name.Length > 0
            && !char.IsAsciiDigit(name[0])
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'));
}
