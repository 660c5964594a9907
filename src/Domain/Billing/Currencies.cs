using System.Collections.Frozen;
using System.Globalization;

namespace Understudy.Domain.Billing;

/// <summary>
/// The currencies that can be paid in, and how the gateway counts each: most in hundredths, some in whole units, some in
/// thousandths. A currency that is not listed has no number of decimals, so that nobody is charged a hundredfold by a guess.
/// </summary>
/// <remarks>
/// ISO 4217, but for what Stripe counts in another way: ISK and UGX have no smaller unit in use, and are counted in hundredths.
/// </remarks>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> _decimals = new Dictionary<int, string>
    {
        [0] = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf",
        [2] =
            "aed amd ars aud azn bam bdt bgn bob brl bsd bzd cad chf cny cop crc czk dkk dop dzd egp etb eur fjd gbp gel gip " +
            "gtq gyd hkd hnl huf idr ils inr isk jmd kes kgs khr kzt lkr mad mdl mkd mop mur mvr mxn myr nad ngn nio nok npr " +
            "nzd pab pen pgk php pkr pln qar ron rsd rub sar scr sek sgd szl thb top try ttd twd tzs uah ugx usd uyu uzs wst " +
            "xcd yer zar zmw",
        [3] = "bhd jod kwd omr tnd",
    }
        .SelectMany(group => group.Value.Split(' ').Select(code => (Code: code, Decimals: group.Key)))
        .ToFrozenDictionary(each => each.Code, each => each.Decimals);

    // What is written before the amount, where people know it by a sign of its own.
    private static readonly FrozenDictionary<string, string> _signs = new Dictionary<string, string>
    {
        ["cny"] = "CN¥",
        ["eur"] = "€",
        ["gbp"] = "£",
        ["inr"] = "₹",
        ["jpy"] = "¥",
        ["krw"] = "₩",
        ["usd"] = "$",
    }
        .ToFrozenDictionary();

    /// <summary>Whether amounts of a currency can be counted.</summary>
    /// <param name="currency">The code in lower case.</param>
    public static bool IsKnown(string currency) => _decimals.ContainsKey(currency);

    /// <summary>How many digits come after the point: 0, 2 or 3.</summary>
    /// <param name="currency">The code in lower case.</param>
    /// <exception cref="ArgumentOutOfRangeException">The currency is not known.</exception>
    public static int DecimalsOf(string currency) => _decimals.TryGetValue(currency, out int decimals)
        ? decimals
        : throw new ArgumentOutOfRangeException(nameof(currency), currency, "The currency is not known.");

    /// <summary>An amount as people count it, e.g. 49 for 4900 of <c>cny</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The currency is not known.</exception>
    public static decimal ToMajor(long amount, string currency) => amount / FactorOf(currency);

    /// <summary>An amount as the gateway counts it; null when it is no whole number there, or too much to count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The currency is not known.</exception>
    public static long? ToMinor(decimal amount, string currency)
    {
        decimal factor = FactorOf(currency);
        return Math.Abs(amount) <= long.MaxValue / factor && decimal.IsInteger(amount * factor) ? (long)(amount * factor) : null;
    }

    /// <summary>An amount as it is shown, e.g. <c>¥5,000</c>, <c>$29.00</c> or <c>KWD 1.500</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The currency is not known.</exception>
    public static string Format(long amount, string currency)
    {
        string number = ToMajor(amount, currency).ToString(
            $"N{DecimalsOf(currency).ToString(CultureInfo.InvariantCulture)}", CultureInfo.InvariantCulture);
        return _signs.TryGetValue(currency, out string? sign) ? sign + number : $"{currency.ToUpperInvariant()} {number}";
    }

    private static decimal FactorOf(string currency) => DecimalsOf(currency) switch { 0 => 1m, 2 => 100m, _ => 1000m };
}
