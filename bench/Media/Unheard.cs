namespace Understudy.Bench.Media;

/// <summary>Progress that nobody hears of.</summary>
internal sealed class Unheard : IProgress<double>
{
    public void Report(double value)
    {
    }
}
