using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class RetryTests : EngineTest
{
    private int _attempts;

    [Fact]
    public async Task A_policy_waits_longer_each_time_up_to_its_longest_interval()
    {
        FailFirst(4);
        Call(TaskOptions.FromRetryPolicy(new RetryPolicy(
            5, TimeSpan.FromSeconds(1), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(5))));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Call", Deadline);

        foreach (int seconds in new[] { 1, 3, 5, 5 })
        {
            DateTime due = Time.GetUtcNow().UtcDateTime.AddSeconds(seconds);
            await Eventually(() => Task.FromResult(Scalar("SELECT ifnull(min(fire_at), 0) FROM timers") == due.Ticks));
            Time.Advance(TimeSpan.FromSeconds(seconds));
        }

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(5);
    }

    [Fact]
    public async Task A_policy_gives_up_after_its_attempts()
    {
        FailFirst(10);
        Call(TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1))));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Call", Deadline);

        await TimerOf(id);
        Time.Advance(TimeSpan.FromSeconds(1));

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        _attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_policy_gives_up_after_its_timeout()
    {
        FailFirst(10);
        Call(TaskOptions.FromRetryPolicy(new RetryPolicy(
            9, TimeSpan.FromSeconds(2), retryTimeout: TimeSpan.FromSeconds(3))));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Call", Deadline);

        await TimerOf(id);
        Time.Advance(TimeSpan.FromSeconds(2));
        await Eventually(() => Task.FromResult(Volatile.Read(ref _attempts) == 2));
        await TimerOf(id);
        Time.Advance(TimeSpan.FromSeconds(2));

        (await EndOf(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        _attempts.ShouldBe(3);
    }

    [Fact]
    public async Task A_policy_does_not_retry_what_its_filter_refuses()
    {
        FailFirst(10);
        Call(TaskOptions.FromRetryPolicy(new RetryPolicy(9, TimeSpan.FromSeconds(1))
        {
            HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>(),
        }));

        (await RunAsync("Call")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        _attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_decides_by_the_attempt_and_the_failure()
    {
        FailFirst(2);
        Call(TaskOptions.FromRetryHandler(retry =>
            retry.LastAttemptNumber < 5 && retry.LastFailure.IsCausedBy<InvalidOperationException>()));

        (await ResultOf<int>("Call")).ShouldBe(3);
    }

    [Fact]
    public async Task A_handler_that_says_no_ends_the_attempts()
    {
        FailFirst(9);
        Call(TaskOptions.FromRetryHandler(retry => retry.LastAttemptNumber < 3));

        (await RunAsync("Call")).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        _attempts.ShouldBe(3);
    }

    [Fact]
    public async Task An_asynchronous_handler_may_wait_on_a_durable_timer()
    {
        FailFirst(1);
        Call(TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return true;
        }));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Call", Deadline);

        await TimerOf(id);
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(2);
    }

    [Fact]
    public async Task A_failed_sub_orchestration_is_retried_under_the_same_id()
    {
        FailFirst(1);
        Call(null);
        Functions.Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
            "Call", new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), instanceId: "child")));
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Parent", Deadline);

        await TimerOf(id);
        Time.Advance(TimeSpan.FromSeconds(1));

        (await EndOf(id)).ReadOutputAs<int>().ShouldBe(2);
        (await Client.GetInstanceAsync("child", Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0.5)]
    public void A_policy_refuses_values_out_of_range(int attempts, int seconds, double coefficient) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => new RetryPolicy(attempts, TimeSpan.FromSeconds(seconds), coefficient));

    private void FailFirst(int failures) => Functions.Activity<string, int>("Try", _ =>
        Interlocked.Increment(ref _attempts) is var attempt && attempt > failures
            ? attempt
            : throw new InvalidOperationException($"attempt {attempt}"));

    private void Call(TaskOptions? options) =>
        Functions.Orchestrator("Call", context => context.CallActivityAsync<int>("Try", null, options));
}
