using Understudy.Domain.Ledger;

namespace Understudy.Domain.Products.Clone;

/// <summary>
/// How a person's minutes stand. As long as the period runs, <see cref="Used"/> + <see cref="Left"/> =
/// <see cref="Base"/> + <see cref="Additional"/>; after it, what was left of its base is gone.
/// </summary>
/// <param name="Period">The latest period's account.</param>
/// <param name="Left">What can be spent, wherever it is from.</param>
public sealed record MinutesUsage(PeriodStatement Period, int Left)
{
    /// <summary>The minutes that the period began with.</summary>
    public int Base => Period.Base;

    /// <summary>What was spent in the period, and what videos in progress hold.</summary>
    public int Used => Period.Used;

    /// <summary>The minutes that there are, or were, in this period on top of its base.</summary>
    public int Additional => Math.Max(0, Used + Left - Base);
}
