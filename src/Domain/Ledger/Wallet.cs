using System.Text.Json.Serialization;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Ledger;

/// <summary>
/// A wallet: what a person may spend at one product, and what jobs in progress hold of it. Every operation gives a new
/// wallet, or the very same one when it has been done before.
/// </summary>
/// <param name="Of">Whose, and of what.</param>
public sealed partial record Wallet(WalletId Of) : IDocument
{
    internal const string PeriodEndField = "periodEnd";

    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("wallet", PeriodEndField);

    /// <inheritdoc/>
    public string Id => Of.DocumentId;

    /// <inheritdoc/>
    public string Partition => Of.OwnerId;

    /// <summary>The lots, in the order of spending. Expired ones leave at the next change.</summary>
    [JsonInclude]
    public IReadOnlyList<Lot> Lots { get; private init; } = [];

    /// <summary>What jobs in progress hold.</summary>
    [JsonInclude]
    public IReadOnlyList<Hold> Holds { get; private init; } = [];

    /// <summary>The latest entries, oldest first, without a gap; all earlier ones are in the history.</summary>
    [JsonInclude]
    public IReadOnlyList<WalletEntry> Pending { get; private init; } = [];

    /// <summary>The number of the latest entry; 0 when there is none.</summary>
    [JsonInclude]
    public long LastSequence { get; private init; }

    /// <summary>The amounts of lots that never expire and are spent: they need not be kept one by one.</summary>
    [JsonInclude]
    public int SpentForGood { get; private init; }

    /// <summary>Whether entries were moved to the history.</summary>
    [JsonIgnore]
    public bool HasHistory => LastSequence > Pending.Count;

    /// <summary>What the history knows of the operation that is about to be repeated; never stored.</summary>
    [JsonIgnore]
    internal WalletEntry? Recalled { get; init; }

    /// <summary>What the wallet amounts to.</summary>
    public WalletBalance BalanceAt(DateTimeOffset now)
    {
        Lot[] lots = [.. Lots.Where(lot => !lot.IsExpired(now))];
        HashSet<string> known = [.. lots.Select(lot => lot.Id)];
        int heldOfExpired = Holds.SelectMany(hold => hold.Parts)
            .Where(part => !known.Contains(part.LotId)).Sum(part => part.Amount);
        return new WalletBalance(
            checked(lots.Sum(lot => lot.Amount - lot.Revoked) + heldOfExpired + SpentForGood),
            lots.Sum(lot => lot.Left),
            Holds.Sum(hold => hold.Amount));
    }

    /// <summary>Adds a lot.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is less than 1.</exception>
    public Wallet Add(Grant grant, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(grant.Amount);
        return Remembers(OperationKey.Grant(grant.OperationId))
            ? this
            : Expire(now).WithGrant(grant, now).Expire(now).Settle(grant.OperationId, now);
    }

    /// <summary>
    /// Takes units out of the lots for a job. A job that was held and closed before is left closed, without a problem;
    /// one that was released before it was held cannot be held any more.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="amount">How many units; 0 or more.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public Result<Wallet> Hold(string jobId, int amount, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var key = OperationKey.Job(jobId);
        if (EntryOf(key) is { Held: null }) return new Problem.WrongState("JOB_CANCELLED", "The job was cancelled before it began.");
        if (Remembers(key)) return this;

        Wallet wallet = Expire(now);
        int available = wallet.Lots.Sum(lot => lot.Left);
        if (available < amount) return new Problem.InsufficientFunds(amount, available);

        List<Lot> lots = [];
        List<HoldPart> parts = [];
        int missing = amount;
        foreach (Lot lot in wallet.Lots)
        {
            int taken = Math.Min(missing, lot.Left);
            missing -= taken;
            lots.Add(taken == 0 ? lot : lot with { Left = lot.Left - taken });
            if (taken == 0) continue;
            parts.Add(new HoldPart(lot.Id, taken, lot.Source, lot.ExpiresAt)
            {
                SpentLast = lot.SpentLast,
                CameFrom = lot.CameFrom,
            });
        }

