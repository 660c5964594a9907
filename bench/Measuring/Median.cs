namespace Understudy.Bench.Measuring;

/// <summary>The middle of some measurements.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static async Task<double> OfAsync(int count, Func<Task<double>> measure)
    {
        List<double> values = [];
        for (int i = 0; i < count; i++) values.Add(await measure());
        return Of(values);
    }
}
