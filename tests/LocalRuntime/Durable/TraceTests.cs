using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.DurableTask;
using Understudy.LocalRuntime.Durable;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>Traces go on through orchestrations, whatever happens to the process.</summary>
public sealed class TraceTests : EngineTest, IDisposable
{
    private readonly ActivitySource _requests = new("TraceTests");
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public TraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is DurableTraces.Source or "TraceTests",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _requests.Dispose();
    }

    [Fact]
    public async Task Activities_belong_to_their_orchestration_and_that_to_what_began_it()
    {
        Functions.Activity<int, int>("Step", n => n + 1);
        Functions.Orchestrator("Child", context => context.CallActivityAsync<int>("Step", 2));
        Functions.Orchestrator("Steps", async context =>
        {
            if (context.GetInput<int>() == 0)
            {
                await context.CallActivityAsync<int>("Step", 1);
                context.ContinueAsNew(1);
                return 0;
            }
            return await context.CallSubOrchestratorAsync<int>("Child");
        });
        using (Activity request = _requests.StartActivity("request")!)
        {
            string id = await Client.ScheduleNewOrchestrationInstanceAsync("Steps", 0, Deadline);
            (await EndOf(id)).ReadOutputAs<int>().ShouldBe(3);
            Activity begun = await SpanAsync(request, "orchestration Steps");
            begun.ParentSpanId.ShouldBe(request.SpanId);
            await Eventually(() => Task.FromResult(Of(request).Count(span => span.OperationName == "activity Step") == 2));
            Of(request).Where(span => span.OperationName == "activity Step").ShouldAllBe(span => span.ParentSpanId == begun.SpanId);
        }
    }

    [Fact]
    public async Task After_a_crash_an_activity_still_belongs_to_its_orchestration()
    {
        TaskCompletionSource reached = new();
        TaskCompletionSource never = new();
        bool crashed = false;
        Functions.Activity<int, int>("Step", async (n, _) =>
        {
            if (Volatile.Read(ref crashed)) return n;
            reached.SetResult();
            await never.Task;
            return n;
        });
        Functions.Orchestrator("Steps", context => context.CallActivityAsync<int>("Step", 1));
        string id;
        Activity request = _requests.StartActivity("request")!;
        using (request) id = await Client.ScheduleNewOrchestrationInstanceAsync("Steps", Deadline);
        await reached.Task.WaitAsync(Deadline);
        Volatile.Write(ref crashed, true);
        await CrashAndRestartAsync();
        await EndOf(id);
        Activity step = await SpanAsync(request, "activity Step");
        step.ParentSpanId.ShouldBe((await SpanAsync(request, "orchestration Steps")).SpanId);
        step.GetTagItem("durabletask.task.instance_id").ShouldBe(id);
    }

    [Fact]
    public async Task What_nobody_began_has_a_trace_of_its_own()
    {
        Functions.Activity<int, int>("Step", _ => throw new InvalidOperationException("No."));
        Functions.Orchestrator("Lonely", context => context.CallActivityAsync<int>("Step", 1));
        await RunAsync("Lonely");
        await Eventually(() => Task.FromResult(_spans.Any(span => span.OperationName == "orchestration Lonely")));
        Activity begun = _spans.First(span => span.OperationName == "orchestration Lonely");
        begun.ParentSpanId.ShouldBe(default);
        (await SpanAsync(begun, "activity Step")).Status.ShouldBe(ActivityStatusCode.Error);
    }

    private IEnumerable<Activity> Of(Activity trace) => _spans.Where(span => span.TraceId == trace.TraceId);

    private async Task<Activity> SpanAsync(Activity trace, string name)
    {
        await Eventually(() => Task.FromResult(Of(trace).Any(span => span.OperationName == name)));
        return Of(trace).First(span => span.OperationName == name);
    }
}
