namespace Understudy.Functions.Http.Limits;

/// <summary>A limit of a product's contract: so many requests in any window of that length.</summary>
/// <param name="Name">What the headers call it, and functions by <see cref="LimitedAttribute"/>.</param>
/// <param name="By">For whom it is counted.</param>
/// <param name="Windows">Its windows; a request has to fit in all of them.</param>
internal sealed record LimitPolicy(string Name, CountedBy By, params IReadOnlyList<LimitWindow> Windows);

/// <summary>A window of a policy.</summary>
/// <param name="Quota">How many requests go into it; more than 0.</param>
/// <param name="Length">How long it is, in whole seconds.</param>
internal sealed record LimitWindow(int Quota, TimeSpan Length)
{
    /// <summary>So many a minute.</summary>
    public static LimitWindow Minute(int quota) => new(quota, TimeSpan.FromMinutes(1));

    /// <summary>So many an hour.</summary>
    public static LimitWindow Hour(int quota) => new(quota, TimeSpan.FromHours(1));
}

/// <summary>For whom requests are counted.</summary>
internal enum CountedBy
{
    /// <summary>The account where somebody has signed in, else the client's address.</summary>
    Account,

    /// <summary>The client's address, whoever has signed in: guesses.</summary>
    Address,
}

/// <summary>
/// The policy of its product that a function counts against; without it, the product's <see cref="Product.OtherLimit"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class LimitedAttribute(string policy) : Attribute
{
    /// <summary>The policy's name.</summary>
    public string Policy { get; } = policy;
}
