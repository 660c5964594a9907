using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Products.FilmStudio;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Begins, every hour, the free months of those whose period is over.</summary>
public sealed class RollPeriods(FilmStudioPlans plans)
{
    /// <summary>The sweep; shortly after the hour, when months begin.</summary>
    [Function("FilmStudio-Period-Roll")]
    public Task RunAsync([TimerTrigger("15 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        plans.SweepAsync(cancellationToken);
}
