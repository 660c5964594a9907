using System.Collections.Concurrent;
using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Positions in the queue.</summary>
public sealed class LaneTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _turns = new();

    public void Dispose() => app.Engine.Script = null;

    [Fact]
    public async Task A_position_is_the_number_of_waiting_jobs_ahead()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        using Person other = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        Pair othersModels = await other.TrainedPairAsync();
        own.App.Engine.Script = async (job, watcher, cancellationToken) =>
        {
            await TurnOf(job.Id).Task.WaitAsync(cancellationToken);
            await watcher.StartedAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new System.Diagnostics.UnreachableException();
        };
        List<(Person Who, string Id)> videos = [];
        foreach (Person who in new[] { person, other, person, other })
        {
            Answer queued = await who.GenerateAsync(who == person ? models : othersModels);
            queued.Number("video.queue_position").ShouldBe(videos.Count);
            videos.Add((who, queued.Text("video.id")));
        }
        await ShouldWaitAtAsync(videos, 0, 1, 2, 3);
        await StartAsync(videos[0]);
        await ShouldWaitAtAsync(videos, null, 0, 1, 2);
        await StartAsync(videos[1]);
        await ShouldWaitAtAsync(videos, null, null, 0, 1);
        await person.DeleteAsync($"/api/v1/videos/{videos[0].Id}");
        await ShouldWaitAtAsync(videos[1..], null, 0, 1);
        // Nobody waits for a deleted video, and it leaves no gap behind.
        await person.DeleteAsync($"/api/v1/videos/{videos[2].Id}");
        await ShouldWaitAtAsync([videos[1], videos[3]], null, 0);
        await other.DeleteAsync($"/api/v1/videos/{videos[3].Id}");
        (await person.GenerateAsync(models)).Number("video.queue_position").ShouldBe(0);
    }

    [Fact]
    public async Task Who_comes_later_is_ahead_of_the_second_video_of_another()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        using Person other = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        Pair othersModels = await other.TrainedPairAsync();
        own.App.Engine.Script = ScriptedEngine.WaitAsync;
        List<(Person Who, string Id)> videos = [];
        foreach (Person who in new[] { person, person, person, other })
            videos.Add((who, (await who.GenerateAsync(who == person ? models : othersModels)).Text("video.id")));
        await ShouldWaitAtAsync(videos, 0, 2, 3, 1);
        Answer last = await person.GetAsync($"/api/v1/generate/{videos[2].Id}/status");
        Answer first = await person.GetAsync($"/api/v1/generate/{videos[0].Id}/status");
        last.Number("video.estimated_remaining_seconds").ShouldBe(4 * first.Number("video.estimated_remaining_seconds"));
    }

    [Fact]
    public async Task So_many_videos_may_wait_and_one_more_is_refused_and_costs_nothing()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.Settings["MaxWaitingJobs"] = "1");
        using Person person = await own.App.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        own.App.Engine.Script = ScriptedEngine.WaitAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        Answer refused = await person.GenerateAsync(models);
        refused.ShouldBeError(HttpStatusCode.BadRequest, "TOO_MANY_JOBS");
        refused.Number("error.details.limit").ShouldBe(1);
        (await person.GetAsync("/api/v1/videos")).Number("pagination.total").ShouldBe(1);
        await person.DeleteAsync($"/api/v1/videos/{id}");
        Answer again = await person.GenerateAsync(models);
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Number("usage.minutes_remaining").ShouldBe(2);
    }

    [Fact]
    public async Task A_waiting_video_tells_how_long_it_will_take()
    {
        using Person person = await app.NewPersonAsync();
        Pair models = await person.TrainedPairAsync();
        app.Engine.Script = ScriptedEngine.WaitAsync;
        string id = (await person.GenerateAsync(models)).Text("video.id");
        Answer status = await person.GetAsync($"/api/v1/generate/{id}/status");
        status["video"]!.AsObject().Select(pair => pair.Key).ShouldBe(
            ["id", "status", "queue_position", "progress_percent", "estimated_remaining_seconds", "processing_started_at"]);
        status.Text("video.status").ShouldBe("queued");
        status.Number("video.progress_percent").ShouldBe(0);
        status.Number("video.estimated_remaining_seconds").ShouldBeGreaterThan(0);
        status["video.processing_started_at"].ShouldBeNull();
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_waiting_model_tells_its_position(string kind)
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        own.App.Engine.Script = ScriptedEngine.WaitAsync;
        for (int ahead = 0; ahead < 3; ahead++)
            (await WaitingPositionAsync(person, kind)).ShouldBe(ahead);
    }

    [Fact]
    public async Task Voices_wait_for_voices_alone()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await own.App.NewPersonAsync();
        own.App.Engine.Script = ScriptedEngine.WaitAsync;
        foreach ((string kind, int ahead) in new[]
            { ("video", 0), ("video", 1), ("voice", 0), ("video", 2), ("voice", 1), ("voice", 2) })
            (await WaitingPositionAsync(person, kind)).ShouldBe(ahead, kind);
    }

    // Uploads a model; its position in the queue as soon as it has one.
    private static async Task<int> WaitingPositionAsync(Person person, string kind)
    {
        string id = await person.UploadedModelAsync(kind);
        using EventReader events = await EventReader.OpenAsync(person, $"/api/v1/models/{kind}/{id}/events");
        Event waiting = await events.NextAsync("processing");
        while (waiting.Data["queue_position"] is null) waiting = await events.NextAsync("processing");
        return waiting.Data["queue_position"]!.GetValue<int>();
    }

    private static async Task ShouldWaitAtAsync(IEnumerable<(Person Who, string Id)> videos, params int?[] positions)
    {
        List<int?> actual = [];
        foreach ((Person who, string id) in videos)
        {
            Answer status = await who.GetAsync($"/api/v1/generate/{id}/status");
            actual.Add(status["video.queue_position"]?.GetValue<int>());
        }
        actual.ShouldBe(positions);
    }

    private async Task StartAsync((Person Who, string Id) video)
    {
        TurnOf(video.Id).SetResult();
        await video.Who.VideoAsync(video.Id, "processing");
    }

    private TaskCompletionSource TurnOf(string id) => _turns.GetOrAdd(
        id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
