using Understudy.Domain.Common;

namespace Understudy.Infrastructure.Identity;

/// <summary>Makes UUIDs version 7 by the app's clock.</summary>
public sealed class IdFactory(TimeProvider time) : IIdFactory
{
    /// <inheritdoc/>
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
}
