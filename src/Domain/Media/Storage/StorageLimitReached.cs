using Understudy.Domain.Common;

namespace Understudy.Domain.Media.Storage;

/// <summary>There is less room left than the operation needs. All in bytes.</summary>
/// <param name="Limit">How much there may be.</param>
/// <param name="Used">How much is taken, or promised to what is on its way.</param>
/// <param name="Asked">How much more it would be.</param>
public sealed record StorageLimitReached(long Limit, long Used, long Asked) : Problem;
