using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Its limits; there are next to none, unless a test says otherwise.</summary>
internal sealed record SecondLimits(params IReadOnlyList<LimitPolicy> Policies)
{
    public static IReadOnlyList<LimitPolicy> None { get; } =
    [
        new("secrets", CountedBy.Account, LimitWindow.Minute(1_000_000)),
        new("other", CountedBy.Account, LimitWindow.Minute(1_000_000)),
    ];
}
