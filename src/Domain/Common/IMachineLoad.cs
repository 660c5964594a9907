namespace Understudy.Domain.Common;

/// <summary>How busy what the process runs on is: its container where that has limits, else the machine.</summary>
public interface IMachineLoad
{
    /// <summary>Measures it, which takes a quarter of a second.</summary>
    Task<MachineLoad> MeasureAsync(CancellationToken cancellationToken);
}

/// <summary>How busy it is.</summary>
/// <param name="Processors">How much of the processors' time is used, 0–100.</param>
/// <param name="Memory">How much of the memory is used, 0–100; what can be given back at once does not count.</param>
public sealed record MachineLoad(double Processors, double Memory);
