using Microsoft.Extensions.Logging.Abstractions;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Jobs;

namespace Understudy.MediaEngine.Tests.Jobs;

public sealed class ProgressPumpTests
{
    [Fact]
    public async Task A_watcher_that_fails_costs_neither_the_work_nor_the_watching()
    {
        using CancellationTokenSource unwanted = new();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = unwanted.Token.Register(stopped.SetResult);
        FailsOnce watcher = new();
        await using (ProgressPump pump = new(watcher, TimeProvider.System, unwanted.Cancel, NullLogger.Instance))
        {
            pump.Report(0.5);
            await stopped.Task.WaitAsync(Limits.Wait);
        }

        watcher.Told.ShouldBe([50, 50]);
    }

    private sealed class FailsOnce : IJobWatcher
    {
        public List<int> Told { get; } = [];

        public Task<bool> StartedAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken)
        {
            Told.Add(percent);
            return Told.Count == 1 ? throw new IOException("The disk is full.") : Task.FromResult(false);
        }
    }
}
