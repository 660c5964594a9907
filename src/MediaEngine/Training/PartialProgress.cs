namespace Understudy.MediaEngine.Training;

/// <summary>Reports the progress of one step as a part of the whole.</summary>
internal sealed class PartialProgress(IProgress<double>? whole, double start, double end) : IProgress<double>
{
    public void Report(double value) => whole?.Report(start + ((end - start) * value));
}
