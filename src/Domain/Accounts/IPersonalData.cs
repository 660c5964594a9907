using Understudy.Domain.Media;

namespace Understudy.Domain.Accounts;

/// <summary>
/// What one part of the product keeps about people. Every part that stores anything under a person's id implements it, so
/// that an export is complete and an erasure leaves nothing.
/// </summary>
public interface IPersonalData
{
    /// <summary>Collects what is kept about a person, for the person: no secrets, nothing of anybody else's.</summary>
    IAsyncEnumerable<PersonalItem> CollectAsync(string ownerId, CancellationToken cancellationToken);

    /// <summary>
    /// Erases all of it, or makes anonymous what the law wants kept. May be repeated: cut off, the next call completes it.
    /// </summary>
    Task EraseAsync(string ownerId, CancellationToken cancellationToken);
}

/// <summary>A file of an export.</summary>
/// <param name="Path">Where it is in the archive, e.g. <c>videos/0190….json</c>: slashes, no leading one.</param>
public abstract record PersonalItem(string Path)
{
    /// <summary>Something that is kept as data, and is written as indented JSON.</summary>
    public sealed record Data(string Path, object Value) : PersonalItem(Path);

    /// <summary>Something that is kept as a file.</summary>
    public sealed record File(string Path, MediaKey Key) : PersonalItem(Path);
}
