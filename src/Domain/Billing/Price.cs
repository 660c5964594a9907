namespace Understudy.Domain.Billing;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In the currency's smallest unit, as the gateway counts it: yen, but cents of a dollar.</param>
/// <param name="Currency">The currency's code in lower case, e.g. <c>jpy</c>; one of <see cref="Currencies"/>.</param>
public sealed record Price(long Amount, string Currency)
{
    /// <summary>So many times as much.</summary>
    /// <exception cref="OverflowException">That is more than can be counted.</exception>
    public static Price operator *(Price price, int times) => price with { Amount = checked(price.Amount * times) };

    /// <summary>So many times as much.</summary>
    public Price Multiply(int times) => this * times;
}
