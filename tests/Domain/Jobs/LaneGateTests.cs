using Understudy.Domain.Jobs;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>Jobs that wait in this process for their turn.</summary>
public sealed class LaneGateTests : IDisposable
{
    private readonly LaneScene _scene = new();
    private readonly LaneGate _gate;

    public LaneGateTests() => _gate = new LaneGate(_scene.Lanes, _scene.Time);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Jobs_are_let_in_one_after_the_other_by_turns_whoever_waits_first()
    {
        foreach (string owner in new[] { "a", "a", "b", "b" }) await _scene.AskAsync(owner);
        List<string> order = [];
        await Task.WhenAll(new[] { "b1", "a1", "b0", "a0" }.Select(id => WorkAsync(_scene[id])));
        order.ShouldBe(["a0", "b0", "a1", "b1"]);

        async Task WorkAsync(Job job)
        {
            await _gate.WaitAsync(job, 1, default);
            order.Add(job.Id);
            await _scene.Lanes.StartAsync(job, default);
            await Task.Yield();
            await _scene.Lanes.LeaveAsync(job, default);
        }
    }

    [Fact]
    public async Task A_job_that_was_cut_off_at_work_is_let_in_again_and_nobody_beside_it()
    {
        foreach (string owner in new[] { "a", "b" }) await _scene.AskAsync(owner);
        await _scene.BeginAsync();
        Task other = _gate.WaitAsync(_scene["b0"], 1, default);
        await _gate.WaitAsync(_scene["a0"], 1, default);
        other.IsCompleted.ShouldBeFalse();
        await _scene.Lanes.LeaveAsync(_scene["a0"], default);
        await other;
    }

    [Fact]
    public async Task A_job_that_is_given_up_waits_no_longer()
    {
        foreach (string owner in new[] { "a", "b" }) await _scene.AskAsync(owner);
        await _scene.BeginAsync();
        Task waiting = _gate.WaitAsync(_scene["b0"], 1, default);
        _gate.Cancel("b0");
        _gate.Cancel("nobody");
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }
}
