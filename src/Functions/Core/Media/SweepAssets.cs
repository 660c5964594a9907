using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Media.Assets;

namespace Understudy.Functions.Core.Media;

/// <summary>Deletes files that were never uploaded, or whose time is over, and completes deletions that were cut off.</summary>
public sealed class SweepAssets(AssetDesk assets, ILogger<SweepAssets> log)
{
    /// <summary>The sweep.</summary>
    [Function("Core-Assets-Sweep")]
    public async Task RunAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        int count = await assets.SweepAsync(cancellationToken);
        if (count > 0) log.LogInformation("Swept {Count} assets", count);
    }
}
