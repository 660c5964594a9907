using System.Text.Json.Serialization;
using Understudy.Domain.Common;

namespace Understudy.Domain.Ledger;

public sealed partial record Wallet
{
    /// <summary>What jobs in progress hold.</summary>
    [JsonInclude]
    public IReadOnlyList<Hold> Holds { get; private init; } = [];

    /// <summary>See <see cref="Hold(HoldRequest, DateTimeOffset)"/>.</summary>
    public Result<Wallet> Hold(string jobId, int amount, DateTimeOffset now) => Hold(new HoldRequest(jobId, amount), now);

    /// <summary>
    /// Takes units out of the lots for a job. A job that was held and closed before is left closed, without a problem;
    /// one that was released before it was held cannot be held any more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or what comes back would not live.</exception>
    public Result<Wallet> Hold(HoldRequest request, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Amount);
        if (request.ReturnedLife is { } life) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(life, TimeSpan.Zero);
        var key = OperationKey.Job(request.JobId);
        if (EntryOf(key) is { Kind: EntryKind.Release, Held: null }) return new JobCancelled();
        if (Remembers(key)) return this;

        Wallet wallet = Expire(now);
        int available = wallet.Lots.Sum(lot => lot.Left);
        if (available < request.Amount) return new Problem.InsufficientFunds(request.Amount, available);

        List<Lot> lots = [];
        List<HoldPart> parts = [];
        int missing = request.Amount;
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

        Hold hold = new(request.JobId, now, parts)
        {
            Period = wallet.Newest?.GrantId,
            Reference = request.Reference,
            Text = request.Text,
            ReturnedLife = request.ReturnedLife,
        };
        return (wallet with { Lots = lots, Holds = [.. wallet.Holds, hold] })
            .WithUse(hold.Period, hold.Amount)
            .WithHoldEntry(hold);
    }

    /// <summary>
    /// Closes a job and charges it, what expires first before the rest; what is not charged goes back. A job that is
    /// charged all that it held leaves no entry: that it was held, and is not any more, says it.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="actual">What the job cost; a job is never charged more than it held.</param>
    /// <param name="now">The time.</param>
    /// <param name="text">What the statement says of what goes back; null for the text of the hold.</param>
    /// <exception cref="ArgumentOutOfRangeException">The actual cost is negative.</exception>
    /// <exception cref="InvalidOperationException">The job was never held.</exception>
    public Wallet Capture(string jobId, int actual, DateTimeOffset now, string? text = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actual);
        if (HoldOf(jobId) is { } hold) return Close(hold, Math.Min(actual, hold.Amount), text, now);
        return EntryOf(OperationKey.Job(jobId)) is not null ? this
            : throw new InvalidOperationException($"Job {jobId} was never held, so it cannot be charged.");
    }

    /// <summary>Closes a job without charge, also one that was never held: it cannot be held any more.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="now">The time.</param>
    /// <param name="text">What the statement says of what goes back; null for the text of the hold.</param>
    public Wallet Release(string jobId, DateTimeOffset now, string? text = null)
    {
        if (HoldOf(jobId) is { } hold) return Close(hold, 0, text, now);
        return EntryOf(OperationKey.Job(jobId)) is not null ? this
            : Expire(now).WithEntry(EntryKind.Release, jobId, 0, now);
    }

    /// <summary>
    /// Gives back units that a closed job was charged, at most those that it still is; what expires last before the rest, as
    /// if it had been charged so much less. All of the job's entries have to be known (<see cref="Recalled"/>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The job is not closed.</exception>
    public Wallet Refund(string jobId, string refundId, int amount, DateTimeOffset now, string? text = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        if (EntryOf(OperationKey.Refund(jobId, refundId)) is not null) return this;
        if (HoldOf(jobId) is not null)
            throw new InvalidOperationException($"Job {jobId} has not been charged yet: close it first.");
        if (EntryOf(OperationKey.Job(jobId)) is not { Kind: EntryKind.Spent, Parts: { } parts } spent) return this;

        int charged = -spent.Amount - Pending.Concat(Recalled)
            .Where(entry => entry.Kind == EntryKind.Refunded && entry.OperationId == jobId)
            .DistinctBy(entry => entry.Sequence)
            .Sum(entry => entry.Amount);
        if (charged <= 0) return this;
        Hold taken = new(jobId, spent.At, parts)
        {
            Period = spent.Period,
            Reference = spent.Reference,
            Text = spent.Text,
            ReturnedLife = spent.ReturnedLife,
        };
        return Expire(now).Return(taken, charged - Math.Min(amount, charged), charged, refundId, text, now);
    }

    private Hold? HoldOf(string jobId) => Holds.FirstOrDefault(hold => hold.JobId == jobId);

    private Wallet WithHoldEntry(Hold hold) =>
        WithEntry(EntryKind.Spent, hold.JobId, -hold.Amount, hold.HeldAt, entry => entry with
        {
            Parts = hold.Parts,
            Period = hold.Period,
            Reference = hold.Reference,
            Text = hold.Text,
            ReturnedLife = hold.ReturnedLife,
        });

    private Wallet Close(Hold hold, int charged, string? text, DateTimeOffset now)
    {
        Wallet wallet = Expire(now);
        return (wallet with { Holds = [.. wallet.Holds.Where(other => other.JobId != hold.JobId)] })
            .Return(hold, charged, hold.Amount, null, text, now);
    }

    // Of the units that were taken, in the order of spending, those from one number to another go back.
    private Wallet Return(Hold taken, int from, int to, string? refundId, string? text, DateTimeOffset now)
    {
        Wallet wallet = this;
        if (from < to)
        {
            wallet = wallet.WithEntry(EntryKind.Refunded, taken.JobId, to - from, now, entry => entry with
            {
                RefundId = refundId,
                Reference = taken.Reference,
                Text = text ?? taken.Text,
            });
        }

        int first = 0;
        foreach ((int index, HoldPart part) in taken.Parts.Index())
        {
            int units = Math.Min(to, first + part.Amount) - Math.Max(from, first);
            if (units > 0) wallet = wallet.GiveBack(taken, index, units, refundId, now);
            first += part.Amount;
        }

        return wallet.FoldSpentLots().ForgetRevocations().WithUse(taken.Period, from - to);
    }

    // Units whose lot is gone when they come back live as long as the hold says, or as they had left when they were taken:
    // then the person loses nothing by a job that failed, and gains nothing by one that was cancelled.
    private Wallet GiveBack(Hold taken, int index, int amount, string? refundId, DateTimeOffset now)
    {
        HoldPart part = taken.Parts[index];
        Wallet wallet = Withhold(part.GrantId, part.LotId, amount, now, out int withheld);
        int left = amount - withheld;
        bool isThere = wallet.Lots.Any(lot => lot.Id == part.LotId);
        // What was charged of a lot that never expires counts as spent there when the lot is gone.
        if (!isThere && refundId is not null && part.ExpiresAt is null)
            wallet = wallet with { SpentForGood = Math.Max(0, wallet.SpentForGood - amount) };
        if (left == 0) return wallet;
        if (isThere) return wallet.WithLots(part.LotId, lot => lot with { Left = lot.Left + left });

        TimeSpan? life = part.ExpiresAt is null ? null : taken.ReturnedLife ?? (part.ExpiresAt - taken.HeldAt);
        string id = Lot.IdOfReturn(taken.JobId, index, refundId);
        return wallet.WithLot(new Lot(id, left, left, part.Source, now, now + life)
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
}
