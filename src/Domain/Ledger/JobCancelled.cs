using Understudy.Domain.Common;

namespace Understudy.Domain.Ledger;

/// <summary>The job was released before it held anything, so it cannot hold anything any more.</summary>
public sealed record JobCancelled : Problem;