        Hold hold = new(jobId, now, parts) { Period = wallet.Newest?.GrantId };
        return (wallet with { Lots = lots, Holds = [.. wallet.Holds, hold] }).WithUse(hold.Period, amount);
    }

    /// <summary>
    /// Closes a job and charges it, what expires first before the rest; what is not charged goes back.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="actual">What the job cost; a job is never charged more than it held.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The actual cost is negative.</exception>
    /// <exception cref="InvalidOperationException">The job was never held.</exception>
    public Wallet Capture(string jobId, int actual, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        if (EntryOf(OperationKey.Job(jobId)) is not null) return this;
        Hold hold = HoldOf(jobId)
            ?? throw new InvalidOperationException($"Job {jobId} was never held, so it cannot be charged.");
        return Close(hold, Math.Min(actual, hold.Amount), EntryKind.Capture, now);
    }

    /// <summary>Closes a job without charge, also one that was never held: it cannot be held any more.</summary>
    public Wallet Release(string jobId, DateTimeOffset now)
    {
        if (EntryOf(OperationKey.Job(jobId)) is not null) return this;
        return HoldOf(jobId) is { } hold
            ? Close(hold, 0, EntryKind.Release, now)
            : Expire(now).WithEntry(EntryKind.Release, jobId, 0, now);
    }

    /// <summary>Removes the lots that have expired, and enters what was left of them.</summary>
    public Wallet Expire(DateTimeOffset now) => End(now, lot => lot.IsExpired(now));

    /// <summary>Forgets pending entries that are in the history by now.</summary>
    /// <param name="through">The number of the last of them.</param>
    public Wallet Trim(long through) => Pending.Count > 0 && Pending[0].Sequence <= through
        ? this with { Pending = [.. Pending.Where(entry => entry.Sequence > through)] }
        : this;

    /// <summary>Whether the wallet itself knows that the operation was done.</summary>
    internal bool Remembers(OperationKey key) =>
        EntryOf(key) is not null ||
        Holds.Any(hold => OperationKey.Job(hold.JobId) == key) ||
        Lots.Any(lot => !lot.CameBack && OperationKey.Grant(lot.Id) == key);

    private WalletEntry? EntryOf(OperationKey key) =>
        Recalled?.Key == key ? Recalled : Pending.FirstOrDefault(entry => entry.Key == key);

    private Hold? HoldOf(string jobId) => Holds.FirstOrDefault(hold => hold.JobId == jobId);

    private Wallet Close(Hold hold, int charged, EntryKind kind, DateTimeOffset now)
    {
        Wallet wallet = Expire(now);
        wallet = wallet with { Holds = [.. wallet.Holds.Where(other => other.JobId != hold.JobId)] };
        int due = charged;
        foreach ((int index, HoldPart part) in hold.Parts.Index())
        {
            int paid = Math.Min(due, part.Amount);
            due -= paid;
            if (paid < part.Amount) wallet = wallet.GiveBack(hold, index, part.Amount - paid, now);
        }

        return wallet.FoldSpentLots()
            .ForgetRevocations()
            .WithUse(hold.Period, charged - hold.Amount)
            .WithEntry(kind, hold.JobId, -charged, now, entry => entry with { Held = hold.Amount });
    }

    private Wallet End(DateTimeOffset now, Predicate<Lot> ends)
    {
        if (!Lots.Any(lot => ends(lot))) return this;
        Wallet wallet = this with { Lots = [.. Lots.Where(lot => !ends(lot))] };
        foreach (Lot lot in Lots.Where(lot => ends(lot) && lot.Left > 0))
        {
            wallet = wallet.WithEntry(
                EntryKind.Expiry, lot.Id, -lot.Left, now, entry => entry with { Source = lot.Source });
        }

        return wallet.ForgetRevocations();
    }

    // Units whose lot was gone when they came back live as long as they had left when they were taken: the person loses
    // nothing by a job that failed, and gains nothing by one that was cancelled.
    private Wallet GiveBack(Hold hold, int index, int amount, DateTimeOffset now)
    {
        HoldPart part = hold.Parts[index];
        Wallet wallet = Withhold(part.GrantId, part.LotId, amount, now, out int withheld);
        int left = amount - withheld;
        if (left == 0) return wallet;
        if (wallet.Lots.Any(lot => lot.Id == part.LotId))
            return wallet.WithLots(part.LotId, lot => lot with { Left = lot.Left + left });

        DateTimeOffset? expiresAt = now + (part.ExpiresAt - hold.HeldAt);
        return wallet.WithLot(new Lot(Lot.IdOfReturn(hold.JobId, index), left, left, part.Source, now, expiresAt)
        {
            SpentLast = part.SpentLast,
            CameFrom = part.GrantId,
        });
    }

    private Wallet FoldSpentLots()
    {
        HashSet<string> held = [.. Holds.SelectMany(hold => hold.Parts).Select(part => part.LotId)];
        Lot[] spent = [.. Lots.Where(lot => lot is { ExpiresAt: null, Left: 0, SpentLast: false, Revoked: 0 } && !held.Contains(lot.Id))];
        return spent.Length == 0 ? this : this with
        {
            Lots = [.. Lots.Except(spent)],
            SpentForGood = checked(SpentForGood + spent.Sum(lot => lot.Amount)),
        };
    }

    private Wallet WithGrant(Grant grant, DateTimeOffset now)
    {
        Lot lot = new(grant.OperationId, grant.Amount, grant.Amount, grant.Source, now, grant.ExpiresAt)
        {
            SpentLast = grant.SpentLast,
        };
        return WithLot(lot).WithEntry(
            EntryKind.Grant, lot.Id, lot.Amount, now, entry => entry with { Source = lot.Source });
    }

    private Wallet WithLots(string id, Func<Lot, Lot> change) =>
        this with { Lots = [.. Lots.Select(lot => lot.Id == id ? change(lot) : lot)] };

    private Wallet WithLot(Lot lot) => this with
    {
        Lots =
        [
            .. Lots.Append(lot)
                .OrderBy(each => each.SpentLast)
                .ThenBy(each => each.ExpiresAt ?? DateTimeOffset.MaxValue)
                .ThenBy(each => each.GrantedAt)
                .ThenBy(each => each.Id, StringComparer.Ordinal),
        ],
    };

    private Wallet WithEntry(
        EntryKind kind,
        string operationId,
        int amount,
        DateTimeOffset now,
        Func<WalletEntry, WalletEntry>? details = null)
    {
        WalletEntry entry = new(LastSequence + 1, kind, operationId, amount, now);
        return this with { Pending = [.. Pending, details?.Invoke(entry) ?? entry], LastSequence = entry.Sequence };
    }
}
