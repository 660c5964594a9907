using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;
using Understudy.Tests;

namespace Understudy.Domain.Tests.Jobs.Engines;

/// <summary>Tickets of engines in the app's own processes: whatever is asked again, and whoever dies.</summary>
public sealed class InProcessEngineTests
{
    private static readonly EngineVerdict _made = EngineVerdict.Finished(Samples.Outputs);

    private static readonly EngineOrder _order = new(
        new JobReference("ann", "job", "product", "kind"),
        "lane",
        new EngineTask.TrainVoice
        {
            Source = new MediaKey(MediaKey.Uploads, "voices/ann/job/source.wav"),
            Output = new MediaKey(MediaKey.Library, "models/ann/job/"),
        },
        TimeSpan.FromMinutes(10));

    private readonly ElasticTime _time = new();
    private readonly InMemoryDocumentStore _store;

    public InProcessEngineTests() => _store = new InMemoryDocumentStore(_time);

    [Fact]
    public async Task Work_is_done_once_however_often_it_is_handed_in()
    {
        TestEngine engine = Engine("one");
        EngineStatus[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SubmitAsync(engine)));

        answers.ShouldAllBe(status => status.State == EngineState.Working);
        await BegunAsync(engine, 1);
        engine.Last.SetResult(_made);
        (await PollAsync(engine, Limits.Wait)).Verdict.ShouldBe(_made);
        // Handing it in again, even after it has ended, tells how.
        (await SubmitAsync(engine)).Verdict.ShouldBe(_made);
        engine.Begun.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_keeps_no_longer_than_it_may()
    {
        TestEngine engine = Engine("one");
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);

