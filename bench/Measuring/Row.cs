namespace Understudy.Bench.Measuring;

/// <summary>A line of the table; texts carry their units.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The median.</param>
/// <param name="Baseline">The median of the baseline in the same run; a dash when there is none.</param>
/// <param name="Ratio">Measured to baseline; a dash when there is no baseline.</param>
/// <param name="Bar">What is wanted; a dash when nothing is.</param>
/// <param name="Met">Whether it is so.</param>
internal sealed record Row(string What, string Measured, string Baseline, string Ratio, string Bar, bool? Met)
{
    /// <summary>A value that has to reach a bar.</summary>
    public static Row AtLeast(string what, double value, double bar, string unit) =>
        new(what, Text(value, unit), "–", "–", $"≥ {Text(bar, unit)}", value >= bar);

    /// <summary>A value that has to stay below a bar.</summary>
    public static Row AtMost(string what, double value, double bar, string unit) =>
        new(what, Text(value, unit), "–", "–", $"≤ {Text(bar, unit)}", value <= bar);

    /// <summary>A value that has to stay below a bar, beside what the baseline took in the same run.</summary>
    public static Row AtMostBeside(string what, Pairs pairs, double bar, string unit) =>
        OfPairs(what, pairs, unit, $"≤ {Text(bar, unit)}", pairs.Measured <= bar);

    /// <summary>A ratio to a baseline that has to reach a bar.</summary>
    public static Row RatioAtLeast(string what, Pairs pairs, double bar, string unit) =>
        OfPairs(what, pairs, unit, $"≥ {Text(bar, "")}", pairs.Ratio >= bar);

    /// <summary>A ratio to a baseline that has to stay below a bar.</summary>
    public static Row RatioAtMost(string what, Pairs pairs, double bar, string unit) =>
        OfPairs(what, pairs, unit, $"≤ {Text(bar, "")}", pairs.Ratio <= bar);

    /// <summary>A value that is only reported.</summary>
    public static Row Alone(string what, double value, string unit) => new(what, Text(value, unit), "–", "–", "–", null);

    /// <summary>A ratio to a baseline that is only reported.</summary>
    public static Row RatioAlone(string what, Pairs pairs, string unit) => OfPairs(what, pairs, unit, "–", null);

    private static Row OfPairs(string what, Pairs pairs, string unit, string bar, bool? met) =>
        new(what, Text(pairs.Measured, unit), Text(pairs.Baseline, unit), Text(pairs.Ratio, ""), bar, met);

    private static string Text(double value, string unit) =>
        FormattableString.Invariant(value >= 100 ? $"{value:#,0} {unit}" : (FormattableString)$"{value:0.0#} {unit}")
            .TrimEnd();
}
