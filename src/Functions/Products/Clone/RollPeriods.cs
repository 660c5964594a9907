using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Billing;
using Understudy.Domain.Products.Clone;

namespace Understudy.Functions.Products.Clone;

/// <summary>Begins, every hour, the free months of those whose period is over.</summary>
public sealed class RollPeriods(RollOver rollOver)
{
    /// <summary>The sweep; shortly after the hour, when months begin.</summary>
    [Function("Clone-Period-Roll")]
    public Task RunAsync([TimerTrigger("5 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        rollOver.SweepAsync(cancellationToken);
}
