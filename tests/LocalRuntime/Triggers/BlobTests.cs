using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Understudy.LocalRuntime.Blobs;
using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Tests.Triggers;

public sealed class BlobTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TempFolder _files = new();

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Theory]
    [InlineData("in/{name}", "a/b.mp4", "name=a/b.mp4")]
    [InlineData("in/{name}.{extension}", "a/b.c.mp4", "name=a/b.c,extension=mp4")]
    [InlineData("in/{owner}/clips/{name}.mp4", "u1/clips/x.mp4", "owner=u1,name=x")]
    [InlineData("in/{owner}/clips/{name}.mp4", "u1/clips/x.mov", null)]
    [InlineData("in/fixed.txt", "fixed.txt", "")]
    [InlineData("in/fixed.txt", "fixedXtxt", null)]
    public void A_path_matches_names(string path, string name, string? parts)
    {
        Dictionary<string, object?>? matched = BlobPathPattern.Parse(path).Match(name);

        (matched is null ? null : string.Join(',', matched.Select(static p => $"{p.Key}={p.Value}"))).ShouldBe(parts);
    }

    [Theory]
    [InlineData("in")]
    [InlineData("in/")]
    [InlineData("/name")]
    [InlineData("{container}/name")]
    [InlineData("in/{na me}")]
    public void What_is_no_path_is_refused(string path) =>
        Should.Throw<FormatException>(() => BlobPathPattern.Parse(path));

    [Fact]
    public async Task A_new_blob_starts_its_functions_in_each_form()
    {
        await using TestApp app = await StartAsync<Functions>();

        Put("in/u1/hello.txt", "hello");

        (await app.Recorder.NotesAsync(3)).Order(StringComparer.Ordinal).ShouldBe([
            "bytes of hello: 5", "stream of u1/hello.txt: 5", "text of in/u1/hello.txt: hello",
        ]);
    }

    [Fact]
    public async Task A_blob_that_came_while_the_host_was_down_is_found_and_one_that_was_handled_is_not_handled_again()
    {
        Put("in/early", "1");
        await using (TestApp first = await StartAsync<Streams>())
        {
            await first.Recorder.NotesAsync(1);
            await Eventually.HoldsAsync(() => WaitingIn(first).Count == 0, "it is handled");
        }

        Put("in/late", "22");
        await using TestApp second = await StartAsync<Streams>();

        (await second.Recorder.NotesAsync(1)).ShouldBe(["late: 2"]);
        await Eventually.HoldsAsync(() => WaitingIn(second).Count == 0, "all is handled");
        second.Recorder.Notes.ShouldBe(["late: 2"]);
    }

    [Fact]
    public async Task A_blob_that_is_written_again_is_handled_again()
    {
        await using TestApp app = await StartAsync<Streams>();
        Put("in/x", "1");
        await app.Recorder.NotesAsync(1);

        Put("in/x", "22");

        (await app.Recorder.NotesAsync(2)).ShouldBe(["x: 1", "x: 2"]);
    }

    [Fact]
    public async Task A_version_that_was_replaced_before_its_turn_is_passed_over()
    {
        Put("in/x", "1");
        ManualTime time = new(new DateTimeOffset(File.GetLastWriteTimeUtc(_files.Path).AddMinutes(1)));
        await using TestApp app = await StartAsync<FailingAtFirst>(time);
        await app.Recorder.NotesAsync(1);
        await Eventually.HoldsAsync(() => WaitingIn(app).SequenceEqual(["x 1"]), "it waits for its next turn");

        Put("in/x", "22");
        await app.Recorder.NotesAsync(2);
        time.Advance(TimeSpan.FromSeconds(2));

        await Eventually.HoldsAsync(() => WaitingIn(app).Count == 0, "nothing waits");
        app.Recorder.Notes.ShouldBe(["x: 1", "x: 2"]);
    }

    [Fact]
    public async Task A_folder_that_is_moved_into_the_container_brings_its_blobs()
    {
        await using TestApp app = await StartAsync<Streams>();
        Directory.CreateDirectory(Path.Combine(_files.Path, "other"));
        File.WriteAllText(Path.Combine(_files.Path, "other", "y"), "333");

        Directory.Move(Path.Combine(_files.Path, "other"), Path.Combine(_files.Path, "in", "deep"));

        (await app.Recorder.NotesAsync(1)).ShouldBe(["deep/y: 3"]);
    }

    [Fact]
    public async Task Names_that_begin_with_a_dot_are_no_blobs()
    {
        Put("in/.upload", "1");
        Put("in/.tmp/upload", "1");
        await using TestApp app = await StartAsync<Streams>();

        Put("in/x", "22");

        (await app.Recorder.NotesAsync(1)).ShouldBe(["x: 2"]);
    }

    [Fact]
    public async Task A_blob_that_fails_is_tried_five_times_and_then_a_dead_letter()
    {
        ManualTime time = new(new DateTimeOffset(File.GetLastWriteTimeUtc(_files.Path).AddMinutes(1)));
        Put("in/bad", "1");
        await using TestApp app = await StartAsync<Failing>(time);

        for (int attempt = 1; attempt < 5; attempt++)
        {
            await app.Recorder.NotesAsync(attempt);
            await Eventually.HoldsAsync(() => WaitingIn(app).SequenceEqual([$"bad {attempt}"]), "the failure is recorded");
            // The longest back-off, with its jitter.
            time.Advance(TimeSpan.FromSeconds(1.2 * Math.Pow(2, attempt - 1)));
        }

        await app.Recorder.NotesAsync(5);
        await Eventually.HoldsAsync(
            () => MessagesIn(app, "dead_letters").SequenceEqual(["bad 5"]) && WaitingIn(app).Count == 0, "it is given up");
    }

    [Fact]
    public async Task A_blob_that_failed_before_the_clock_was_put_back_is_tried_again_all_the_same()
    {
        ManualTime time = new(new DateTimeOffset(File.GetLastWriteTimeUtc(_files.Path).AddDays(2)));
        Put("in/bad", "1");
        await using TestApp app = await StartAsync<Failing>(time);
        await app.Recorder.NotesAsync(1);
        await Eventually.HoldsAsync(() => WaitingIn(app).SequenceEqual(["bad 1"]), "the failure is recorded");
        await Eventually.HoldsAsync(() => time.NextDue < time.GetUtcNow().AddSeconds(2), "the retry is planned");

        time.Correct(TimeSpan.FromDays(-1));
        time.Advance(TimeSpan.FromSeconds(2));

        (await app.Recorder.NotesAsync(2)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b")]
    [InlineData("files=relative/folder")]
    [InlineData("")]
    public async Task A_connection_that_is_no_folder_is_refused(string connection)
    {
        InvalidOperationException refusal = await Should.ThrowAsync<InvalidOperationException>(() =>
            TestApp.StartAsync<Streams>(folder: _folder, settings: $"MediaStore={connection}"));

        refusal.Message.ShouldStartWith("Function Streams: the setting MediaStore must be 'files='");
    }

    [Fact]
    public async Task A_listener_that_broke_starts_again()
    {
        File.WriteAllText(Path.Combine(_files.Path, "in"), "a file where the container should be");
        await using TestApp app = await StartAsync<Streams>();

        File.Delete(Path.Combine(_files.Path, "in"));
        Put("in/x", "1");

        (await app.Recorder.NotesAsync(1)).ShouldBe(["x: 1"]);
    }

    // One that is being handled has a star.
    private static List<string> WaitingIn(TestApp app) => MessagesIn(app, "messages", "iif(locked, '*', '')");

    private static List<string> MessagesIn(TestApp app, string table, string mark = "''") =>
        app.Services.GetRequiredService<StateDatabase>().Query(
            $"SELECT substr(body, instr(body, ' ') + 1) || ' ' || delivery_count || {mark} FROM {table}",
            static (SqliteDataReader row) => row.GetString(0));

    private void Put(string blob, string content)
    {
        string target = Path.Combine(_files.Path, blob);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        string temporary = Path.Combine(_files.Path, Guid.NewGuid().ToString());
        File.WriteAllText(temporary, content);
        File.Move(temporary, target, overwrite: true);
    }

    private Task<TestApp> StartAsync<TFunctions>(TimeProvider? time = null) => TestApp.StartAsync<TFunctions>(
        builder => builder.Services.AddSingleton(time ?? TimeProvider.System),
        _folder,
        $"MediaStore=files={_files.Path}");

    public sealed class Functions(Recorder recorder)
    {
        [Function("Streams")]
        public void OfStream([BlobTrigger("in/{name}", Connection = "MediaStore")] Stream stream, string name) =>
            recorder.Note($"stream of {name}: {stream.Length}");

        [Function("Texts")]
        public void OfText(
            [BlobTrigger("in/{name}", Connection = "MediaStore")] string text, FunctionContext context) =>
            recorder.Note($"text of {context.BindingContext.BindingData["BlobTrigger"]}: {text}");

        [Function("Bytes")]
        public void OfBytes([BlobTrigger("in/u1/{name}.txt", Connection = "MediaStore")] byte[] bytes, string name) =>
            recorder.Note($"bytes of {name}: {bytes.Length}");
    }

    public sealed class Streams(Recorder recorder)
    {
        [Function("Streams")]
        public void OfStream([BlobTrigger("in/{name}", Connection = "MediaStore")] Stream stream, string name) =>
            recorder.Note($"{name}: {stream.Length}");
    }

    public sealed class FailingAtFirst(Recorder recorder)
    {
        [Function("Streams")]
        public void OfStream([BlobTrigger("in/{name}", Connection = "MediaStore")] Stream stream, string name)
        {
            recorder.Note($"{name}: {stream.Length}");
            if (stream.Length == 1) throw new InvalidOperationException("no");
        }
    }

    public sealed class Failing(Recorder recorder)
    {
        [Function("Streams")]
        public void OfStream([BlobTrigger("in/{name}", Connection = "MediaStore")] Stream stream, string name)
        {
            recorder.Note(name);
            throw new InvalidOperationException("no");
        }
    }
}
