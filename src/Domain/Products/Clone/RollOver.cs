namespace Understudy.Domain.Products.Clone;

/// <summary>
/// Begins the free month of those whose period is over, also of those who do not come back to ask for it: what they are
/// shown and sent is right, and a month's account has no gap. Paid periods begin with their invoices.
/// </summary>
public sealed class RollOver(Minutes minutes)
{
    /// <summary>Looks through all wallets whose period is over; one that fails keeps no other from it.</summary>
    /// <exception cref="AggregateException">Some failed; the next time they are looked at again.</exception>
    public Task SweepAsync(CancellationToken cancellationToken) => minutes.SweepAsync(cancellationToken);
}
