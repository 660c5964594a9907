using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Understudy.LocalRuntime.Hosting;
using Understudy.LocalRuntime.Queues;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Tests.Triggers;

public sealed class QueueTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_starts_its_function_and_is_gone_afterwards()
    {
        await using TestApp app = await StartAsync<Functions>("TextQueue=texts");

        Send(app, "texts", "hello");

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("hello, delivery 1, id ");
        await Eventually.HoldsAsync(() => CountOf(app, "messages") == 0, "the message is gone");
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_stops_no_queue_for_good()
    {
        await using TestApp app = await StartAsync<Functions>("TextQueue=texts");
        StateDatabase state = app.Services.GetRequiredService<StateDatabase>();
        state.Execute("CREATE TRIGGER broken BEFORE UPDATE OF locked ON messages BEGIN SELECT RAISE(FAIL, 'full'); END");
        Send(app, "texts", "hello");
        await Eventually.HoldsAsync(() => _time.NextDue is not null, "the listener waits to begin again");

        state.Execute("DROP TRIGGER broken");
        _time.Advance(TimeSpan.FromMinutes(6));

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("hello, delivery 1");
    }

    [Fact]
    public async Task What_does_not_heed_the_stop_is_left_behind()
    {
        await using TestApp app = await StartAsync<Deaf>();
        Send(app, "deaf", "x");
        await app.Recorder.NotesAsync(1);

        await app.Services.GetServices<IHostedService>().OfType<RuntimeService>().Single()
            .StopAsync(new CancellationToken(canceled: true)).WaitAsync(Limits.Wait);

        Deaf.End.SetResult();
    }

    [Fact]
    public async Task A_message_becomes_an_object_and_a_result_becomes_messages()
    {
        await using TestApp app = await StartAsync<Functions>("TextQueue=texts");

        Send(app, "clips", """{"name":"intro","seconds":3}""");

        (await app.Recorder.NotesAsync(1))[0].ShouldStartWith("intro of 3 s, delivery 1");
    }

    [Fact]
    public async Task A_message_that_fails_comes_back_later_and_later_and_ends_as_a_dead_letter()
    {
        await using TestApp app = await StartAsync<Failing>(
            "AzureFunctionsJobHost:extensions:serviceBus:maxDeliveryCount=4");
        Send(app, "jobs", "x");

        List<double> waits = [];
        for (int delivery = 1; delivery < 4; delivery++)
        {
            (await app.Recorder.NotesAsync(delivery))[^1].ShouldBe($"x {delivery}");
            DateTimeOffset failed = _time.GetUtcNow();
            await Eventually.HoldsAsync(() => _time.NextDue is not null, "the listener sleeps");
            waits.Add((_time.NextDue!.Value - failed).TotalSeconds);
            await _time.ReachAsync(_time.NextDue.Value);
        }

        (await app.Recorder.NotesAsync(4))[^1].ShouldBe("x 4");
        waits[0].ShouldBeInRange(0.8, 1.2);
        waits[1].ShouldBeInRange(1.6, 2.4);
        waits[2].ShouldBeInRange(3.2, 4.8);
        await Eventually.HoldsAsync(() => CountOf(app, "dead_letters") == 1, "the message is dead");
        CountOf(app, "messages").ShouldBe(0);
        app.Services.GetRequiredService<StateDatabase>()
            .Query("SELECT body || ' ' || reason FROM dead_letters", static row => row.GetString(0))
            .ShouldBe(["x too bad"]);
    }

    [Fact]
    public async Task A_message_that_failed_before_the_clock_was_put_back_does_not_wait_for_the_old_time()
    {
        await using TestApp app = await StartAsync<Failing>();
        Send(app, "jobs", "x");
        await app.Recorder.NotesAsync(1);
        await Eventually.HoldsAsync(() => _time.NextDue is not null, "the listener sleeps");

        _time.Correct(TimeSpan.FromDays(-1));
        _time.Advance(TimeSpan.FromSeconds(2));

        (await app.Recorder.NotesAsync(2))[1].ShouldBe("x 2");
    }

    [Fact]
    public async Task A_message_that_was_sent_before_the_clock_was_put_back_is_handled_at_once()
    {
        await using (TestApp first = await StartAsync<Nothing>())
            Send(first, "texts", "early");
        _time.Correct(TimeSpan.FromMinutes(-5));

        await using TestApp second = await StartAsync<Functions>("TextQueue=texts");

        (await second.Recorder.NotesAsync(1))[0].ShouldStartWith("early, delivery 1");
    }

    [Fact]
    public async Task A_message_of_the_wrong_form_fails_as_any_other()
    {
        await using TestApp app = await StartAsync<Functions>(
            "TextQueue=texts", "AzureFunctionsJobHost:extensions:serviceBus:maxDeliveryCount=1");

        Send(app, "clips", "no json");

        await Eventually.HoldsAsync(() => CountOf(app, "dead_letters") == 1, "the message is dead");
    }

    [Fact]
    public async Task Messages_outlive_the_host()
    {
        await using (TestApp first = await StartAsync<Nothing>())
            Send(first, "texts", "kept");

        await using TestApp second = await StartAsync<Functions>("TextQueue=texts");

        (await second.Recorder.NotesAsync(1))[0].ShouldStartWith("kept, delivery 1");
    }

    [Fact]
    public async Task A_message_that_was_being_handled_when_the_host_died_is_delivered_again()
    {
        await using (TestApp first = await StartAsync<Nothing>())
        {
            Send(first, "texts", "interrupted");
            first.Services.GetRequiredService<QueueStore>().Receive("texts").ShouldNotBeNull();
        }

        await using TestApp second = await StartAsync<Functions>("TextQueue=texts");
        await Eventually.HoldsAsync(() => _time.NextDue is not null, "the listener sleeps");
        _time.Advance(TimeSpan.FromSeconds(2));

        (await second.Recorder.NotesAsync(1))[0].ShouldStartWith("interrupted, delivery 2");
    }

    [Fact]
    public async Task Messages_are_handled_at_once_up_to_a_limit()
    {
        await using TestApp app = await StartAsync<Slow>(
            "AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls=3");
        SemaphoreSlim gate = app.Services.GetRequiredService<SemaphoreSlim>();
        for (int message = 0; message < 5; message++)
            Send(app, "slow", "x");

        await app.Recorder.NotesAsync(3);
        app.Services.GetRequiredService<QueueStore>().UntilNext("slow").ShouldNotBeNull();
        app.Recorder.Notes.Count.ShouldBe(3);
        gate.Release(5);

        (await app.Recorder.NotesAsync(10)).Count(static note => note == "end").ShouldBe(5);
    }

    [Fact]
    public async Task A_host_that_stops_lets_its_messages_be_handled_to_the_end()
    {
        TestApp app = await StartAsync<Slow>();
        Recorder recorder = app.Recorder;
        SemaphoreSlim gate = app.Services.GetRequiredService<SemaphoreSlim>();
        Send(app, "slow", "x");
        await recorder.NotesAsync(1);

        ValueTask stopping = app.DisposeAsync();
        gate.Release();
        await stopping;

        recorder.Notes.ShouldBe(["begin", "end"]);
    }

    [Fact]
    public async Task A_data_folder_belongs_to_one_host()
    {
        await using TestApp app = await StartAsync<Nothing>();
        app.Services.GetRequiredService<StateDatabase>();

        InvalidOperationException refusal =
            await Should.ThrowAsync<InvalidOperationException>(() => StartAsync<Functions>("TextQueue=texts"));

        refusal.Message.ShouldContain("Another host is using the data folder");
    }

    private static void Send(TestApp app, string queue, string body) =>
        app.Services.GetRequiredService<QueueStore>().Send([new OutgoingMessage(queue, body)]);

    private static long CountOf(TestApp app, string table) => app.Services.GetRequiredService<StateDatabase>()
        .Query($"SELECT count(*) FROM {table}", static (SqliteDataReader row) => row.GetInt64(0)).Single();

    private Task<TestApp> StartAsync<TFunctions>(params string[] settings) => TestApp.StartAsync<TFunctions>(
        builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(_time);
            builder.Services.AddSingleton(new SemaphoreSlim(0));
        },
        _folder,
        settings);

    public sealed record Clip(string Name, int Seconds);

    public sealed class Nothing;

    public sealed class Functions(Recorder recorder)
    {
        [Function("Texts")]
        public void Texts([ServiceBusTrigger("%TextQueue%")] string text, int deliveryCount, string messageId) =>
            recorder.Note($"{text}, delivery {deliveryCount}, id {messageId}");

        [Function("Clips")]
        [ServiceBusOutput("texts")]
        public static async Task<string[]> Clips([ServiceBusTrigger("clips", Connection = "ServiceBus")] Clip clip)
        {
            await Task.Yield();
            return [$"{clip.Name} of {clip.Seconds} s"];
        }
    }

    public sealed class Deaf(Recorder recorder)
    {
        public static TaskCompletionSource End { get; } = new();

        [Function("Deaf")]
        public Task RunAsync([ServiceBusTrigger("deaf")] string message)
        {
            recorder.Note(message);
            return End.Task;
        }
    }

    public sealed class Failing(Recorder recorder)
    {
        [Function("Jobs")]
        public void Jobs([ServiceBusTrigger("jobs")] string text, FunctionContext context)
        {
            recorder.Note($"{text} {context.BindingContext.BindingData["DeliveryCount"]}");
            throw new InvalidOperationException("too bad");
        }
    }

    public sealed class Slow(Recorder recorder, SemaphoreSlim gate)
    {
        [Function("Slow")]
        public async Task Run([ServiceBusTrigger("slow")] string text)
        {
            recorder.Note("begin");
            await gate.WaitAsync();
            recorder.Note("end");
        }
    }
}
