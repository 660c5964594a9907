using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Telemetry;
using Understudy.Functions.Tests.Support;
using Understudy.LocalRuntime.Durable;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Telemetry;

/// <summary>What the app tells those who run it.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData("none", null, false)]
    [InlineData("console", null, true)]
    [InlineData("none", "http://127.0.0.1:4317", true)]
    public void Nothing_is_taken_down_unless_somebody_asked_for_it(string setting, string? collector, bool expected)
    {
        using TempFolder folder = new();
        FunctionsApplicationBuilder builder = TestApp.Builder(
            folder.Path, settings: new Dictionary<string, string?> { ["Telemetry"] = setting }, collector: collector);
        builder.Services.Any(service => service.ServiceType == typeof(TracerProvider)).ShouldBe(expected);
    }

    [Fact]
    public async Task A_request_is_followed_through_its_job_to_the_engine()
    {
        ConcurrentQueue<Activity> spans = new();
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or DurableTraces.Source or Signals.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        var trace = ActivityTraceId.CreateRandom();
        person.Http.DefaultRequestHeaders.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        await person.MadeVideoAsync(models);

        await Eventually.HoldsAsync(() => Names().Contains("activity Core-Job-Complete"), "the job was followed to its end");
        Activity job = spans.First(span => span.TraceId == trace && span.OperationName == "orchestration Core-Job-Run");
        spans.Where(span => span.TraceId == trace && span.OperationName.StartsWith("activity Core-Job", StringComparison.Ordinal))
            .ShouldAllBe(span => span.ParentSpanId == job.SpanId);
        Activity request = spans.First(span => span.SpanId == job.ParentSpanId);
        request.Source.Name.ShouldBe("Microsoft.AspNetCore");
        Names().ShouldContain("activity Core-Job-Submit");

        string[] Names() => [.. spans.Where(span => span.TraceId == trace).Select(span => span.OperationName)];
    }

    [Fact]
    public async Task Ends_of_jobs_are_counted_by_kind_and_outcome_and_logged_with_what_they_cost()
    {
        ConcurrentQueue<Dictionary<string, object?>> ends = new();
        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Name == "understudy.jobs.ended") meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => ends.Enqueue(new Dictionary<string, object?>(tags.ToArray())));
        listener.Start();
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        own.App.Engine.Script = ScriptedEngine.Refuse("counted_here_only", "It cannot be said.");
        string failed = (await person.GenerateAsync(models)).Text("video.id");
        await person.VideoAsync(failed, "failed");
        Dictionary<string, object?> end = ends.Single(tags => tags.GetValueOrDefault("failure") as string == "counted_here_only");
        end["kind"].ShouldBe("talkingVideo");
        end["outcome"].ShouldBe("failed");

        await Eventually.HoldsAsync(() => Lines(failed).Any(line => line.Contains("is settled", StringComparison.Ordinal)), "the hold was logged as settled");
        string[] lines = Lines(failed);
        lines.ShouldContain(line => line.Contains("is asked for by account " + person.Id, StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("holds 1 Minutes of clone", StringComparison.Ordinal));
        lines.ShouldContain(line => line.Contains("is Failed, counted_here_only: 0 of 1 charged", StringComparison.Ordinal));
        own.App.LogLines.ShouldAllBe(line => !line.Contains(person.Email, StringComparison.Ordinal));

        string[] Lines(string id) => [.. own.App.LogLines.Where(line => line.Contains(id, StringComparison.Ordinal))];
    }

    [Fact]
    public async Task How_long_the_oldest_job_waits_is_looked_at_once_a_minute()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        Figures figures = own.App.Services.GetRequiredService<Figures>();
        own.App.Engine.Script = ScriptedEngine.WaitAsync;
        await person.GenerateAsync(models);
        own.App.Time.Advance(TimeSpan.FromMinutes(10));
        await Eventually.HoldsAsync(() => figures.QueueAge >= 600, "the job has waited for ten minutes");
        figures.WebhookLag.ShouldBe(0);
    }
}
