namespace Understudy.Domain.Persistence;

/// <summary>An aggregate that can be stored: immutable, serialized with <see cref="DocumentJson"/>.</summary>
public interface IDocument
{
    /// <summary>The type's name and the fields that queries may use.</summary>
    static abstract DocumentType Type { get; }

    /// <summary>Unique within partition and type; at most 255 characters, none of <c>/ \ ? #</c>.</summary>
    string Id { get; }

    /// <summary>The partition key: usually the owner's id.</summary>
    string Partition { get; }

    /// <summary>When the store may forget it, or null for never.</summary>
    DateTimeOffset? ExpiresAt => null;
}

/// <summary>What a store must know of a type of documents.</summary>
/// <param name="Name">The type's name in storage; never changes.</param>
/// <param name="Fields">
/// The fields that queries filter and order by, as paths of the serialized document, e.g. <c>inputs.videoModelId</c>.
/// </param>
public sealed record DocumentType(string Name, params string[] Fields);