        (await PollAsync(engine, TimeSpan.Zero)).State.ShouldBe(EngineState.Working);
        Task<EngineStatus> waiting = PollAsync(engine, TimeSpan.FromHours(1));
        waiting.IsCompleted.ShouldBeFalse();
        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromHours(2));
                return waiting.IsCompleted;
            },
            "a poll ends");
        (await waiting).State.ShouldBe(EngineState.Working);
    }

    [Fact]
    public async Task An_end_outlives_the_process_until_it_was_kept()
    {
        TestEngine engine = Engine("one");
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        engine.Last.SetResult(_made);
        await PollAsync(engine, Limits.Wait);
        await engine.StopAsync();

        TestEngine next = Engine("two");
        (await PollAsync(next, TimeSpan.Zero)).Verdict.ShouldBe(_made);
        (await SubmitAsync(next)).Verdict.ShouldBe(_made);
        next.Begun.ShouldBe(0);
        await next.ForgetAsync(Ticket, default);
        await next.ForgetAsync(Ticket, default);
        (await PollAsync(next, TimeSpan.Zero)).State.ShouldBe(EngineState.Lost);
        (await _store.QueryAsync<EngineRun>(new DocumentQuery())).Items.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_process_that_ended_left_behind_is_lost_and_begins_again(bool isAlone)
    {
        TestEngine engine = Engine("one", isAlone);
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        await engine.StopAsync();

        TestEngine next = Engine("two", isAlone);
        (await PollAsync(next, Limits.Wait)).State.ShouldBe(EngineState.Lost);
        (await SubmitAsync(next)).State.ShouldBe(EngineState.Working);
        await BegunAsync(next, 1);
        next.Last.SetResult(_made);
        (await PollAsync(next, Limits.Wait)).Verdict.ShouldBe(_made);
    }

    [Fact]
    public async Task Where_the_data_has_one_owner_work_of_a_killed_process_is_lost_at_once()
    {
        await SubmitAsync(Engine("killed"));

        (await PollAsync(Engine("next"), Limits.Wait)).State.ShouldBe(EngineState.Lost);
    }

    [Fact]
    public async Task Work_of_another_process_goes_on_until_its_lease_runs_out()
    {
        // The killed one has a clock of its own, on which nothing happens any more.
        ElasticTime stopped = new();
        stopped.Stop();
        TestEngine killed = new(_store, new LeaseHolder("killed", IsAlone: false), stopped);
        await SubmitAsync(killed);
        TestEngine other = Engine("other", isAlone: false);

        (await PollAsync(other, TimeSpan.Zero)).State.ShouldBe(EngineState.Working);
        (await SubmitAsync(other)).State.ShouldBe(EngineState.Working);
        other.Begun.ShouldBe(0);
        _time.Advance(TimeSpan.FromMinutes(2));
        (await PollAsync(other, Limits.Wait)).State.ShouldBe(EngineState.Lost);
        await SubmitAsync(other);
        await BegunAsync(other, 1);
    }

    [Fact]
    public async Task A_process_that_lives_keeps_its_lease()
    {
        TestEngine engine = Engine("one", isAlone: false);
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        Lease first = (await RunAsync()).Lease!;

        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(10));
                return RunAsync();
            },
            run => run.Lease!.Until > first.Until);
    }

    [Fact]
    public async Task Work_is_stopped_by_the_process_that_does_it()
    {
        TestEngine engine = Engine("one");
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);

        await engine.CancelAsync(Ticket, default);

        (await PollAsync(engine, Limits.Wait)).Verdict!.Failure.ShouldBe(JobFailure.Unwanted);
        engine.Discarded.ShouldBe(1);
        (await SubmitAsync(engine)).Verdict!.Failure.ShouldBe(JobFailure.Unwanted);
        engine.Begun.ShouldBe(1);
    }

    [Fact]
    public async Task Work_is_stopped_by_another_process()
    {
        TestEngine engine = Engine("one", isAlone: false);
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        TestEngine other = Engine("other", isAlone: false);

        await other.CancelAsync(Ticket, default);

        EngineStatus status = await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return PollAsync(other, TimeSpan.Zero);
            },
            status => status.State == EngineState.Ended);
        status.Verdict!.Failure.ShouldBe(JobFailure.Unwanted);
        engine.Discarded.ShouldBe(1);
    }

    [Fact]
    public async Task Work_that_was_forgotten_while_it_went_on_stops()
    {
        TestEngine engine = Engine("one", isAlone: false);
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);

        await Engine("other", isAlone: false).ForgetAsync(Ticket, default);

        await Eventually.HoldsAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return engine.Discarded == 1;
            },
            "the work stops");
    }

    [Fact]
    public async Task A_process_that_slept_while_another_took_over_touches_nothing()
    {
        TestEngine sleeper = Engine("sleeper", isAlone: false);
        await SubmitAsync(sleeper);
        await BegunAsync(sleeper, 1);
        LeaseHolder other = new("other", IsAlone: false);
        await _store.UpdateAsync<EngineRun>(
            "ann", "job", run => run with { Lease = other.Take(_time.GetUtcNow(), TimeSpan.FromDays(1)) });

        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(5));
                return PollAsync(sleeper, TimeSpan.FromSeconds(1));
            },
            _ => sleeper.Last.Task.IsCompleted is false && sleeper.Faults.IsEmpty);
        await sleeper.StopAsync();
        sleeper.Discarded.ShouldBe(0);
        (await RunAsync()).Lease!.HolderId.ShouldBe("other");
    }

    [Fact]
    public async Task Work_that_broke_says_so_and_begins_again_when_it_is_handed_in_again()
    {
        TestEngine engine = Engine("one");
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        engine.Last.SetException(new InvalidOperationException("broken"));
        (await PollAsync(engine, Limits.Wait)).State.ShouldBe(EngineState.Broken);
        engine.Faults.Single().Message.ShouldBe("broken");

        (await SubmitAsync(engine)).State.ShouldBe(EngineState.Working);
        await BegunAsync(engine, 2);
        engine.Last.SetResult(_made);
        (await PollAsync(engine, Limits.Wait)).Verdict.ShouldBe(_made);
    }

    [Fact]
    public async Task An_end_that_cannot_be_written_down_is_told_all_the_same()
    {
        TestEngine engine = Engine("one");
        await SubmitAsync(engine);
        await BegunAsync(engine, 1);
        _store.Faults = new AlwaysDown();
        engine.Last.SetResult(_made);

        (await PollAsync(engine, Limits.Wait)).Verdict.ShouldBe(_made);
        (await SubmitAsync(engine)).Verdict.ShouldBe(_made);
        _store.Faults = null;
        await engine.ForgetAsync(Ticket, default);
        (await PollAsync(engine, TimeSpan.Zero)).State.ShouldBe(EngineState.Lost);
    }

    private static EngineTicket Ticket => new("test", "ann/job");

    private TestEngine Engine(string process, bool isAlone = true) =>
        new(_store, new LeaseHolder(process, isAlone), _time);

    private static Task<EngineStatus> SubmitAsync(TestEngine engine) =>
        engine.SubmitAsync(_order, new Indifferent(), default);

    private static Task<EngineStatus> PollAsync(TestEngine engine, TimeSpan patience) =>
        engine.PollAsync(Ticket, new Indifferent(), patience, default);

    private static Task BegunAsync(TestEngine engine, int times) =>
        Eventually.HoldsAsync(() => engine.Begun == times, $"work has begun {times} times");

    private async Task<EngineRun> RunAsync() => (await _store.FindAsync<EngineRun>("ann", "job"))!.Value;

    private sealed class AlwaysDown : IFaults
    {
        public void BeforeRead() => throw new SimulatedCrashException();

        public bool BeforeWrite(string operation) => throw new SimulatedCrashException();

        public bool AfterWrite(string operation) => throw new SimulatedCrashException();
    }
}
