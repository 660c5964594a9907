using System.Collections.Frozen;

namespace Understudy.Functions.Http.Limits;

/// <summary>The policies of all products, by the functions that count against them.</summary>
internal sealed class PolicyLimits
{
    private readonly FrozenDictionary<string, PolicyLimit> _byFunction;

    /// <summary>Finds the policy of each function.</summary>
    /// <exception cref="InvalidOperationException">A function names a policy that its product does not have.</exception>
    public PolicyLimits(HttpFunctions functions, ProductPaths products, LimitOptions options, TimeProvider time)
    {
        Dictionary<LimitPolicy, PolicyLimit> limits = [];
        Dictionary<string, PolicyLimit> byFunction = new(StringComparer.Ordinal);
        foreach (HttpFunction function in functions.All)
        {
            Product product = products.Of($"/{function.Route}");
            if (Policy(function, product) is not { } policy) continue;
            if (!limits.TryGetValue(policy, out PolicyLimit? limit))
                limits[policy] = limit = new PolicyLimit(Times(policy, options.ContractLimitFactor), time);
            byFunction[function.Name] = limit;
        }
        _byFunction = byFunction.ToFrozenDictionary();
    }

    /// <summary>The policy that a function counts against; null where the platform's own limits count.</summary>
    public PolicyLimit? Of(HttpFunction function) => _byFunction.GetValueOrDefault(function.Name);

    private static LimitPolicy Times(LimitPolicy policy, int factor) => factor == 1 ? policy : policy with
    {
        Windows =
        [
            .. policy.Windows.Select(
                window => window with { Quota = (int)Math.Min((long)window.Quota * factor, int.MaxValue) }),
        ],
    };

    private static LimitPolicy? Policy(HttpFunction function, Product product)
    {
        // Files and pages that are open to everybody are no part of what a contract limits.
        if (function.HasOpenLimit && function.Policy is null) return null;
        if ((function.Policy ?? product.OtherLimit) is not { } name) return null;
        return product.Limits.FirstOrDefault(policy => policy.Name == name)
            ?? throw new InvalidOperationException($"{function.Name} counts against '{name}', which {product.Id} does not have.");
    }
}
