using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Understudy.LocalRuntime.Tests.Triggers;

public sealed class TimerTests : IDisposable
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 10, 2, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(_start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_timer_runs_at_its_times()
    {
        await using TestApp app = await StartAsync<EveryFiveMinutes>();

        await _time.ReachAsync(_start.AddMinutes(3));
        await app.Recorder.NotesAsync(1);
        await _time.ReachAsync(_start.AddMinutes(8));

        (await app.Recorder.NotesAsync(2)).ShouldBe([
            "10:05:00 past due: False, last 00:00:00, next 10:10:00",
            "10:10:00 past due: False, last 10:05:00, next 10:15:00",
        ]);
    }

    [Fact]
    public async Task A_run_that_comes_due_before_the_timer_has_got_to_begin_is_not_missed()
    {
        await using TestApp app = await StartAsync<EveryFiveMinutes>();
        _time.Advance(TimeSpan.FromMinutes(3));

        (await app.Recorder.NotesAsync(1)).ShouldBe(["10:05:00 past due: False, last 00:00:00, next 10:10:00"]);
    }

    [Fact]
    public async Task A_run_that_was_missed_while_the_host_was_down_is_made_up_for_once()
    {
        await using (await StartAsync<EveryFiveMinutes>())
            await Eventually.HoldsAsync(() => _time.NextDue is not null, "the timer sleeps");
        _time.Advance(TimeSpan.FromHours(1));

        await using TestApp app = await StartAsync<EveryFiveMinutes>();

        (await app.Recorder.NotesAsync(1)).ShouldBe(["11:02:00 past due: True, last 00:00:00, next 11:05:00"]);
        await _time.ReachAsync(_start.AddMinutes(63));
        (await app.Recorder.NotesAsync(2))[1].ShouldStartWith("11:05:00 past due: False, last 11:02:00");
    }

    [Fact]
    public async Task A_host_that_was_down_between_two_runs_has_missed_nothing()
    {
        await using (await StartAsync<EveryFiveMinutes>())
            await Eventually.HoldsAsync(() => _time.NextDue is not null, "the timer sleeps");
        _time.Advance(TimeSpan.FromMinutes(2));

        await using TestApp app = await StartAsync<EveryFiveMinutes>();
        await _time.ReachAsync(_start.AddMinutes(3));

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("10:05:00 past due: False");
    }

    [Fact]
    public async Task A_clock_that_is_put_back_makes_no_timer_wait_for_longer_than_its_schedule_says()
    {
        await using TestApp app = await StartAsync<EveryFiveMinutes>();
        await _time.ReachAsync(_start.AddMinutes(3));
        await app.Recorder.NotesAsync(1);

        await CorrectAsync(TimeSpan.FromDays(-1));
        await _time.ReachAsync(_start.AddDays(-1).AddMinutes(8));

        (await app.Recorder.NotesAsync(2))[1].ShouldBe("10:10:00 past due: False, last 10:05:00, next 10:15:00");
    }

    [Fact]
    public async Task An_interval_begins_anew_when_the_clock_is_put_back()
    {
        await using TestApp app = await StartAsync<Failing>();

        await CorrectAsync(TimeSpan.FromDays(-400));
        await _time.ReachAsync(_start.AddDays(-400).AddSeconds(10 + 60));

        (await app.Recorder.NotesAsync(1)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_that_is_put_forward_is_made_up_for_with_one_run_that_says_so()
    {
        await using TestApp app = await StartAsync<EveryFiveMinutes>();

        await CorrectAsync(TimeSpan.FromDays(1));

        (await app.Recorder.NotesAsync(1)).ShouldBe(["10:02:10 past due: True, last 00:00:00, next 10:05:00"]);
        await _time.ReachAsync(_start.AddDays(1).AddMinutes(3));
        (await app.Recorder.NotesAsync(2))[1].ShouldBe("10:05:00 past due: False, last 10:02:10, next 10:10:00");
    }

    [Fact]
    public async Task A_clock_that_is_put_back_by_a_little_repeats_no_run()
    {
        await using TestApp app = await StartAsync<EveryFiveMinutes>();
        await _time.ReachAsync(_start.AddMinutes(3));
        await app.Recorder.NotesAsync(1);

        await CorrectAsync(TimeSpan.FromSeconds(-30));
        await _time.ReachAsync(_start.AddMinutes(8));

        (await app.Recorder.NotesAsync(2)).Select(static note => note[..8]).ShouldBe(["10:05:00", "10:10:00"]);
    }

    [Fact]
    public async Task A_timer_that_was_stored_before_the_clock_was_put_back_is_planned_anew()
    {
        await using (await StartAsync<EveryFiveMinutes>())
            await Eventually.HoldsAsync(() => _time.NextDue is not null, "the timer sleeps");
        _time.Correct(TimeSpan.FromDays(-1));

        await using TestApp app = await StartAsync<EveryFiveMinutes>();
        await _time.ReachAsync(_start.AddDays(-1).AddMinutes(3));

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("10:05:00 past due: False");
    }

    [Fact]
    public async Task A_timer_that_fails_runs_again_at_its_next_time()
    {
        await using TestApp app = await StartAsync<Failing>();

        await _time.ReachAsync(_start.AddMinutes(1));
        await app.Recorder.NotesAsync(1);
        await _time.ReachAsync(_start.AddMinutes(2));

        (await app.Recorder.NotesAsync(2)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_timer_can_run_at_every_start_and_take_its_schedule_from_a_setting()
    {
        await using TestApp app = await StartAsync<AtStart>("Nightly=0 0 3 * * *");

        await app.Recorder.NotesAsync(1);
        await _time.ReachAsync(new DateTimeOffset(2026, 3, 2, 3, 0, 0, TimeSpan.Zero));

        (await app.Recorder.NotesAsync(2)).ShouldBe(["10:02:00", "03:00:00"]);
    }

    [Theory]
    [InlineData("0 0 25 * * *", "is no positive time span, and no NCRONTAB expression: 25 is higher than the maximum")]
    [InlineData("0 0 0 30 2 *", "never comes")]
    public async Task A_schedule_that_cannot_be_kept_keeps_the_app_from_starting(string schedule, string why)
    {
        InvalidOperationException wrong = await Should.ThrowAsync<InvalidOperationException>(
            () => StartAsync<AtStart>($"Nightly={schedule}"));

        wrong.Message.ShouldStartWith("Function Tick: ");
        wrong.Message.ShouldContain(why);
    }

    [Fact]
    public async Task Runs_of_a_timer_never_overlap()
    {
        await using TestApp app = await StartAsync<Slow>();
        await _time.ReachAsync(_start.AddSeconds(10));
        await app.Recorder.NotesAsync(1);

        _time.Advance(TimeSpan.FromSeconds(25));
        app.Services.GetRequiredService<SemaphoreSlim>().Release();
        await app.Recorder.NotesAsync(2);
        await _time.ReachAsync(_start.AddSeconds(40));
        app.Services.GetRequiredService<SemaphoreSlim>().Release();

        (await app.Recorder.NotesAsync(4)).ShouldBe(["begin", "end", "begin", "end"]);
    }

    /// <summary>Corrects the clock while the timer sleeps, and lets the sleep's step pass.</summary>
    private async Task CorrectAsync(TimeSpan by)
    {
        await Eventually.HoldsAsync(() => _time.NextDue > _time.GetUtcNow(), "the timer sleeps");
        _time.Correct(by);
        _time.Advance(_time.NextDue!.Value - _time.GetUtcNow());
    }

    private Task<TestApp> StartAsync<TFunctions>(params string[] settings) => TestApp.StartAsync<TFunctions>(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Services.AddSingleton(new SemaphoreSlim(0));
        },
        _folder,
        settings);

    public sealed class EveryFiveMinutes(Recorder recorder, TimeProvider time)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("0 */5 * * * *")] TimerInfo timer)
        {
            ScheduleStatus status = timer.ScheduleStatus!;
            recorder.Note(string.Create(CultureInfo.InvariantCulture,
                $"{time.GetUtcNow():HH:mm:ss} past due: {timer.IsPastDue}, last {status.Last:HH:mm:ss}, next {status.Next:HH:mm:ss}"));
        }
    }

    public sealed class Failing(Recorder recorder)
    {
        [Function("Tick")]
        public Task Tick([TimerTrigger("00:01:00")] TimerInfo timer)
        {
            recorder.Note("tick");
            throw new InvalidOperationException("no");
        }
    }

    public sealed class AtStart(Recorder recorder, TimeProvider time)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Nightly%", RunOnStartup = true)] TimerInfo timer) =>
            recorder.Note(time.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture));
    }

    public sealed class Slow(Recorder recorder, SemaphoreSlim gate)
    {
        [Function("Tick")]
        public async Task Tick([TimerTrigger("*/10 * * * * *")] TimerInfo timer)
        {
            timer.ScheduleStatus.ShouldBeNull();
            recorder.Note("begin");
            await gate.WaitAsync();
            recorder.Note("end");
        }
    }
}
