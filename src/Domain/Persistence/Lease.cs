namespace Understudy.Domain.Persistence;

/// <summary>
/// Keeps others from doing the same work at the same time. It guards against wasted work, not against double work: whoever
/// took it may be gone, so it ends by itself.
/// </summary>
/// <param name="HolderId">Whose it is.</param>
/// <param name="Since">When it was taken.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record Lease(string HolderId, DateTimeOffset Since, DateTimeOffset Until);

/// <summary>This run of the process, as leases name it.</summary>
/// <param name="Id">Another one with every start.</param>
/// <param name="IsAlone">
/// Whether the documents are this process's alone: then whoever else holds a lease is a run that has ended.
/// </param>
public sealed record LeaseHolder(string Id, bool IsAlone)
{
    // The clocks of two machines differ by less.
    private static readonly TimeSpan _skew = TimeSpan.FromSeconds(5);

    /// <summary>A new lease of this holder.</summary>
    public Lease Take(DateTimeOffset now, TimeSpan length) => new(Id, now, now + length);

    /// <summary>How long a lease still keeps this holder out; nothing or less when it does not.</summary>
    public TimeSpan Left(Lease? lease, DateTimeOffset now)
    {
        if (lease is null || (IsAlone && lease.HolderId != Id)) return TimeSpan.Zero;
        // More than all of it is left only if the clock was put back.
        TimeSpan left = lease.Until - now;
        return left <= lease.Until - lease.Since + _skew ? left : TimeSpan.Zero;
    }

    /// <summary>
    /// After how many seconds it is worth while to ask again: what is under way here ends its lease when it ends; elsewhere
    /// it may have ended without.
    /// </summary>
    public int RetrySeconds(Lease? lease, DateTimeOffset now) =>
        lease?.HolderId == Id ? 1 : Math.Max(1, (int)Math.Ceiling(Left(lease, now).TotalSeconds));
}
