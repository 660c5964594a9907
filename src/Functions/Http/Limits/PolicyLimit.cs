namespace Understudy.Functions.Http.Limits;

/// <summary>A policy as it is counted in this process, all its windows together.</summary>
internal sealed class PolicyLimit
{
    private readonly SlidingCount[] _counts;

    /// <summary>Begins to count.</summary>
    public PolicyLimit(LimitPolicy policy, TimeProvider time)
    {
        By = policy.By;
        // Of several windows each needs a name of its own: how long it is.
        _counts =
        [
            .. policy.Windows.Select(window => new SlidingCount(
                policy.Windows.Count == 1 ? policy.Name : $"{policy.Name}-{(int)window.Length.TotalSeconds}", window, time)),
        ];
    }

    /// <summary>For whom it is counted.</summary>
    public CountedBy By { get; }

    /// <summary>Counts a request in every window.</summary>
    /// <returns>Each window, with what it says.</returns>
    public IReadOnlyList<(SlidingCount Window, Allowance Allowance)> Take(string key) =>
        [.. _counts.Select(count => (count, count.Take(key)))];

    /// <summary>What <see cref="Take"/> would answer; counts nothing.</summary>
    public IReadOnlyList<(SlidingCount Window, Allowance Allowance)> Look(string key) =>
        [.. _counts.Select(count => (count, count.Look(key)))];
}
