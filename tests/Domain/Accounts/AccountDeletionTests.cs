using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Accounts;

public sealed class AccountDeletionTests
{
    private static readonly FirebaseIdentity _ann = new("uid-ann", "ann@example.com", EmailVerified: true, "Ann", null);

    private readonly ManualTime _time = new();
    private readonly SequentialIds _ids = new();
    private readonly InMemoryDocumentStore _store;

    public AccountDeletionTests() => _store = new InMemoryDocumentStore(_time) { Interleaves = true };

    private AccountDeletion Deletion => new(_store, _time);

    [Fact]
    public async Task A_deletion_is_decided_once()
    {
        User ann = await SignInAsync();
        User first = (await Deletion.ScheduleAsync(ann.Id, default))!;
        _time.Advance(TimeSpan.FromDays(1));
        (await Deletion.ScheduleAsync(ann.Id, default)).ShouldBe(first);
        first.DeletionAt.ShouldBe(Samples.Now.AddDays(30));
    }

    [Fact]
    public async Task All_claims_follow_the_account()
    {
        User ann = await SignInAsync();
        await SignInAsync(_ann with { Uid = "uid-google" });
        await Deletion.ScheduleAsync(ann.Id, default);
        await Deletion.MarkAsync(ann.Id, default);
        (await ClaimsAsync(ann.Id)).Select(claim => claim.DeletionAt).ShouldBe(
            [Samples.Now.AddDays(30), Samples.Now.AddDays(30), Samples.Now.AddDays(30)]);
        await Deletion.RestoreAsync(ann.Id, default);
        (await ClaimsAsync(ann.Id)).ShouldAllBe(claim => claim.DeletionAt == null);
    }

    [Fact]
    public async Task However_deletions_and_restorations_meet_the_claims_end_up_as_the_account()
    {
        for (int round = 0; round < 200; round++)
        {
            User ann = await SignInAsync(_ann with { Uid = $"uid-{round}", Email = $"{round}@example.com" });
            await Task.WhenAll(
                LeaveAsync(ann.Id), Deletion.RestoreAsync(ann.Id, default), LeaveAsync(ann.Id),
                Deletion.RestoreAsync(ann.Id, default));
            DateTimeOffset? deletionAt = (await UserAsync(ann.Id))!.DeletionAt;
            (await ClaimsAsync(ann.Id)).ShouldAllBe(claim => claim.DeletionAt == deletionAt);
        }
    }

    [Fact]
    public async Task Of_a_restoration_and_an_erasure_at_once_exactly_one_wins()
    {
        int restored = 0;
        for (int round = 0; round < 200; round++)
        {
            User ann = await SignInAsync(_ann with { Uid = $"uid-{round}", Email = $"{round}@example.com" });
            await LeaveAsync(ann.Id);
            _time.Advance(AccountDeletion.Grace);
            Erasure erasure = new(_store, [], _time);
            Task<bool> erased = round % 2 == 0
                ? Yielding(() => erasure.BeginAsync(ann.Id, default))
                : erasure.BeginAsync(ann.Id, default);
            Result<Restored> back = await Deletion.RestoreAsync(ann.Id, default);
            (await erased).ShouldBe(!back.Succeeded);
            if (!back.Succeeded) back.Problem.ShouldBe(AccountDeletion.Erasing);
            else restored++;
        }
        restored.ShouldBeInRange(1, 199);
    }

    [Fact]
    public async Task Nothing_is_erased_before_its_time_or_after_a_restoration()
    {
        User ann = await SignInAsync();
        Erasure erasure = new(_store, [], _time);
        (await erasure.BeginAsync(ann.Id, default)).ShouldBeFalse();
        await LeaveAsync(ann.Id);
        _time.Advance(AccountDeletion.Grace - TimeSpan.FromTicks(1));
        (await erasure.BeginAsync(ann.Id, default)).ShouldBeFalse();
        await Deletion.RestoreAsync(ann.Id, default);
        _time.Advance(AccountDeletion.Grace);
        (await erasure.BeginAsync(ann.Id, default)).ShouldBeFalse();
        (await erasure.BeginAsync("nobody", default)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_erasure_that_is_cut_off_anywhere_is_completed(bool afterwards)
    {
        for (int call = 1; ; call++)
        {
            User ann = await SignInAsync(_ann with { Uid = $"uid-{call}", Email = $"{call}@example.com" });
            await LeaveAsync(ann.Id);
            _time.Advance(AccountDeletion.Grace);
            CrashAt crash = new(call, afterwards);
            _store.Faults = crash;
            await Should.NotThrowAsync(async () =>
            {
                try
                {
                    await EraseAsync(ann.Id);
                }
                catch (SimulatedCrashException)
                {
                    await EraseAsync(ann.Id);
                }
            });
            _store.Faults = null;
            (await UserAsync(ann.Id)).ShouldBeNull();
            (await ClaimsAsync(ann.Id)).ShouldBeEmpty();
            if (!crash.Happened) break;
        }
    }

    [Fact]
    public async Task Who_signs_in_while_the_account_vanishes_gets_a_new_one_or_none_of_the_old()
    {
        for (int round = 0; round < 200; round++)
        {
            FirebaseIdentity identity = _ann with { Uid = $"uid-{round}", Email = $"{round}@example.com" };
            User ann = await SignInAsync(identity);
            await LeaveAsync(ann.Id);
            _time.Advance(AccountDeletion.Grace);
            await EraseAllButTheEndAsync(ann.Id);
            Task<SignedIn> signIn = new SignInHandler(_store, _ids, _time).HandleAsync(identity, default);
            await new Erasure(_store, [], _time).FinishAsync(ann.Id, default);
            await signIn;
            (await UserAsync(ann.Id)).ShouldBeNull();
            User anew = await SignInAsync(identity);
            anew.Id.ShouldNotBe(ann.Id);
        }
    }

    private async Task EraseAsync(string userId)
    {
        Erasure erasure = new(_store, [], _time);
        // The sweep finds an account again only as long as its document is there.
        if (!await erasure.BeginAsync(userId, default)) return;
        await erasure.EraseAsync(userId, default);
        await erasure.FinishAsync(userId, default);
    }

    private async Task EraseAllButTheEndAsync(string userId) =>
        (await new Erasure(_store, [], _time).BeginAsync(userId, default)).ShouldBeTrue();

    private async Task LeaveAsync(string userId)
    {
        await Deletion.ScheduleAsync(userId, default);
        await Deletion.MarkAsync(userId, default);
    }

    private static async Task<T> Yielding<T>(Func<Task<T>> ask)
    {
        await Task.Yield();
        await Task.Yield();
        return await ask();
    }

    private async Task<User> SignInAsync(FirebaseIdentity? identity = null) =>
        (await new SignInHandler(_store, _ids, _time).HandleAsync(identity ?? _ann, default)).User;

    private async Task<User?> UserAsync(string id) => (await _store.FindAsync<User>(id, id))?.Value;

    private async Task<IReadOnlyList<Claim>> ClaimsAsync(string userId) =>
    [
        .. (await _store.QueryAsync<Claim>(new DocumentQuery { Where = [Filter.Equal("userId", userId)] }))
            .Items.Select(item => item.Value),
    ];
}
