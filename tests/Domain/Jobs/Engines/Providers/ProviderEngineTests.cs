using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Accounts;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs.Engines.Providers;

/// <summary>A provider is asked for each film at most once, whatever it answers, and whoever says that it is done.</summary>
public sealed class ProviderEngineTests
{
    private static readonly ProviderLimits _limits = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(30), JobsAtOnce: 3);
    private static readonly MediaKey _folder = new(MediaKey.Library, "films/ann/job/");
    private static readonly ProviderReading _made = new(ProviderState.Made, new Uri("https://cdn.example/film.mp4"));
    private static readonly JobOutputs _outputs = new() { DurationSeconds = 5, Video = _folder.File("film.mp4") };
    private static readonly EngineTicket _ticket = new("sora", "ann/job");

    private static readonly EngineTask.PaintFilm _film = new()
    {
        Output = _folder,
        Prompt = "A lighthouse",
        Style = "anime",
        Size = new PictureSize(1080, 1920),
        Seconds = 5,
        Seed = 1,
        Title = "Light",
        Watermark = true,
    };

    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly InMemoryMedia _media;
    private readonly TestProvider _provider;
    private readonly TestEngine _finisher;
    private readonly ProviderEngine _engine;
    private readonly ProviderCallbacks _callbacks;

    public ProviderEngineTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _media = new InMemoryMedia(_time);
        _provider = new TestProvider(_media);
        LeaseHolder holder = new("here", IsAlone: true);
        _finisher = new TestEngine(_store, holder, _time);
        ProviderTasks tasks = new(_store);
        FilmWishes wishes = new(_media, new Uri("https://app.example/callback"), TimeSpan.FromMinutes(30));
        _engine = new ProviderEngine(
            "sora",
            tasks,
            new ProviderAsking(tasks, _provider, wishes, _limits, _time),
            new ProviderFetching(tasks, _media, _provider, _limits, holder, _time),
            new ProviderFinishing(tasks, _media, new Lazy<IMediaEngine>(_finisher)),
            new NoGore(),
            new SignInBench.SequentialSecrets(),
            _limits,
            _time);
        _callbacks = new ProviderCallbacks(_store);
    }

    [Fact]
    public async Task A_film_is_asked_for_once_brought_here_once_and_made_ours()
    {
        for (int time = 0; time < 3; time++) (await SubmitAsync()).State.ShouldBe(EngineState.Working);
        FilmWish wish = _provider.Wishes.ShouldHaveSingleItem();
        (wish.Prompt, wish.IsPortrait, wish.IsHighDefinition, wish.Images.Count).ShouldBe(("A lighthouse\nStyle: anime", true, true, 0));
        (await PollAsync()).AskAgainIn.ShouldBe(_limits.Poll);

        _provider.Tasks["t-1"] = _made;
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        (await FinishingAsync()).SetResult(EngineVerdict.Finished(_outputs));

        (await EndedAsync()).Verdict.ShouldBe(EngineVerdict.Finished(_outputs));
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Finished(_outputs));
        _provider.Fetched.Count.ShouldBe(1);
        await _engine.ForgetAsync(_ticket, default);
        _media.Keys.ShouldBeEmpty("What the provider made goes once it is ours.");
        (await _store.FindAsync<EngineRun>("ann", "job")).ShouldBeNull();
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pictures_go_as_signed_links()
    {
        await SubmitAsync(new EngineTask.AnimateImages
        {
            Output = _folder,
            Images = [new MediaKey(MediaKey.Uploads, "ann/a.png")],
            Prompt = "She turns",
            Size = new PictureSize(1280, 720),
            Seconds = 5,
            Seed = 1,
            Watermark = false,
        });
        FilmWish wish = _provider.Wishes.ShouldHaveSingleItem();
        (wish.IsPortrait, wish.IsHighDefinition).ShouldBe((false, false));
        wish.Images.ShouldBe([new Uri("https://media.example.com/uploads/ann/a.png?name=")]);
    }

    [Fact]
    public async Task What_may_have_been_taken_is_waited_for_and_never_asked_for_again()
    {
        _provider.Answers.Enqueue(() => new ProviderAnswer.Unknown());
        await SubmitAsync();
        for (int minutes = 0; minutes < 30; minutes++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            (await SubmitAsync()).State.ShouldBe(EngineState.Working);
            (await PollAsync()).State.ShouldBe(EngineState.Working);
        }
        _time.Advance(TimeSpan.FromMinutes(1));

        (await PollAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Lost));
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_died_while_it_asked_leaves_it_unknown()
    {
        _provider.Answers.Enqueue(() => throw new SimulatedCrashException());
        await Should.ThrowAsync<SimulatedCrashException>(() => SubmitAsync());
        (await SubmitAsync()).State.ShouldBe(EngineState.Working);
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_callback_tells_the_name_of_a_task_whose_answer_was_lost()
    {
        _provider.Answers.Enqueue(() => new ProviderAnswer.Unknown());
        await SubmitAsync();
        _provider.Tasks["t-9"] = _made with { Callback = _provider.Wishes[0].Callback.AbsoluteUri };

        (await CallBackAsync("t-9")).ShouldBe(new HeardCallback("job", IsNews: true));
        await PollAsync();
        _provider.Fetched.Count.ShouldBe(1);
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_provider_can_be_asked_it_is_before_anything_else()
    {
        _provider.CanLookUp = true;
        _provider.Answers.Enqueue(() => new ProviderAnswer.Unknown());
        _provider.Found = "t-3";
        _provider.Tasks["t-3"] = _made;
        await SubmitAsync();
        _provider.Fetched.Count.ShouldBe(1);
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_that_a_callback_says_is_believed()
    {
        _provider.Answers.Enqueue(() => new ProviderAnswer.Unknown());
        await SubmitAsync();
        _provider.Tasks["others"] = _made with { Callback = "https://app.example/callback?task=bob.job&secret=x" };

        (await CallBackAsync("others")).ShouldNotBeNull();
        (await CallBackAsync("unknown")).ShouldNotBeNull();
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        _provider.Fetched.ShouldBeEmpty();

        _provider.Tasks["ours"] = new ProviderReading(ProviderState.Waiting);
        await CallBackAsync("ours");
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        (await TaskAsync()).TaskId.ShouldBe("ours");
        _provider.Fetched.ShouldBeEmpty("It is asked, and is not done.");
    }

    [Fact]
    public async Task Only_whoever_has_the_secret_is_heard_and_only_of_this_task()
    {
        await SubmitAsync();
        string secret = (await TaskAsync()).Secret;
        (await _callbacks.TakeAsync("ann.job", "another", "t-1", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("ann.job", "", "t-1", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("bob.job", secret, "t-1", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("ann.job.more", secret, "t-1", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("ann./job", secret, "t-1", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("", "", "", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("ann.job", secret, "t-2", default)).ShouldBeNull();
        (await _callbacks.TakeAsync("ann.job", secret, "t-1", default)).ShouldBe(new HeardCallback("job", IsNews: true));
    }

    [Fact]
    public async Task A_callback_after_the_end_is_known_for_a_week_and_changes_nothing()
    {
        _provider.Tasks["t-1"] = new ProviderReading(ProviderState.Failed);
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Failed));
        await _engine.ForgetAsync(_ticket, default);
        await _engine.ForgetAsync(_ticket, default);

        (await CallBackAsync("t-1")).ShouldBe(new HeardCallback("job", IsNews: false));
        (await TaskAsync()).Order.ShouldBeNull("What was asked for is forgotten.");
        string secret = (await TaskAsync()).Secret;
        _time.Advance(TimeSpan.FromDays(8));
        (await _callbacks.TakeAsync("ann.job", secret, "t-1", default)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_certainly_not_taken_is_asked_again_later_and_later_and_not_for_ever()
    {
        for (int time = 0; time < 100; time++) _provider.Answers.Enqueue(() => new ProviderAnswer.Busy(TimeSpan.FromMinutes(2)));
        EngineStatus status = await SubmitAsync();
        status.AskAgainIn.ShouldBe(TimeSpan.FromMinutes(2));
        _time.Advance(TimeSpan.FromSeconds(119));
        await PollAsync();
        _provider.Wishes.Count.ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await PollAsync();
        _provider.Wishes.Count.ShouldBe(2);

        for (int minutes = 0; minutes < 40; minutes++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            status = await PollAsync();
        }
        status.Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Busy));
        _provider.Wishes.Count.ShouldBeInRange(10, 20);
    }

    [Theory]
    [InlineData(1, null, 5)]
    [InlineData(3, null, 20)]
    [InlineData(50, null, 300)]
    [InlineData(1, 60, 60)]
    [InlineData(1, 1, 5)]
    [InlineData(1, 86400, 300)]
    [InlineData(1, -5, 5)]
    public void The_provider_says_when_to_come_back_within_bounds(int refusals, int? asked, int seconds) =>
        ProviderLimits.PauseAfter(refusals, asked is { } wanted ? TimeSpan.FromSeconds(wanted) : null)
            .ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task A_refusal_ends_it()
    {
        _provider.Answers.Enqueue(() => new ProviderAnswer.Refused(ProviderFailures.Refused));
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Refused));
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Refused));
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_must_not_be_made_is_asked_of_nobody()
    {
        EngineStatus status = await SubmitAsync(_film with { Prompt = "gore" });
        status.Verdict!.Failure!.Code.ShouldBe(ForbiddenContent.Code);
        _provider.Wishes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_never_ends_is_waited_for_and_not_for_ever()
    {
        await SubmitAsync();
        _provider.IsDown = true;
        _time.Advance(TimeSpan.FromMinutes(30));
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await PollAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(JobFailure.TimedOut));
    }

    [Theory]
    [InlineData(ProviderFetch.Refused, 1)]
    [InlineData(ProviderFetch.Failed, 5)]
    public async Task A_film_that_cannot_be_brought_here_ends_it(ProviderFetch fetch, int times)
    {
        _provider.Tasks["t-1"] = _made;
        _provider.Fetch = () => Task.FromResult(fetch);
        await SubmitAsync();
        for (int time = 0; time < times; time++) await PollAsync();
        (await PollAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Unusable));
        _provider.Fetched.Count.ShouldBe(times);
    }

    [Fact]
    public async Task One_brings_the_film_while_others_wait()
    {
        TaskCompletionSource<ProviderFetch> fetch = new();
        await SubmitAsync();
        _provider.Tasks["t-1"] = _made;
        _provider.Fetch = () => fetch.Task;
        Task<EngineStatus> first = PollAsync();
        (await PollAsync()).State.ShouldBe(EngineState.Working);
        fetch.SetResult(ProviderFetch.Stored);
        await first;
        _provider.Fetched.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_after_it_was_given_up_does_not_stay()
    {
        TaskCompletionSource<ProviderFetch> fetch = new();
        await SubmitAsync();
        _provider.Tasks["t-1"] = _made;
        _provider.Fetch = () => fetch.Task;
        Task<EngineStatus> poll = PollAsync();
        await _engine.CancelAsync(_ticket, default);
        await _engine.ForgetAsync(_ticket, default);
        fetch.SetResult(ProviderFetch.Stored);

        (await poll).Verdict.ShouldBe(EngineVerdict.Impossible(JobFailure.Unwanted));
        _media.Keys.ShouldBeEmpty();
        (await SubmitAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(JobFailure.Unwanted));
        _provider.Wishes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_film_that_is_none_is_told_in_words_for_whoever_ordered_it()
    {
        _provider.Tasks["t-1"] = _made;
        await SubmitAsync();
        (await FinishingAsync()).SetResult(EngineVerdict.Impossible(new JobFailure("corrupt_file", "Please upload it anew.")));
        (await EndedAsync()).Verdict.ShouldBe(EngineVerdict.Impossible(ProviderFailures.Unusable));
    }

    [Fact]
    public async Task An_engine_that_broke_over_a_film_begins_again_and_the_provider_is_not_asked()
    {
        _provider.Tasks["t-1"] = _made;
        await SubmitAsync();
        (await FinishingAsync()).SetException(new IOException("It broke."));
        (await EndedAsync()).State.ShouldBe(EngineState.Broken);

        (await SubmitAsync()).State.ShouldBe(EngineState.Working);
        (await FinishingAsync(times: 2)).SetResult(EngineVerdict.Finished(_outputs));
        (await EndedAsync()).Verdict.ShouldBe(EngineVerdict.Finished(_outputs));
        (_provider.Wishes.Count, _provider.Fetched.Count, _finisher.Begun).ShouldBe((1, 1, 2));
    }

    private Task<EngineStatus> SubmitAsync(EngineTask? task = null) => _engine.SubmitAsync(
        new EngineOrder(new JobReference("ann", "job", "cinema", "film"), "lane", task ?? _film, TimeSpan.FromMinutes(10)),
        new Indifferent(),
        default);

    private Task<EngineStatus> PollAsync() => _engine.PollAsync(_ticket, new Indifferent(), TimeSpan.Zero, default);

    // What is handed in begins behind the answer.
    private async Task<TaskCompletionSource<EngineVerdict>> FinishingAsync(int times = 1)
    {
        while (_finisher.Begun < times) await Task.Delay(1);
        return _finisher.Last;
    }

    // Its own engine keeps the answer until it has ended.
    private Task<EngineStatus> EndedAsync() => _engine.PollAsync(_ticket, new Indifferent(), TimeSpan.FromMinutes(5), default);

    private async Task<ProviderTask> TaskAsync() => (await _store.FindAsync<ProviderTask>("ann", "job"))!.Value;

    private async Task<HeardCallback?> CallBackAsync(string taskId) =>
        await _callbacks.TakeAsync("ann.job", (await TaskAsync()).Secret, taskId, default);

    private sealed class NoGore : IContentRules
    {
        public ForbiddenContent? Judge(string text) => text == "gore" ? new ForbiddenContent("gore", ["gore"]) : null;
    }
}
