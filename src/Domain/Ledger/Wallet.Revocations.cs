using System.Text.Json.Serialization;

namespace Understudy.Domain.Ledger;

public sealed partial record Wallet
{
    /// <summary>
    /// What is revoked of which grants: of those that have not been made yet, and of those that something of is left,
    /// held or told in <see cref="Periods"/>.
    /// </summary>
    [JsonInclude]
    public IReadOnlyList<Revocation> Revocations { get; private init; } = [];

    /// <summary>
    /// Says how much of a grant is taken back in all. What is left of it goes at once and the rest when held units come
    /// back; what was spent stays spent. A lower total gives back what was taken from lots that have not expired.
    /// </summary>
    /// <param name="grantId">The grant's operation id; the grant may come later.</param>
    /// <param name="total">How many units; 0 or more.</param>
    /// <param name="revision">Nothing changes unless it is greater than the last one of this grant.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The total is negative.</exception>
    public Wallet SetRevoked(string grantId, int total, long revision, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        bool isGranted = Remembers(OperationKey.Grant(grantId));
        Revocation? known = RevocationOf(grantId);
        if (revision <= known?.Revision) return this;
        Wallet wallet = Expire(now);
        if (isGranted && !wallet.Knows(grantId)) return this;
        Revocation revocation = new(grantId, total, revision, known?.Taken ?? 0, isGranted);
        return wallet.WithRevocation(revocation).Settle(grantId, now);
    }

    // Takes what is due out of the lots, or puts back what is too much.
    private Wallet Settle(string grantId, DateTimeOffset now)
    {
        if (RevocationOf(grantId) is not { } revocation || !Remembers(OperationKey.Grant(grantId))) return this;
        int due = revocation.Total - revocation.Taken;
        List<Lot> lots = [];
        foreach (Lot lot in Lots)
        {
            int taken = lot.GrantId == grantId ? Math.Clamp(due, -lot.Revoked, lot.Left) : 0;
            due -= taken;
            lots.Add(taken == 0 ? lot : lot with { Left = lot.Left - taken, Revoked = lot.Revoked + taken });
        }

        int change = revocation.Total - revocation.Taken - due;
        return (this with { Lots = lots })
            .WithRevocation(revocation with { Taken = revocation.Taken + change, IsGranted = true })
            .WithRevoked(grantId, change, now);
    }

    // Takes what is due out of units that come back to a lot.
    private Wallet Withhold(string grantId, string lotId, int units, DateTimeOffset now, out int withheld)
    {
        int taken = Math.Min(units, RevocationOf(grantId)?.Due ?? 0);
        withheld = taken;
        return RevocationOf(grantId) is not { } revocation || taken == 0 ? this
            : WithLots(lotId, lot => lot with { Revoked = lot.Revoked + taken })
                .WithRevocation(revocation with { Taken = revocation.Taken + taken })
                .WithRevoked(grantId, taken, now);
    }

    private Wallet WithRevoked(string grantId, int units, DateTimeOffset now) =>
        units == 0 ? this : WithEntry(EntryKind.Revocation, grantId, -units, now);

    private Wallet WithRevocation(Revocation revocation) => this with
    {
        Revocations = [.. Revocations.Where(each => each.GrantId != revocation.GrantId), revocation],
    };

    // A grant that nothing is left of, in whatever form, cannot be taken back any further.
    private Wallet ForgetRevocations() => Revocations.All(each => !each.IsGranted || Knows(each.GrantId))
        ? this
        : this with { Revocations = [.. Revocations.Where(each => !each.IsGranted || Knows(each.GrantId))] };

    private bool Knows(string grantId) =>
        Lots.Any(lot => lot.GrantId == grantId) ||
        Holds.SelectMany(hold => hold.Parts).Any(part => part.GrantId == grantId) ||
        Periods.Any(period => period.GrantId == grantId);

    private Revocation? RevocationOf(string grantId) => Revocations.FirstOrDefault(each => each.GrantId == grantId);

    private int WithoutRevoked(string grantId, int amount) =>
        Math.Max(0, amount - (RevocationOf(grantId)?.Total ?? 0));
}
