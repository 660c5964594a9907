using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Understudy.LocalRuntime.Durable;

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
        end.SerializedOutput!.ShouldStartWith("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException: ");
        end.SerializedOutput.ShouldContain(change switch
        {
            "another activity" => "named 'Step', but the current orchestration replay instead scheduled an activity task named 'Other'",
            "a timer" => "named 'Step', but the current orchestration replay instead produced a CreateTimerOrchestratorAction",
            _ => "'Step' (version ''), but the current replay execution hasn't (yet?) scheduled this task",
        });
        Functions.Runs("Step", null).ShouldBe(1);
        Scalar("SELECT count(*) FROM history WHERE kind IN (3, 5)").ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Awaiting_only_what_is_not_durable_fails_at_once(bool inContext)
    {
        TaskCompletionSource foreign = new();
        Functions.Orchestrator("Foreign", async context =>
        {
            await foreign.Task.ConfigureAwait(inContext);
            return await context.CallActivityAsync<string>("Step", "late");
        });

        OrchestrationMetadata end = await RunAsync("Foreign");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("An invalid asynchronous invocation was detected.");
        foreign.SetResult();
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Going_on_by_what_is_not_durable_fails_when_it_happens(bool inContext, bool ends)
    {
        TaskCompletionSource foreign = new();
        Functions.Orchestrator("Foreign", async context =>
        {
            Task<string> never = context.WaitForExternalEvent<string>("Never");
            await Task.WhenAny(never, foreign.Task).ConfigureAwait(inContext);
            return ends ? "end" : await context.CallActivityAsync<string>("Step", "late");
        });
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Foreign", Deadline);
        await StatusOf(id, OrchestrationRuntimeStatus.Running);

        foreign.SetResult();

        OrchestrationMetadata end = await EndOf(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("An invalid asynchronous invocation was detected.");
        Functions.Runs("Step", "late").ShouldBe(0);
    }

    [Fact]
    public async Task The_context_is_for_the_turns_thread_only()
    {
        Functions.Orchestrator("Elsewhere", async context =>
        {
            using ManualResetEventSlim tried = new();
            Exception? refused = null;
            Thread other = new(() =>
            {
                refused = Record.Exception(() => context.NewGuid());
                tried.Set();
            });
            other.Start();
            tried.Wait();
            refused.ShouldBeOfType<InvalidOperationException>();
            return await context.WaitForExternalEvent<string>("Never");
        });

        OrchestrationMetadata end = await RunAsync("Elsewhere");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("An invalid asynchronous invocation was detected.");
    }

    [Fact]
    public async Task Code_that_leaves_the_turn_s_context_is_refused()
    {
        Functions.Orchestrator("Detached", async context =>
        {
            string first = await context.CallActivityAsync<string>("Step", "a").ConfigureAwait(false);
            return first + await context.CallActivityAsync<string>("Step", "b").ConfigureAwait(false);
        });

        OrchestrationMetadata end = await RunAsync("Detached");

        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput!.ShouldContain("An invalid asynchronous invocation was detected.");
        Functions.Runs("Step", "b").ShouldBe(0);
    }

    [Fact]
    public async Task A_replay_safe_logger_writes_once()
    {
        ConcurrentQueue<string> lines = [];
        using LoggerFactory loggers = new([new QueueLoggerProvider(lines)]);
        await Engine.DisposeAsync();
        await using DurableEngine engine = new(Options, Functions, loggers, Time);
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
