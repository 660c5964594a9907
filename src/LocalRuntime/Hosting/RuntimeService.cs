using Microsoft.Extensions.Hosting;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>
/// Starts what starts functions besides HTTP. The web server starts after it and stops before it, so that a request
/// always finds the runtime running.
/// </summary>
internal sealed class RuntimeService : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
