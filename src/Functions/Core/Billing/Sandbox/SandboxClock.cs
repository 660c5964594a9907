using Microsoft.DurableTask.Client;
using Understudy.Infrastructure.Sandbox;

namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>
/// Lets time pass at the sandbox: renewals, further attempts, expiries, and what a crash left undone. No function, so that
/// nothing wakes an app on Azure for it; under the Functions host, where only functions are given the client, it stands still.
/// </summary>
internal sealed partial class SandboxClock(IServiceProvider services, TimeProvider time, ILogger<SandboxClock> log)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Starts it, once what it needs has started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<DurableTaskClient>() is { } client) _running = RunAsync(client);
        return Task.CompletedTask;
    }

    /// <summary>Stops it, before what it needs is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(DurableTaskClient client)
    {
        using PeriodicTimer timer = new(_tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token)) await TickAsync(client);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TickAsync(DurableTaskClient client)
    {
        try
        {
            await services.GetRequiredService<SandboxSweep>().RunAsync(_stopping.Token);
            await EventDelivery.FlushAsync(services, client, _stopping.Token);
        }
        catch (Exception failure) when (!_stopping.IsCancellationRequested)
        {
            LogFailure(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sandbox's clock missed a tick")]
    private partial void LogFailure(Exception failure);
}
