using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime.Discovery;
using Understudy.LocalRuntime.Durable;
using Understudy.LocalRuntime.Invocation;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Hosting;

/// <summary>
/// Starts what starts functions besides HTTP. The web server starts after it and stops before it, so that a request
/// always finds the runtime running.
/// </summary>
internal sealed class RuntimeService(
    FunctionHost host, Listeners listeners, IServiceProvider services, TimeProvider time) : IHostedService, IDisposable
{
    /// <summary>How long invocations that were cancelled may take to end; what does not heed it is left, as by a crash.</summary>
    private static readonly TimeSpan _lastMoment = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private Task _running = Task.CompletedTask;

    /// <summary>An app without orchestrators has no engine, and no file of one.</summary>
    private bool IsDurable => host.Functions.Any(static f => f.Kind == TriggerKind.Orchestration);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        FunctionLog.Found(host.Logger, host.Functions.Count);
        IReadOnlyList<IListener> made = listeners.Make();
        if (IsDurable) await services.GetRequiredService<DurableEngine>().StartAsync(cancellationToken);
        _running = Task.WhenAll(made.Select(ListenAsync));
    }

    /// <summary>Waits for the running invocations; those that are left when the host's time is up are cancelled.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await using CancellationTokenRegistration timeIsUp = cancellationToken.Register(_aborting.Cancel);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _running.WaitAsync(_lastMoment, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsDurable) await services.GetRequiredService<DurableEngine>().StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _aborting.Dispose();
    }

    /// <summary>Keeps a listener running: what broke it, such as a full disk, may pass.</summary>
    private async Task ListenAsync(IListener listener)
    {
        // A listener's first look may be long; the others and the web server do not wait for it.
        await Task.Yield();
        int failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            try
            {
                await listener.RunAsync(_stopping.Token, _aborting.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                FunctionLog.ListenerBroke(host.Logger, exception, listener.Function.Name);
            }

            failures = time.GetElapsedTime(began) > BackOff.Longest ? 1 : failures + 1;
            await Task.Delay(BackOff.After(failures), time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
