using Understudy.Domain.Common;

namespace Understudy.Domain.Media;

/// <summary>
/// An object that is being written. It appears whole when it is completed, in the place of what was there; disposed of
/// without that, it vanishes.
/// </summary>
public abstract class MediaWriter : WriteOnlyStream
{
    /// <summary>Makes the object appear; nothing can be written after it.</summary>
    /// <param name="cancellationToken">Gives up; then the object has not appeared.</param>
    public abstract Task CompleteAsync(CancellationToken cancellationToken = default);
}
