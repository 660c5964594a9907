using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Sandbox;

/// <summary>Lets time pass at the sandbox: renewals, further attempts, expiries, and what a crash left undone.</summary>
public sealed class SandboxClock(IServiceProvider services)
{
    /// <summary>The tick; it does nothing where the gateway is another one.</summary>
    [Function("Sandbox-Clock-Tick")]
    public async Task RunAsync(
        [TimerTrigger("*/5 * * * * *")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (services.GetService<SandboxSweep>() is not { } sweep) return;
        await sweep.RunAsync(cancellationToken);
        await EventDelivery.FlushAsync(services, client, cancellationToken);
    }
}
