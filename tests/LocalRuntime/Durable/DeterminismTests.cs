using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Understudy.LocalRuntime.Tests.Durable;

public sealed class DeterminismTests : EngineTest
{
    public DeterminismTests() => Functions.Activity<string, string>("Step", name => name);

    [Fact]
    public async Task Ids_and_the_clock_are_the_same_at_every_replay()
    {
        ConcurrentBag<(Guid, Guid, DateTime)> seen = [];
        Functions.Orchestrator("Replay", async context =>
        {
            (Guid, Guid, DateTime) values = (context.NewGuid(), context.NewGuid(), context.CurrentUtcDateTime);
            seen.Add(values);
            for (int step = 0; step < 3; step++)
            {
                Time.Advance(TimeSpan.FromMinutes(1));
                await context.CallActivityAsync("Step");
            }

            return context.CurrentUtcDateTime > values.Item3 && values.Item1 != values.Item2;
        });

        (await ResultOf<bool>("Replay")).ShouldBeTrue();

        seen.Count.ShouldBe(4);
        seen.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Code_that_has_run_before_knows_that_it_is_replaying()
    {
        ConcurrentQueue<bool> beginning = [];
        ConcurrentQueue<bool> end = [];
        Functions.Orchestrator("Replay", async context =>
        {
            beginning.Enqueue(context.IsReplaying);
            await context.CallActivityAsync("Step");
            end.Enqueue(context.IsReplaying);
            return 0;
        });

        await ResultOf<int>("Replay");

        beginning.ShouldBe([false, true]);
        end.ShouldBe([false]);
    }

    [Theory]
    [InlineData("another activity")]
    [InlineData("a timer")]
    [InlineData("more")]
    [InlineData("less")]
    [InlineData("an early end")]
    public async Task Doing_something_else_at_a_replay_fails_with_what_was_expected(string change)
    {
        int runs = 0;
        Functions.Orchestrator("Fickle", async context =>
        {
            bool first = Interlocked.Increment(ref runs) == 1;
            switch (first ? "" : change)
            {
                case "another activity":
                    await context.CallActivityAsync("Other");
                    break;
                case "a timer":
                    await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                    break;
                case "more":
                    await Task.WhenAll(context.CallActivityAsync("Step"), context.CallActivityAsync("Step"));
                    break;
                case "less":
                    await context.WaitForExternalEvent<string>("Never");
                    break;
                case "an early end":
                    return "early";
                default:
                    await context.CallActivityAsync("Step");
                    break;
            }

            return "end";
        });

        OrchestrationMetadata end = await RunAsync("Fickle");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorType.ShouldEndWith("NonDeterministicOrchestrationException");
        end.FailureDetails.ErrorMessage.ShouldContain(change switch
        {
            "another activity" => "it asked for activity 'Step' (#0), but now it asked for activity 'Other' (#0)",
            "a timer" => "it asked for activity 'Step' (#0), but now it asked for a timer (#0)",
            "more" => "it asked for activity 'Step' (#1), which its history does not have there",
            "less" => "it asked for activity 'Step' (#0), but now it did not",
            _ => "it asked for activity 'Step' (#0), but now it ended before",
        });
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delay without context")]
    [InlineData("thread pool")]
    [InlineData("delay or event")]
    [InlineData("quick thread pool")]
    public async Task Awaiting_what_is_not_durable_fails(string how)
    {
        TaskCompletionSource foreign = new();
        Functions.Orchestrator("Foreign", async context =>
        {
            switch (how)
            {
                case "delay":
                    await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                    break;
                case "delay without context":
                    await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None).ConfigureAwait(false);
                    break;
                case "thread pool":
                    await Task.Run(() => foreign.Task, CancellationToken.None);
                    break;
                case "quick thread pool":
                    await Task.Run(() => Thread.SpinWait(1_000_000), CancellationToken.None);
                    break;
                default:
                    await Task.WhenAny(
                        context.WaitForExternalEvent<string>("Never"),
                        Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None));
                    break;
            }

            await context.CallActivityAsync("Step");
            return 0;
        });

        OrchestrationMetadata end = await RunAsync("Foreign");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorMessage.ShouldContain("awaited a task that is not durable");
        foreign.SetResult();
    }

    [Fact]
    public async Task Code_that_leaves_the_context_stays_in_the_turn()
    {
        Functions.Orchestrator("Detached", async context =>
        {
            string first = await context.CallActivityAsync<string>("Step", "a").ConfigureAwait(false);
            return first + await context.CallActivityAsync<string>("Step", "b").ConfigureAwait(false);
        });

        (await ResultOf<string>("Detached")).ShouldBe("ab");
    }

    [Fact]
    public async Task Continuations_by_task_scheduler_stay_in_the_turn()
    {
        Functions.Orchestrator("Chained", async context =>
        {
            string first = await context.CallActivityAsync<string>("Step", "a").ContinueWith(
                task => task.Result.ToUpperInvariant(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
            return first + await context.CallActivityAsync<string>("Step", "b");
        });

        (await ResultOf<string>("Chained")).ShouldBe("Ab");
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_once()
    {
        ConcurrentQueue<string> lines = [];
        using LoggerFactory loggers = new([new QueueLoggerProvider(lines)]);
        await Engine.DisposeAsync();
        await using Understudy.LocalRuntime.Durable.DurableEngine engine = new(Options, Functions, loggers, Time);
        await engine.StartAsync(Deadline);
        Functions.Orchestrator("Talk", async context =>
        {
            ILogger logger = context.CreateReplaySafeLogger("talk");
            logger.LogInformation("begins");
            await context.CallActivityAsync("Step");
            logger.LogInformation("ends");
            return 0;
        });

        string id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Talk", Deadline);
        await engine.Client.WaitForInstanceCompletionAsync(id, Deadline);

        lines.ShouldBe(["begins", "ends"]);
    }

    private sealed class QueueLoggerProvider(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "talk" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
            // Nothing to release.
        }
    }
}
