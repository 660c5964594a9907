using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>A pipeline begins, whatever has become of its job meanwhile.</summary>
public sealed class JobAdmissionTests
{
    private static readonly WalletBalance _free = new(5, 5, 0);

    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly DeletedMedia _media = new();
    private readonly JobParts _parts;

    public JobAdmissionTests()
    {
        _store = new InMemoryDocumentStore(_time);
        _parts = new JobParts(_store, _media, _time);
    }

    [Fact]
    public async Task A_job_that_can_be_done_holds_what_it_costs_and_that_once()
    {
        Job job = await WaitingAsync();

        (await AdmitAsync(job)).ShouldNotBeNull().Id.ShouldBe(job.Id);
        (await AdmitAsync(job)).ShouldNotBeNull().State.ShouldBe(JobState.Queued);

        (await BalanceAsync(job)).ShouldBe(new WalletBalance(5, 3, 2));
        (await IsWaitingAsync(job)).ShouldBeTrue();
        _media.Folders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_a_job_that_was_cancelled_before_its_pipeline_began_nothing_is_left()
    {
        Job job = await WaitingAsync();
        await AdmitAsync(job);
        await _store.UpdateAsync<Job>(job.OwnerId, job.Id, known => known.Cancel(_time.Now));

        (await AdmitAsync(job)).ShouldBeNull();

        await ShouldBeClearedAsync(job);
        (await FindAsync(job)).ShouldNotBeNull().State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task Of_a_job_that_was_deleted_before_its_pipeline_began_nothing_is_left()
    {
        Job job = await WaitingAsync();
        await AdmitAsync(job);
        await _store.DeleteAsync<Job>(job.OwnerId, job.Id);

        (await AdmitAsync(job)).ShouldBeNull();

        (await BalanceAsync(job)).ShouldBe(_free);
        _media.Folders.ShouldBe([TalkingVideo.FolderOf(job.OwnerId, job.Id)]);
    }

    [Fact]
    public async Task A_job_that_is_done_already_keeps_what_it_made()
    {
        Job job = await WaitingAsync();
        await AdmitAsync(job);
        await _parts.Settlement.CompleteAsync(_parts.Kinds.ReferenceOf(job), Samples.Outputs, default);

        (await AdmitAsync(job)).ShouldBeNull();

        _media.Folders.ShouldBeEmpty();
        (await BalanceAsync(job)).ShouldBe(new WalletBalance(5, 4, 0));
        (await FindAsync(job)).ShouldNotBeNull().State.ShouldBe(JobState.Completed);
    }

    [Fact]
    public async Task A_job_whose_cost_is_not_there_any_more_fails_and_leaves_its_lane()
    {
        Job job = await WaitingAsync(cost: 6);

        (await AdmitAsync(job)).ShouldBeNull();

        await ShouldBeClearedAsync(job);
        (await FindAsync(job)).ShouldNotBeNull().Failure.ShouldBe(_parts.Kinds.Of(_parts.Kinds.ReferenceOf(job)).Unaffordable);
    }

    [Fact]
    public async Task A_job_that_cannot_be_done_any_more_fails_without_its_cost_being_held()
    {
        Job job = await WaitingAsync();
        await _store.DeleteAsync<CloneModel>(job.OwnerId, "voice");

        (await AdmitAsync(job)).ShouldBeNull();

        await ShouldBeClearedAsync(job);
        (await FindAsync(job)).ShouldNotBeNull().Failure.ShouldBe(TalkingVideoKind.ModelGone);
    }

    private async Task<Job> WaitingAsync(int cost = 2)
    {
        Job job = Samples.Video() with { Cost = cost };
        await _store.CreateAsync(Samples.Model());
        await _store.CreateAsync(Samples.Model("voice"));
        await _store.CreateAsync(job);
        await _parts.Ledger.GrantAsync(job.Wallet!, new Grant("gift", 5, "gift", null));
        (await _parts.Lanes.EnterAsync(job, default)).Succeeded.ShouldBeTrue();
        return job;
    }

    private async Task ShouldBeClearedAsync(Job job)
    {
        (await BalanceAsync(job)).ShouldBe(_free);
        (await IsWaitingAsync(job)).ShouldBeFalse();
        _media.Folders.ShouldBe([TalkingVideo.FolderOf(job.OwnerId, job.Id)]);
    }

    private Task<Job?> AdmitAsync(Job job) => _parts.Settlement.AdmitAsync(_parts.Kinds.ReferenceOf(job), default);

    private Task<WalletBalance> BalanceAsync(Job job) => _parts.Ledger.GetBalanceAsync(job.Wallet!);

    private async Task<bool> IsWaitingAsync(Job job) => await _parts.Lanes.PositionAsync(job, default) is not null;

    private async Task<Job?> FindAsync(Job job) => (await _store.FindAsync<Job>(job.OwnerId, job.Id))?.Value;
}
