using System.Runtime.InteropServices;

namespace Understudy.Domain.Jobs;

/// <summary>One round of a lane: each owner has at most one place in it.</summary>
public sealed record LaneRound
{
    /// <summary>Which round.</summary>
    public required long Number { get; init; }

    /// <summary>How many places were given away; the next one's number.</summary>
    public long Entered { get; init; }

    /// <summary>The places below this one are waited for no more.</summary>
    public long Passed { get; init; }

    /// <summary>The places from <see cref="Passed"/> on that are waited for no more, as ranges in their order.</summary>
    public IReadOnlyList<LaneGap> Gaps { get; init; } = [];

    /// <summary>How long those who wait are expected to take together.</summary>
    public long Seconds { get; init; }

    /// <summary>How many places are waited for.</summary>
    public long Waiting => Before(Entered);

    /// <summary>Whether a place is waited for no more.</summary>
    public bool IsFree(long place) => place < Passed || Gaps.Any(gap => gap.From <= place && place < gap.To);

    /// <summary>How many places below that one are waited for.</summary>
    public long Before(long place)
    {
        long before = place - Passed;
        foreach (LaneGap gap in Gaps) before -= Math.Max(0, Math.Min(gap.To, place) - gap.From);
        return Math.Max(0, before);
    }

    /// <summary>A place is waited for no more.</summary>
    internal LaneRound Free(long place)
    {
        LaneGap added = new(place, place + 1);
        List<LaneGap> gaps = [.. Gaps.Where(gap => gap.To < place)];
        foreach (LaneGap gap in Gaps.Where(gap => gap.To >= place))
        {
            if (gap.From > added.To)
            {
                gaps.Add(added);
                added = gap;
            }
            else
            {
                added = new LaneGap(Math.Min(gap.From, added.From), Math.Max(gap.To, added.To));
            }
        }
        gaps.Add(added);
        return (this with { Gaps = gaps }).Settle();
    }

    /// <summary>A job begins that is expected to take so many seconds: up to its place nobody waits any more.</summary>
    internal LaneRound Grant(long place, int seconds) => place < Passed
        ? this
        : (this with
        {
            Passed = place + 1,
            Gaps = [.. Gaps.Where(gap => gap.To > place + 1).Select(gap => gap with { From = Math.Max(gap.From, place + 1) })],
            Seconds = Math.Max(0, Seconds - seconds),
        }).Settle();

    private LaneRound Settle()
    {
        LaneRound settled = Gaps.Count > 0 && Gaps[0].From <= Passed
            ? this with { Passed = Gaps[0].To, Gaps = [.. Gaps.Skip(1)] }
            : this;
        return settled.Waiting == 0 ? settled with { Seconds = 0 } : settled;
    }
}

/// <summary>Places that are waited for no more.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The one after the last.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LaneGap(long From, long To);
