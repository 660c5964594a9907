using Microsoft.Extensions.Hosting;

namespace Understudy.Infrastructure.Blobs;

/// <summary>
/// Has the key that signs URLs before anything works with it, so that an app which cannot sign does not start, and keeps it
/// fresh afterwards.
/// </summary>
internal sealed class KeyKeeper(ISasKey key) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await key.OpenAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        key is DelegationKey delegation ? delegation.KeepAsync(stoppingToken) : Task.CompletedTask;
}
