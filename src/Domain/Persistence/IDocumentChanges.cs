namespace Understudy.Domain.Persistence;

/// <summary>
/// Tells of changes of documents, so that nobody has to read them again and again. A store offers it when every write goes
/// through this process; where others write, too, there is nothing for it but to read now and then.
/// </summary>
public interface IDocumentChanges
{
    /// <summary>Calls back after each write to a partition, whatever the document, until it is disposed of.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="changed">Called on whatever thread; it has to be quick, and not to fail.</param>
    IDisposable Watch(string partition, Action changed);
}
