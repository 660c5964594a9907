namespace Understudy.Bench.Measuring;

/// <summary>
/// Measurements and baselines taken in turn, so that whatever slows the machine for a while slows both. The ratio is
/// the median of the neighbours' ratios.
/// </summary>
internal sealed class Pairs
{
    private readonly List<(double Measured, double Baseline)> _pairs = [];

    public double Measured => Median.Of(_pairs.Select(pair => pair.Measured));

    public double Baseline => Median.Of(_pairs.Select(pair => pair.Baseline));

    public double Ratio => Median.Of(_pairs.Select(pair => pair.Measured / pair.Baseline));

    public static async Task<Pairs> TakeAsync(int count, Func<Task<double>> measure, Func<Task<double>> baseline)
    {
        Pairs pairs = new();
        for (int i = 0; i < count; i++) pairs._pairs.Add((await measure(), await baseline()));
        return pairs;
    }
}
