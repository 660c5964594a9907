using System.Diagnostics;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Understudy.Domain.Jobs.Engines;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>The app, two workers and a broker, each a process of its own; workers die, stop and are told to.</summary>
public sealed class WorkerTests(WorkerTests.Studio studio) : IClassFixture<WorkerTests.Studio>
{
    // It takes longer to make than to notice that a worker is at it.
    private const string Text = "A worker may die at any time, and another one will say this to the end.";

    private AppProcess App => studio.App;

    [Fact]
    public async Task A_render_whose_worker_is_killed_is_finished_by_the_other_and_charged_once()
    {
        int before = await studio.UsedAsync();
        (string job, WorkerProcess holder, WorkerProcess other) = await studio.BeginAsync(Text);

        await holder.KillAsync();

        await other.SaysAsync($"Job {job}, attempt 1, begins here, delivery 2");
        await App.WaitAsync($"/api/v1/generate/{job}/status", v => Status(v) == "completed");
        JsonNode video = (await App.GetAsync($"/api/v1/videos/{job}"))["video"]!;
        video["credits_used"]!.GetValue<int>().ShouldBe(1);
        await Probe.OfAsync(await App.DownloadAsync(video["output_video_url"]!.GetValue<string>(), $"{job}.mp4"));
        (await studio.UsedAsync()).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_worker_that_is_asked_to_stop_hands_its_work_over()
    {
        (string job, WorkerProcess holder, WorkerProcess other) = await studio.BeginAsync(Text);

        (await holder.StopAsync()).ShouldBe(0, holder.Said);

        holder.Said.ShouldContain($"Job {job}, attempt 1, is over: GivenBack");
        await other.SaysAsync($"Job {job}, attempt 1, begins here, delivery 2");
        await App.WaitAsync($"/api/v1/generate/{job}/status", v => Status(v) == "completed");
    }

    [Fact]
    public async Task A_render_that_is_given_up_stops_at_its_worker_and_leaves_nothing()
    {
        (string job, WorkerProcess holder, _) = await studio.BeginAsync(Text);

        using HttpResponseMessage deleted = await App.Http.DeleteAsync($"/api/v1/videos/{job}");
        deleted.IsSuccessStatusCode.ShouldBeTrue();

        await holder.SaysAsync($"Job {job}, attempt 1, is over: Unwanted");
        Directory.EnumerateFiles(Path.Combine(App.DataFolder, "media"), "*", SearchOption.AllDirectories)
            .Where(file => file.Contains(job, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EngineQueues.Jobs, "Malformed")]
    [InlineData(EngineQueues.Results, "MaxDeliveryCountExceeded")]
    public async Task What_nobody_can_read_is_laid_aside_and_sent_again_by_an_operator(string queue, string reason)
    {
        await studio.TwoAsync();
        await using ServiceBusClient client = new(studio.Broker.Connection);
        await client.CreateSender(queue).SendMessageAsync(new ServiceBusMessage("{}") { MessageId = $"bad-{queue}" });

        string listed = await Eventually.GetAsync(
            () => studio.LettersAsync(HttpMethod.Get), letters => letters.Contains($"bad-{queue} {reason}", StringComparison.Ordinal));
        listed.ShouldContain(queue);
        (await studio.LettersAsync(HttpMethod.Post)).ShouldContain($"bad-{queue}");

        // It is no better now.
        await Eventually.GetAsync(
            () => studio.LettersAsync(HttpMethod.Get),
            letters => letters.Contains($"bad-{queue}:again:", StringComparison.Ordinal));
        using HttpResponseMessage stranger = await App.Http.GetAsync("/operator/dead-letters");
        stranger.IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_without_a_broker_says_so_and_ends()
    {
        await using var worker = WorkerProcess.Start(broker: null, studio.App.DataFolder);
        (await worker.EndAsync()).ShouldBe(1);
        await worker.SaysAsync("error: There is no broker to take work from: set ServiceBus");
    }

    [Fact]
    public async Task An_app_that_has_workers_and_no_broker_does_not_start()
    {
        await using AppProcess app = new();
        (int code, string said) = await app.FailAsync(null, ("Understudy__Engines__Default", "queue"));
        code.ShouldBe(1, said);
        said.ShouldStartWith("error: Understudy:Engines:Default is 'queue', which needs a broker");
        said.TrimEnd().Split('\n').ShouldHaveSingleItem();
    }

    private static string Status(JsonNode answer)
    {
        string status = answer["video"]!["status"]!.GetValue<string>();
        status.ShouldNotBe("failed", answer.ToJsonString());
        return status;
    }

    /// <summary>A person who is trained already, and what the tests need to begin.</summary>
    public sealed class Studio : IAsyncLifetime
    {
        private readonly List<WorkerProcess> _workers = [];
        private string _looks = null!;
        private string _voice = null!;

        public Broker Broker { get; private set; } = null!;

        public AppProcess App { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            // Short, so that a worker's death is noticed; a slow machine has to come to renew it in time all the same.
            Broker = await Broker.StartAsync(TimeSpan.FromSeconds(15));
            App = new AppProcess
            {
                Settings = new Dictionary<string, string>
                {
                    ["ServiceBus"] = Broker.Connection,
                    ["Understudy__Engines__Default"] = "queue",
                    ["LocalRuntime__MasterKey"] = "operator",
                    // The tests ask for dead letters until there are some.
                    ["Understudy__PageRequestsPerMinute"] = "1000000",
                },
            };
            await App.StartAsync();
            await App.SignInAsync();
            await TwoAsync();
            _looks = await App.UploadModelAsync("video");
            _voice = await App.UploadModelAsync("voice");
            foreach ((string kind, string id) in new[] { ("video", _looks), ("voice", _voice) })
            {
                await App.WaitAsync($"/api/v1/models/{kind}/{id}", m =>
                {
                    string status = m["model"]!["status"]!.GetValue<string>();
                    status.ShouldNotBe("failed", m.ToJsonString());
                    return status == "completed";
                });
            }
        }

        public async Task DisposeAsync()
        {
            foreach (WorkerProcess worker in _workers) await worker.DisposeAsync();
            await App.DisposeAsync();
            await Broker.DisposeAsync();
        }

        /// <summary>Sees to it that there are two workers that live.</summary>
        public async Task TwoAsync()
        {
            foreach (WorkerProcess ended in _workers.Where(worker => worker.HasEnded).ToArray())
            {
                _workers.Remove(ended);
                await ended.DisposeAsync();
            }
            while (_workers.Count < 2) _workers.Add(WorkerProcess.Start(Broker.Connection, App.DataFolder));
            foreach (WorkerProcess worker in _workers) await worker.SaysAsync("This worker takes");
        }

        /// <summary>Has a video made, and waits until one of two workers is at it.</summary>
        public async Task<(string Job, WorkerProcess Holder, WorkerProcess Other)> BeginAsync(string text)
        {
            await TwoAsync();
            string job = (await GenerateAsync(text))["video"]!["id"]!.GetValue<string>();
            string begun = $"Job {job}, attempt 1, begins here";
            await Eventually.HoldsAsync(
                () => _workers.Exists(worker => worker.Said.Contains(begun, StringComparison.Ordinal)), begun, Limits.Work);
            WorkerProcess holder = _workers.Single(worker => worker.Said.Contains(begun, StringComparison.Ordinal));
            await App.WaitAsync(
                $"/api/v1/generate/{job}/status", v => v["video"]!["status"]!.GetValue<string>() == "processing");
            return (job, holder, _workers.Single(worker => worker != holder));
        }

        /// <summary>How many minutes were used.</summary>
        public async Task<int> UsedAsync() =>
            (await App.GetAsync("/api/v1/usage"))["usage"]!["used_minutes"]!.GetValue<int>();

        /// <summary>What an operator is told of dead letters.</summary>
        public async Task<string> LettersAsync(HttpMethod method)
        {
            using HttpRequestMessage request = new(method, "/operator/dead-letters");
            request.Headers.Add("x-functions-key", "operator");
            using HttpResponseMessage answer = await App.Http.SendAsync(request);
            string text = await answer.Content.ReadAsStringAsync();
            answer.IsSuccessStatusCode.ShouldBeTrue(text);
            return text;
        }

        private Task<JsonNode> GenerateAsync(string text) => App.PostAsync("/api/v1/generate", new
        {
            video_model_id = _looks,
            voice_model_id = _voice,
            input_text = text,
            language = "en",
        });
    }
}
