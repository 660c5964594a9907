using System.Collections.Concurrent;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Jobs.Engines;

/// <summary>An engine whose work ends when a test says so.</summary>
internal sealed class TestEngine(IDocumentStore store, LeaseHolder holder, TimeProvider time)
    : InProcessEngine("test", store, holder, time)
{
    private readonly ConcurrentQueue<TaskCompletionSource<EngineVerdict>> _ends = new();

    /// <summary>How often work was begun.</summary>
    public int Begun { get; private set; }

    /// <summary>What was broken, in that order.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    /// <summary>How often something half made was thrown away.</summary>
    public int Discarded { get; private set; }

    public override int? CapacityOf(string lane) => Capacity;

    /// <summary>How many jobs of a lane it works on at once.</summary>
    public int? Capacity { get; init; }

    /// <summary>How the work that was begun last ends.</summary>
    public TaskCompletionSource<EngineVerdict> Last => _ends.Last();

    protected override Task<EngineVerdict> WorkAsync(EngineWork work)
    {
        TaskCompletionSource<EngineVerdict> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _ends.Enqueue(end);
        Begun++;
        return end.Task.WaitAsync(work.Token);
    }

    protected override Task DiscardAsync(EngineOrder order)
    {
        Discarded++;
        return Task.CompletedTask;
    }

    protected override void OnFault(EngineOrder order, Exception fault) => Faults.Enqueue(fault);
}

/// <summary>A watcher to whom everything is welcome.</summary>
internal sealed class Indifferent : IJobWatcher
{
    public Task<bool> StartedAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> AdvancedAsync(int percent, CancellationToken cancellationToken) => Task.FromResult(true);
}
