namespace Understudy.MediaEngine.Tests.Training;

internal sealed class RecordedProgress : IProgress<double>
{
    private readonly List<double> _values = [];

    public void Report(double value) => _values.Add(value);

    public void ShouldGrowToOne()
    {
        _values.ShouldBeInOrder();
        _values.Count.ShouldBeGreaterThan(3);
        _values[0].ShouldBeGreaterThanOrEqualTo(0);
        _values[^1].ShouldBe(1, tolerance: 1e-9);
    }
}
