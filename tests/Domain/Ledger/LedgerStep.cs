using FsCheck;
using FsCheck.Fluent;

namespace Understudy.Domain.Tests.Ledger;

/// <summary>A step of a random history. Ids come from small pools, so that steps repeat and contradict each other.</summary>
internal abstract record LedgerStep
{
    public sealed record Grant(string Operation, int Amount, int? ExpiresInMinutes) : LedgerStep;

    public sealed record Hold(string Job, int Amount) : LedgerStep;

    public sealed record Capture(string Job, int Actual) : LedgerStep;

    public sealed record Release(string Job) : LedgerStep;

    public sealed record Wait(int Minutes) : LedgerStep;

    /// <summary>Histories of up to 120 steps; a failing one is cut down to the steps that matter.</summary>
    public static Arbitrary<LedgerStep[]> Histories { get; } = Arb.From(
        Gen.Choose(1, 120).SelectMany(length => Gen.ArrayOf(Steps(length), length)), Shorter);

    private static Gen<LedgerStep> Steps(int length)
    {
        Gen<string> job = Gen.Choose(0, Math.Max(3, length / 3)).Select(n => $"job{n}");
        Gen<string> operation = Gen.Choose(0, Math.Max(2, length / 5)).Select(n => $"grant{n}");
        Gen<int?> expiry = Gen.Frequency((1, Gen.Constant((int?)null)), (4, Gen.Choose(0, 90).Select(n => (int?)n)));
        return Gen.Frequency(
            (3, operation.Zip(Gen.Choose(1, 12).Zip(expiry), (id, lot) => (LedgerStep)new Grant(id, lot.Item1, lot.Item2))),
            (5, job.Zip(Gen.Choose(0, 15), (id, amount) => (LedgerStep)new Hold(id, amount))),
            (4, job.Zip(Gen.Choose(0, 15), (id, actual) => (LedgerStep)new Capture(id, actual))),
            (2, job.Select(id => (LedgerStep)new Release(id))),
            (2, Gen.Choose(1, 30).Select(minutes => (LedgerStep)new Wait(minutes))));
    }

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
}
