using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Live progress as server-sent events.</summary>
public sealed class EventsTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    public void Dispose() => app.Engine.Script = null;

    [Fact]
    public async Task The_last_event_ends_the_stream_and_is_not_told_again()
    {
        using Person person = await app.NewPersonAsync();
        string id = await person.MadeVideoAsync();
        string path = $"/api/v1/generate/{id}/events";
        using EventReader stream = await EventReader.OpenAsync(person, path);
        stream.Response.StatusCode.ShouldBe(HttpStatusCode.OK);
        stream.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        stream.Response.Headers.CacheControl!.NoCache.ShouldBeTrue();
        Event last = (await stream.NextAsync()).ShouldNotBeNull();
        stream.Retry.ShouldBe(1000);
        last.Type.ShouldBe("status");
        last.Status.ShouldBe("completed");
        last.Data["id"]!.GetValue<string>().ShouldBe(id);
        last.Data["progress_percent"]!.GetValue<int>().ShouldBe(100);
        last.Data["queue_position"].ShouldBeNull();
        last.Data["estimated_remaining_seconds"].ShouldBeNull();
        last.Data["output_video_url"]!.GetValue<string>().ShouldStartWith("http");
        (await stream.NextAsync()).ShouldBeNull();

        using EventReader again = await EventReader.OpenAsync(person, path, last.Id);
        again.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await again.NextAsync()).ShouldBeNull();
        using EventReader later = await EventReader.OpenAsync(person, path, "processing-45-");
        (await later.NextAsync("completed")).Id.ShouldBe(last.Id);
    }

    [Fact]
    public async Task A_video_is_followed_from_its_queue_to_its_end()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        TaskCompletionSource turn = new();
        TaskCompletionSource end = new();
        app.Engine.Script = async (job, watcher, cancellationToken) =>
        {
            await turn.Task.WaitAsync(cancellationToken);
            await watcher.StartedAsync(cancellationToken);
            await watcher.AdvancedAsync(45, cancellationToken);
            await end.Task.WaitAsync(cancellationToken);
            return await app.Engine.SucceedAsync(job, watcher, cancellationToken);
        };
        string id = (await person.GenerateAsync(models)).Text("video.id");
        using EventReader stream = await EventReader.OpenAsync(person, $"/api/v1/generate/{id}/events");
        Event queued = (await stream.NextAsync()).ShouldNotBeNull();
        queued.Status.ShouldBe("queued");
        queued.Data["queue_position"]!.GetValue<int>().ShouldBe(0);
        queued.Data["estimated_remaining_seconds"]!.GetValue<int>().ShouldBeGreaterThan(0);
        turn.SetResult();
        Event processing = await stream.NextAsync("processing");
        while (processing.Data["progress_percent"]!.GetValue<int>() < 45) processing = await stream.NextAsync("processing");
        processing.Data["queue_position"].ShouldBeNull();
        processing.Data["error_message"].ShouldBeNull();
        end.SetResult();
        await stream.NextAsync("completed");
        (await stream.NextAsync()).ShouldBeNull();
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_is_followed_from_its_upload_to_its_end(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        using EventReader stream = await EventReader.OpenAsync(person, $"/api/v1/models/{kind}/{id}/events");
        (await stream.NextAsync()).ShouldNotBeNull().Status.ShouldBe("pending");
        await person.UploadAsync(kind, created);
        await stream.NextAsync("uploading");
        TaskCompletionSource gate = app.Engine.Hold();
        await person.CompleteUploadAsync(kind, id);
        await stream.NextAsync("processing");
        gate.SetResult();
        Event last = await stream.NextAsync("completed");
        last.Data.Select(pair => pair.Key).ShouldBe(
            ["id", "status", "progress_percent", "queue_position", "error_message"]);
        last.Data["progress_percent"]!.GetValue<int>().ShouldBe(100);
        (await stream.NextAsync()).ShouldBeNull();
        using EventReader again = await EventReader.OpenAsync(person, $"/api/v1/models/{kind}/{id}/events", last.Id);
        again.Response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.Refuse("unspeakable_text", "Nothing to say.");
        string id = (await person.GenerateAsync(models)).Text("video.id");
        using EventReader video = await EventReader.OpenAsync(person, $"/api/v1/generate/{id}/events");
        (await video.NextAsync("failed")).Data["error_message"]!.GetValue<string>().ShouldBe("Nothing to say.");
        (await video.NextAsync()).ShouldBeNull();
        string model = await person.UploadedModelAsync("voice");
        using EventReader voice = await EventReader.OpenAsync(person, $"/api/v1/models/voice/{model}/events");
        (await voice.NextAsync("failed")).Data["error_message"]!.GetValue<string>().ShouldBe("Nothing to say.");
        (await voice.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_shows_that_it_lives_and_ends_itself_before_it_is_cut_off()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.HangAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        using EventReader stream = await EventReader.OpenAsync(person, $"/api/v1/generate/{id}/events");
        Event processing = await stream.NextAsync("processing");
        while (processing.Data["progress_percent"]!.GetValue<int>() < 45) processing = await stream.NextAsync("processing");
        for (int beat = 0; beat < 3; beat++)
        {
            app.Time.Advance(TimeSpan.FromSeconds(16));
            await stream.HeartbeatAsync();
        }
        app.Time.Advance(TimeSpan.FromSeconds(165));
        (await stream.NextAsync()).ShouldBeNull();

        using EventReader again = await EventReader.OpenAsync(person, $"/api/v1/generate/{id}/events", processing.Id);
        app.Time.Advance(TimeSpan.FromSeconds(16));
        await again.HeartbeatAsync();
        await person.DeleteAsync($"/api/v1/videos/{id}");
        Event? end = await again.NextAsync();
        if (end is not null)
        {
            end.Status.ShouldBe("failed");
            (await again.NextAsync()).ShouldBeNull();
        }
    }
}
