using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Ledger;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>A step of a random history. Ids come from small pools, so that steps repeat and contradict each other.</summary>
internal abstract record LedgerStep
{
    public sealed record Grant(string Operation, int Amount, int? ExpiresInMinutes, bool SpentLast = false) : LedgerStep
    {
        public Domain.Ledger.Grant Of(DateTimeOffset now) =>
            new(Operation, Amount, "pack", ExpiresInMinutes is { } minutes ? now.AddMinutes(minutes) : null)
            {
                SpentLast = SpentLast,
            };
    }

    /// <summary>A period of half an hour, and fifteen minutes of grace.</summary>
    public sealed record Begin(string Operation, int Amount, int StartsInMinutes, bool Yields = false) : LedgerStep
    {
        public Period PeriodAt(DateTimeOffset now) =>
            new(now.AddMinutes(StartsInMinutes), now.AddMinutes(StartsInMinutes + 30)) { Yields = Yields };

        public Domain.Ledger.Grant Of(DateTimeOffset now) => new(Operation, Amount, "plan", PeriodAt(now).End.AddMinutes(15));
    }

    public sealed record Revoke(string Operation, int Total, long Revision) : LedgerStep;

    public sealed record Hold(string Job, int Amount, int? LifeInMinutes = null) : LedgerStep
    {
        public TimeSpan? Life => LifeInMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

        public HoldRequest Request => new(Job, Amount) { ReturnedLife = Life };
    }

    public sealed record Capture(string Job, int Actual) : LedgerStep;

    public sealed record Release(string Job) : LedgerStep;

    public sealed record Refund(string Job, string Id, int Amount) : LedgerStep;

    public sealed record Wait(int Minutes) : LedgerStep;

    /// <summary>Histories of up to 120 steps; a failing one is cut down to the steps that matter.</summary>
    public static Arbitrary<LedgerStep[]> Histories { get; } = Arb.From(
        Gen.Choose(1, 120).SelectMany(length => Gen.ArrayOf(Steps(length), length)), Shorter);

    /// <summary>What a payment gateway tells of one person, all at one time, as it might be told in another order.</summary>
    public static Arbitrary<(LedgerStep[] Steps, LedgerStep[] Shuffled)> Payments { get; } = Gen.Choose(1, 25)
        .SelectMany(length => Gen.ArrayOf(Gen.OneOf(Grants(length), Begins(length, Gen.Constant(false)), Revokes(length)), length))
        // One operation says one thing, however often; one revision, one total.
        .Select(steps => steps.DistinctBy(step => step switch
        {
            Grant grant => grant.Operation,
            Begin begin => begin.Operation,
            Revoke revoke => $"{revoke.Operation} {revoke.Revision}",
            _ => "",
        }).ToArray())
        .SelectMany(steps => Gen.Shuffle(steps.Concat(steps)).Select(shuffled => (steps, shuffled)))
        .ToArbitrary();

    private static Gen<LedgerStep> Steps(int length)
    {
        Gen<string> job = Gen.Choose(0, Math.Max(3, length / 3)).Select(n => $"job{n}");
        Gen<int?> life = Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(1, 60).Select(n => (int?)n)));
        return Gen.Frequency(
            (3, Grants(length)),
            (2, Begins(length, Gen.Elements(false, true))),
            (3, Revokes(length)),
            (6, job.Zip(Gen.Choose(0, 15).Zip(life), (id, units) => (LedgerStep)new Hold(id, units.Item1, units.Item2))),
            (4, job.Zip(Gen.Choose(0, 15), (id, actual) => (LedgerStep)new Capture(id, actual))),
            (3, job.Select(id => (LedgerStep)new Release(id))),
            (3, job.Zip(Gen.Choose(0, 2).Zip(Gen.Choose(1, 8)), (id, refund) =>
                (LedgerStep)new Refund(id, $"refund{refund.Item1}", refund.Item2))),
            (2, Gen.Choose(1, 30).Select(minutes => (LedgerStep)new Wait(minutes))));
    }

    private static Gen<LedgerStep> Grants(int length)
    {
        Gen<int?> expiry = Gen.Frequency((1, Gen.Constant((int?)null)), (4, Gen.Choose(0, 90).Select(n => (int?)n)));
        Gen<bool> last = Gen.Elements(false, true);
        return Ids("grant", length).Zip(Gen.Choose(1, 12).Zip(expiry.Zip(last)), (id, lot) =>
            (LedgerStep)new Grant(id, lot.Item1, lot.Item2.Item1, lot.Item2.Item2));
    }

    private static Gen<LedgerStep> Begins(int length, Gen<bool> yields) => Ids("period", length).Zip(
        Gen.Choose(1, 12).Zip(Gen.Choose(-60, 0).Zip(yields)),
        (id, period) => (LedgerStep)new Begin(id, period.Item1, period.Item2.Item1, period.Item2.Item2));

    private static Gen<LedgerStep> Revokes(int length) =>
        Gen.OneOf(Ids("grant", length), Ids("period", length)).Zip(
            Gen.Choose(0, 14).Zip(Gen.Choose(1, 4)),
            (id, revocation) => (LedgerStep)new Revoke(id, revocation.Item1, revocation.Item2));

    private static Gen<string> Ids(string name, int length) =>
        Gen.Choose(0, Math.Max(2, length / 8)).Select(n => $"{name}{n}");

    private static IEnumerable<LedgerStep[]> Shorter(LedgerStep[] steps)
    {
        for (int cut = steps.Length / 2; cut > 0; cut /= 2)
        {
            for (int start = 0; start + cut <= steps.Length; start += cut)
                yield return [.. steps[..start], .. steps[(start + cut)..]];
        }
    }
}

/// <summary>How a step may end.</summary>
internal enum StepOutcome
{
    Done,
    Insufficient,
    ClosedBefore,
    NeverHeld,
    NotClosed,
}
