using Understudy.Domain.Billing;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

public sealed class RecoveryTests
{
    private static readonly DateTimeOffset _old = Samples.Now.AddMinutes(-1).AddTicks(-1);

    private readonly ManualTime _time = new();
    private readonly RecordedPipelines _pipelines = new();
    private readonly DeletedMedia _media = new();
    private readonly InMemoryDocumentStore _store;
    private readonly WalletLedger _ledger;
    private readonly Recovery _recovery;
    private readonly Lanes _lanes;

    public RecoveryTests()
    {
        _store = new InMemoryDocumentStore(_time);
        JobParts parts = new(_store, _media, _time);
        _ledger = parts.Ledger;
        _recovery = parts.Recovery;
        _lanes = parts.Lanes;
    }

    [Fact]
    public async Task Work_without_a_pipeline_gets_one()
    {
        foreach (CloneModel model in UnfinishedModels(_old)) await _store.CreateAsync(model);
        foreach (Job job in UnfinishedJobs(_old)) await _store.CreateAsync(job);

        (await SweepAsync()).ShouldBe(5);
        _pipelines.Started.ShouldBe(
            ["pending", "uploading", "processing", "queued", "making"], ignoreOrder: true);
        (await SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Work_whose_pipeline_ended_without_ending_it_fails_and_costs_nothing()
    {
        foreach (CloneModel model in UnfinishedModels(_old))
        {
            _pipelines[model.Id] = PipelineState.Over;
            await _store.CreateAsync(model);
        }

        foreach (Job job in UnfinishedJobs(_old))
        {
            _pipelines[job.Id] = PipelineState.Over;
            await CreateHeldAsync(job);
        }

        (await SweepAsync()).ShouldBe(5);
        foreach (CloneModel model in await AllAsync<CloneModel>())
            (model.State, model.Failure).ShouldBe((ModelState.Failed, JobFailure.EngineCrashed));
        foreach (Job job in await AllAsync<Job>())
        {
            (job.State, job.Failure).ShouldBe((JobState.Failed, JobFailure.EngineCrashed));
            _media.Folders.ShouldContain(TalkingVideo.FolderOf("ann", job.Id));
        }

        (await BalanceAsync()).ShouldBe(new WalletBalance(10, 10, 0));
        _pipelines.Started.ShouldBeEmpty();
        _pipelines.Announced.Count.ShouldBe(5);
        (await SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Work_whose_pipeline_goes_on_is_left_alone()
    {
        foreach (CloneModel model in UnfinishedModels(_old))
        {
            _pipelines[model.Id] = PipelineState.Running;
            await _store.CreateAsync(model);
        }

        foreach (Job job in UnfinishedJobs(_old))
        {
            _pipelines[job.Id] = PipelineState.Running;
            await _store.CreateAsync(job);
        }

        await NothingHappensAsync();
    }

    [Fact]
    public async Task A_pipeline_that_did_not_hear_of_a_confirmed_upload_hears_of_it_again()
    {
        foreach (CloneModel model in UnfinishedModels(_old))
        {
            _pipelines[model.Id] = PipelineState.Running;
            await _store.CreateAsync(model);
        }

        (await SweepAsync()).ShouldBe(0);
        _pipelines.Told.ShouldBe([$"upload-processing {ModelSources.Confirmed}"]);
    }

    [Fact]
    public async Task Work_from_before_the_clock_was_put_back_is_put_right_at_once()
    {
        DateTimeOffset ahead = Samples.Now.AddDays(1);
        foreach (CloneModel model in UnfinishedModels(ahead)) await _store.CreateAsync(model);
        foreach (Job job in UnfinishedJobs(ahead)) await _store.CreateAsync(job);

        (await SweepAsync()).ShouldBe(5);
    }

    [Theory]
    [InlineData(PipelineState.Missing)]
    [InlineData(PipelineState.Over)]
    public async Task Work_that_is_not_older_than_a_minute_is_left_alone(PipelineState pipeline)
    {
        // A sweep sees what is older than a minute, and nothing else.
        DateTimeOffset fresh = Samples.Now.AddMinutes(-1);
        foreach (CloneModel model in UnfinishedModels(fresh))
        {
            _pipelines[model.Id] = pipeline;
            await _store.CreateAsync(model);
        }

        foreach (Job job in UnfinishedJobs(fresh).Append(Samples.Video("given-up", fresh).Cancel(fresh)))
        {
            _pipelines[job.Id] = pipeline;
            await _store.CreateAsync(job);
        }

        await NothingHappensAsync();
        _time.Advance(TimeSpan.FromTicks(1));
        (await SweepAsync()).ShouldBe(6);
    }

    [Theory]
    [InlineData(PipelineState.Missing)]
    [InlineData(PipelineState.Over)]
    public async Task Work_that_has_ended_is_left_alone(PipelineState pipeline)
    {
        await _store.CreateAsync(Samples.Model("trained", _old).Complete(Samples.Outputs, _old));
        await _store.CreateAsync(Samples.Model("failed", _old).Fail(Samples.NoFace, _old));
        await _store.CreateAsync(Samples.Video("made", _old).Complete(Samples.Outputs, 1, _old));
        await _store.CreateAsync(Samples.Video("impossible", _old).Fail(Samples.NoFace, _old));
        foreach (string id in new[] { "trained", "failed", "made", "impossible" }) _pipelines[id] = pipeline;

        await NothingHappensAsync();
    }

    [Fact]
    public async Task Training_is_put_right_once_with_its_job()
    {
        CloneModel model = Samples.Model("processing", _old).Confirm(_old);
        await _store.CreateAsync(model);
        await _store.CreateAsync(
            Samples.Video("processing", _old) with { Kind = VideoTrainingKind.KindName, Inputs = JobInputs.Of(new TrainingInputs("videoTraining", model.Source, model.Files)) });
        _pipelines["processing"] = PipelineState.Over;

        (await SweepAsync()).ShouldBe(1);
        (await AllAsync<Job>()).Single().State.ShouldBe(JobState.Failed);
        (await AllAsync<CloneModel>()).Single().State.ShouldBe(ModelState.Failed);
    }

    [Fact]
    public async Task A_deletion_that_was_cut_off_is_finished()
    {
        await CreateHeldAsync(Samples.Video("given-up", _old).Cancel(_old));

        (await SweepAsync()).ShouldBe(1);
        (await AllAsync<Job>()).ShouldBeEmpty();
        (await BalanceAsync()).ShouldBe(new WalletBalance(10, 10, 0));
        _pipelines.Cancelled.ShouldBe(["given-up"]);
        _media.Folders.ShouldBe([new MediaKey(MediaKey.Library, "videos/ann/given-up/")]);
        (await SweepAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Work_of_many_pages_and_people_is_all_found()
    {
        string[] ids = [.. Enumerable.Range(0, 250).Select(n => $"job{n:000}")];
        foreach (string id in ids)
            await _store.CreateAsync(Samples.Video(id, _old) with { OwnerId = $"owner-of-{id}" });

        (await SweepAsync()).ShouldBe(250);
        _pipelines.Started.ShouldBe(ids);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sweep_that_died_anywhere_is_completed_by_the_next_one(bool afterwards)
    {
        int deaths = 0;
        for (int call = 1; call <= 60; call++)
        {
            RecoveryTests test = new();
            test._pipelines["queued"] = PipelineState.Over;
            test._pipelines["processing"] = PipelineState.Over;
            await test.CreateHeldAsync(Samples.Video("queued", _old));
            await test.CreateHeldAsync(Samples.Video("given-up", _old).Cancel(_old));
            await test._store.CreateAsync(Samples.Model("processing", _old).Confirm(_old));
            test._store.Faults = new CrashAt(call, afterwards);
            try
            {
                await test.SweepAsync();
            }
            catch (Exception exception) when (exception is SimulatedCrashException or AggregateException)
            {
                deaths++;
            }

            test._store.Faults = null;
            await test.SweepAsync();
            (await test.AllAsync<Job>()).Select(job => (job.Id, job.State)).ShouldBe([("queued", JobState.Failed)]);
            (await test.AllAsync<CloneModel>()).Single().State.ShouldBe(ModelState.Failed);
            (await test.BalanceAsync()).ShouldBe(new WalletBalance(10, 10, 0), $"after a crash at call {call}");
        }

        deaths.ShouldBeInRange(5, 59);
    }

    [Fact]
    public async Task Work_that_cannot_be_put_right_keeps_no_lane_from_its_next_turn()
    {
        await _store.CreateAsync(Samples.Video("queued", _old));
        _pipelines.Silent = "queued";
        // Its turn was left behind when its document went.
        Job gone = Samples.Video("gone", _old) with { OwnerId = "ben" };
        await _store.CreateAsync(gone);
        await _lanes.EnterAsync(gone, default);
        (await _lanes.NextAsync(gone.Lane, 1, default)).ShouldHaveSingleItem().JobId.ShouldBe("gone");
        await _store.DeleteAsync<Job>(gone.OwnerId, gone.Id);

        await Should.ThrowAsync<AggregateException>(SweepAsync);
        (await _lanes.HasTurnAsync(gone, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Work_whose_old_pipeline_does_not_end_keeps_no_other_from_being_put_right()
    {
        await _store.CreateAsync(Samples.Video("first", _old.AddMinutes(-1)));
        await _store.CreateAsync(Samples.Video("second", _old));
        _pipelines["first"] = PipelineState.Outdated;
        _pipelines.Endless = "first";

        await Should.ThrowAsync<AggregateException>(SweepAsync);
        _pipelines.Started.ShouldBe(["second"]);
    }

    private static CloneModel[] UnfinishedModels(DateTimeOffset createdAt) =>
    [
        Samples.Model("pending", createdAt),
        Samples.Model("uploading", createdAt).Arrive(createdAt),
        Samples.Model("processing", createdAt).Confirm(createdAt),
    ];

    private static Job[] UnfinishedJobs(DateTimeOffset createdAt) =>
        [Samples.Video("queued", createdAt), Samples.Video("making", createdAt).Start(createdAt)];

    private async Task NothingHappensAsync()
    {
        CloneModel[] models = await AllAsync<CloneModel>();
        Job[] jobs = await AllAsync<Job>();
        (await SweepAsync()).ShouldBe(0);
        (await AllAsync<CloneModel>()).ShouldBe(models);
        (await AllAsync<Job>()).ShouldBe(jobs);
        _pipelines.Started.ShouldBeEmpty();
        _pipelines.Cancelled.ShouldBeEmpty();
        _media.Folders.ShouldBeEmpty();
    }

    private async Task CreateHeldAsync(Job job)
    {
        await _ledger.GrantAsync(Minutes.Wallet("ann"), new Grant("minutes", 10, "plan", null));
        await _ledger.HoldAsync(Minutes.Wallet("ann"), job.Id, job.Cost);
        await _store.CreateAsync(job);
    }

    private Task<int> SweepAsync() => _recovery.SweepAsync(_pipelines, default);

    private Task<WalletBalance> BalanceAsync() => _ledger.GetBalanceAsync(Minutes.Wallet("ann"));

    private async Task<T[]> AllAsync<T>()
        where T : class, IDocument =>
        [.. (await _store.QueryAsync<T>(new DocumentQuery { Limit = 1000 })).Items.Select(item => item.Value)];
}
