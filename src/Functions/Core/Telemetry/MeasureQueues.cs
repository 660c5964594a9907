using Microsoft.Azure.Functions.Worker;

namespace Understudy.Functions.Core.Telemetry;

/// <summary>Looks once a minute how long the oldest has waited, for the metrics.</summary>
public sealed class MeasureQueues(Figures figures)
{
    /// <summary>Looks.</summary>
    [Function("Core-Queues-Measure")]
    public Task RunAsync([TimerTrigger("45 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        figures.LookAsync(cancellationToken);
}
