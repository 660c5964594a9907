using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class TimerTests : EngineTest
{
    [Fact]
    public async Task A_timer_fires_when_its_time_comes_and_not_before()
    {
        Functions.Orchestrator("Sleep", async context =>
        {
            DateTime start = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return context.CurrentUtcDateTime - start;
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Deadline);

        await TimerOf(id);
        Time.Advance(TimeSpan.FromMinutes(59));
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<TimeSpan>().ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_timer_of_months_fires_too()
    {
        Functions.Orchestrator("Hibernate", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(100), CancellationToken.None);
            return "awake";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Hibernate", Deadline);
        await TimerOf(id);

        for (int day = 0; day < 100; day++)
            Time.Advance(TimeSpan.FromDays(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_timer_of_a_past_time_fires_at_once()
    {
        Functions.Orchestrator("Late", async context =>
        {
            await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), CancellationToken.None);
            return "done";
        });

        (await ResultOf<string>("Late")).ShouldBe("done");
    }

    [Fact]
    public async Task A_cancelled_timer_throws_and_holds_nothing_up()
    {
        TaskCompletionSource<string> quick = new();
        Functions.Activity<string, string>("Quick", (_, _) => quick.Task);
        Functions.Orchestrator("Timeout", async context =>
        {
            using CancellationTokenSource cancel = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            Task<string> work = context.CallActivityAsync<string>("Quick");
            (await Task.WhenAny(work, timer)).ShouldBe(work);
            cancel.Cancel();
            await Thrown<TaskCanceledException>(timer);
            await context.WaitForExternalEvent<string>("End");
            return timer.Status.ToString();
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Timeout", Deadline);

        await TimerOf(id);
        quick.SetResult("done");
        await Client.RaiseEventAsync(id, "End", Deadline);

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("Canceled");
    }

    [Fact]
    public async Task A_timer_that_was_cancelled_fires_into_the_void()
    {
        Functions.Orchestrator("Regret", async context =>
        {
            using CancellationTokenSource cancel = new();
            Task timer = context.CreateTimer(TimeSpan.FromDays(1), cancel.Token);
            cancel.Cancel();
            await Thrown<TaskCanceledException>(timer);
            await context.WaitForExternalEvent<string>("End");
            return "done";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Regret", Deadline);
        await TimerOf(id);

        Time.Advance(TimeSpan.FromDays(1));
        await TimerOf(id, count: 0);
        (await Client.GetInstanceAsync(id, Deadline))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        await Client.RaiseEventAsync(id, "End", Deadline);
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("done");
    }

    [Fact]
    public async Task A_timer_that_nobody_cancelled_holds_up_the_end()
    {
        Functions.Orchestrator("Leave", context =>
        {
            _ = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return Task.FromResult("left");
        });

        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Leave", Deadline);
        await TimerOf(id);
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromDays(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("left");
    }

    [Fact]
    public async Task A_timer_whose_time_came_while_the_engine_was_down_fires_at_the_next_start()
    {
        Functions.Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "awake";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Deadline);
        await TimerOf(id);

        await Engine.DisposeAsync();
        Time.Advance(TimeSpan.FromHours(2));
        await CrashAndRestartAsync();

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_clock_that_is_put_back_makes_no_timer_wait_for_longer()
    {
        string id = await SleepAnHourAsync();
        Time.Advance(TimeSpan.FromMinutes(30));

        Time.Correct(TimeSpan.FromDays(-1));
        Time.Advance(TimeSpan.FromMinutes(29));
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_timer_that_was_stored_before_the_clock_was_put_back_waits_once_more_at_most()
    {
        string id = await SleepAnHourAsync();
        await Engine.DisposeAsync();
        Time.Correct(TimeSpan.FromDays(-1));

        await CrashAndRestartAsync();
        Time.Advance(TimeSpan.FromMinutes(59));
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_timer_whose_date_was_set_by_the_right_clock_keeps_it_when_a_wrong_one_is_put_right()
    {
        string id = await SleepAnHourAsync();
        Time.Advance(TimeSpan.FromMinutes(1));
        await Engine.DisposeAsync();
        Time.Correct(TimeSpan.FromMinutes(40));
        await CrashAndRestartAsync();

        Time.Correct(TimeSpan.FromMinutes(-40));
        Time.Advance(TimeSpan.FromMinutes(58));
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task A_timer_keeps_its_date_when_the_engine_starts_with_a_clock_that_is_behind_and_then_put_right()
    {
        string id = await SleepAnHourAsync();
        await Engine.DisposeAsync();
        Time.Correct(TimeSpan.FromDays(-10_000));
        await CrashAndRestartAsync();
        Time.Advance(TimeSpan.FromMinutes(1));

        Time.Correct(TimeSpan.FromDays(10_000));
        Time.Advance(TimeSpan.FromMinutes(58));
        (await Client.GetInstanceAsync(id, Deadline))!.IsCompleted.ShouldBeFalse();
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("awake");
    }

    [Fact]
    public async Task An_orchestration_that_went_on_before_the_clock_was_put_back_sleeps_as_long_as_it_says_afterwards()
    {
        Functions.Orchestrator("Poll", async context =>
        {
            await context.WaitForExternalEvent<string>("Go");
            await context.CreateTimer(context.CurrentUtcDateTime.AddMinutes(1), CancellationToken.None);
            return "polled";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Poll", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Running);

        Time.Correct(TimeSpan.FromDays(-1));
        await Client.RaiseEventAsync(id, "Go", "now", Deadline);
        await TimerOf(id);
        Time.Advance(TimeSpan.FromMinutes(1));

        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("polled");
    }

    [Fact]
    public async Task A_clock_that_is_put_forward_fires_a_timer_once()
    {
        int turns = 0;
        Functions.Activity<string, string>("Count", (_, _) => Task.FromResult($"{Interlocked.Increment(ref turns)}"));
        Functions.Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await context.CallActivityAsync<string>("Count", "x");
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Deadline);
        await TimerOf(id);

        Time.Correct(TimeSpan.FromDays(1));
        Time.Advance(TimeSpan.FromSeconds(10));
        (await EndOf(id)).ReadOutputAs<string>().ShouldBe("1");
        Time.Correct(TimeSpan.FromDays(-1));
        Time.Advance(TimeSpan.FromHours(2));

        turns.ShouldBe(1);
    }

    private async Task<string> SleepAnHourAsync()
    {
        Functions.Orchestrator("Sleep", async context =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "awake";
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Sleep", Deadline);
        await TimerOf(id);
        return id;
    }
}
