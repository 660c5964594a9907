using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Tests;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>Entering lanes, taking turns and leaving.</summary>
public sealed class LanesTests
{
    [Fact]
    public async Task Owners_take_turns()
    {
        LaneScene scene = new();
        foreach (string owner in "aaabbc".Select(letter => letter.ToString())) await scene.AskAsync(owner);
        (await scene.AheadAsync("a0", "b0", "c0", "a1", "b1", "a2")).ShouldBe([0, 1, 2, 3, 4, 5]);
        await scene.DrainAsync();
        scene.Order.ShouldBe("a0 b0 c0 a1 b1 a2");
    }

    [Fact]
    public async Task Those_who_wait_move_up_with_every_start()
    {
        LaneScene scene = new();
        for (int n = 0; n < 4; n++) await scene.AskAsync("a");
        await scene.BeginAsync();
        (await scene.AheadAsync("a0", "a1", "a2", "a3")).ShouldBe([null, 0, 1, 2], "The first one is at work.");
        await scene.EndOneAsync();
        (await scene.AheadAsync("a1", "a2", "a3")).ShouldBe([null, 0, 1]);
    }

    [Fact]
    public async Task Who_comes_later_begins_before_the_second_job_of_one_who_had_a_turn()
    {
        LaneScene scene = new();
        await scene.AskAsync("a");
        await scene.BeginAsync();
        await scene.AskAsync("a");
        await scene.AskAsync("b");
        (await scene.AheadAsync("b0", "a1")).ShouldBe([0, 1]);
        await scene.DrainAsync();
        scene.Order.ShouldBe("a0 b0 a1");
    }

    [Fact]
    public async Task Who_gives_jobs_up_waits_no_longer_for_them()
    {
        LaneScene scene = new();
        for (int n = 0; n < 5; n++) await scene.AskAsync("a");
        for (int n = 0; n < 3; n++) await scene.AskAsync("b");
        for (int n = 0; n < 4; n++) await scene.GiveUpAsync(scene[$"a{n}"]);
        (await scene.AheadAsync("a4", "b0", "b1", "b2")).ShouldBe([0, 1, 2, 3], "What is left moves up to the first place.");
        await scene.DrainAsync();
        scene.Order.ShouldBe("a4 b0 b1 b2");
    }

    [Fact]
    public async Task Only_a_job_that_waits_has_a_position()
    {
        Lanes lanes = new LaneScene().Lanes;
        (await lanes.PositionAsync(Samples.Video(), default)).ShouldBe(LanePosition.First);
        (await lanes.PositionAsync(Samples.Video().Start(Samples.Now), default)).ShouldBeNull();
        (await lanes.PositionAsync(Samples.Video().Cancel(Samples.Now), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_that_has_yet_to_enter_does_not_claim_to_be_the_first()
    {
        LaneScene scene = new();
        foreach (string owner in new[] { "a", "a", "b" }) await scene.AskAsync(owner);
        Job job = await scene.CreateAsync("b");
        (await scene.Lanes.PositionAsync(job, default)).ShouldBeNull();
        (await scene.Lanes.EnterAsync(job, default)).Value!.Ahead.ShouldBe(3);
    }

    [Fact]
    public async Task A_start_that_a_crash_cuts_off_anywhere_keeps_nobody_waiting()
    {
        bool crashed = true;
        for (int call = 1; crashed; call++)
        {
            LaneScene scene = new(capacity: 2);
            Job first = await scene.AskAsync("a");
            await scene.AskAsync("b");
            CrashAt crash = new(call, afterwards: false);
            scene.Store.Faults = crash;
            // It begins without having asked whether it may.
            if (await Record.ExceptionAsync(() => scene.Lanes.StartAsync(first, default)) is { } error)
                error.ShouldBeOfType<SimulatedCrashException>();
            scene.Store.Faults = null;
            crashed = crash.Happened;
            IReadOnlyList<LaneTurn> turns = await Task.Run(() => scene.Lanes.NextAsync(first.Lane, 2, default))
                .WaitAsync(Limits.Wait);
            turns.Select(turn => turn.JobId).ShouldContain("b0");
        }
    }

    [Fact]
    public async Task Lanes_do_not_know_of_each_other()
    {
        LaneScene scene = new();
        await scene.AskAsync("a");
        Job other = (await scene.CreateAsync("a")) with { Lane = CloneWork.VideoTrainingLane };
        (await scene.Lanes.EnterAsync(other, default)).Value.ShouldBe(LanePosition.First);
        await scene.Lanes.StartAsync(other, default);
        (await scene.AheadAsync("a0")).ShouldBe([0]);
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 1, default)).Single().JobId.ShouldBe("a0");
        (await scene.Lanes.NextAsync("nobody-was-ever-here", 1, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_owner_may_have_so_many_jobs_waiting_and_no_more()
    {
        LaneScene scene = new(maxWaiting: 3);
        for (int n = 0; n < 3; n++) await scene.AskAsync("a");
        Job more = await scene.CreateAsync("a");
        (await scene.Lanes.EnterAsync(more, default)).Problem.ShouldBe(new TooManyWaiting(3));
        (await scene.Lanes.EnterAsync(scene["a2"], default)).Value!.Ahead.ShouldBe(2, "It has its place.");
        await scene.AskAsync("b");
        await scene.BeginAsync();
        (await scene.Lanes.EnterAsync(more, default)).Succeeded.ShouldBeTrue("One of them waits no more.");
    }

    [Fact]
    public async Task Two_hundred_requests_at_once_win_no_turn_and_break_no_limit()
    {
        LaneScene scene = new(interleaves: true);
        List<Job> jobs = [];
        for (int n = 0; n < 205; n++) jobs.Add(await scene.CreateAsync("a"));
        Result<LanePosition>[] entered = await Task.WhenAll(
            jobs.Select(job => Task.Run(() => scene.Lanes.EnterAsync(job, default))));
        entered.Count(result => result.Succeeded).ShouldBe(200);
        await scene.AskAsync("b");
        (await scene.AheadAsync("b0")).ShouldBe([1]);
    }

    [Fact]
    public async Task Whatever_is_repeated_changes_nothing()
    {
        LaneScene scene = new(capacity: 2);
        foreach (string owner in new[] { "a", "a", "b", "b" }) await scene.AskAsync(owner);
        await RepeatAsync(() => scene.Lanes.EnterAsync(scene["a1"], default));
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).Select(turn => turn.JobId).ShouldBe(["a0", "b0"]);
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).Select(turn => turn.JobId).ShouldBe(
            ["a0", "b0"], "They have not begun, and may not have been told.");
        await RepeatAsync(() => scene.Lanes.StartAsync(scene["a0"], default));
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).Select(turn => turn.JobId).ShouldBe(["b0"]);
        await RepeatAsync(() => scene.Lanes.LeaveAsync(scene["a0"], default));
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).Select(turn => turn.JobId).ShouldBe(["b0", "a1"]);
        await RepeatAsync(() => scene.Lanes.LeaveAsync(scene["b0"], default));
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).Select(turn => turn.JobId).ShouldBe(["a1", "b1"]);

        static async Task RepeatAsync(Func<Task> call)
        {
            for (int n = 0; n < 3; n++) await call();
        }
    }

    [Fact]
    public async Task An_engine_with_an_order_of_its_own_begins_what_it_will()
    {
        LaneScene scene = new();
        foreach (string owner in new[] { "a", "b", "a", "b" }) await scene.AskAsync(owner);
        foreach ((string begun, int?[] ahead) in new[]
        {
            ("b0", new int?[] { 0, 1, 2 }), ("a1", [0, null, 1]), ("a0", [null, null, 0]), ("b1", [null, null, null]),
        })
        {
            await scene.Lanes.StartAsync(scene[begun], default);
            await scene.Store.UpdateAsync<Job>(scene[begun].OwnerId, begun, job => job.Start(scene.Time.Now));
            List<int?> positions = [];
            foreach (string id in new[] { "a0", "a1", "b1" })
            {
                Job job = (await scene.Store.FindAsync<Job>(scene[id].OwnerId, id))!.Value;
                positions.Add((await scene.Lanes.PositionAsync(job, default))?.Ahead);
            }
            positions.ToArray().ShouldBe(ahead, customMessage: begun);
        }
    }

    [Fact]
    public async Task A_job_that_is_gone_gets_no_turn_and_one_that_never_left_keeps_none()
    {
        LaneScene scene = new();
        for (int n = 0; n < 3; n++) await scene.AskAsync("a");
        await scene.Store.DeleteAsync<Job>("a", "a0");
        await scene.BeginAsync();
        scene.Order.ShouldBe("a1");
        await scene.Store.UpdateAsync<Job>("a", "a1", job => job.Fail(Samples.NoFace, scene.Time.Now));
        (await scene.Lanes.SweepAsync(default)).ShouldBe(1);
        (await scene.Lanes.SweepAsync(default)).ShouldBe(0);
        await scene.BeginAsync();
        scene.Order.ShouldBe("a1 a2");
    }

    [Fact]
    public async Task An_owner_who_is_forgotten_is_ahead_of_nobody()
    {
        LaneScene scene = new();
        foreach (string owner in new[] { "a", "a", "b", "b" }) await scene.AskAsync(owner);
        await scene.Lanes.ForgetAsync("a", default);
        (await scene.AheadAsync("b0", "b1")).ShouldBe([0, 1]);
        (await scene.Store.FindAsync<LaneMember>(CloneWork.VideoLane, "a")).ShouldBeNull();
    }

    [Fact]
    public async Task A_job_from_before_owners_took_turns_is_put_into_its_lane_when_its_work_goes_on()
    {
        LaneScene scene = new(maxWaiting: 1);
        Job[] kept = [await scene.CreateAsync("a"), await scene.CreateAsync("a"), await scene.CreateAsync("b")];
        (await scene.Lanes.PositionAsync(kept[1], default)).ShouldBe(LanePosition.First);
        foreach (Job job in kept) await scene.Lanes.KeepAsync(job, default);
        (await scene.AheadAsync("a0", "b0", "a1")).ShouldBe([0, 1, 2], "The limit is for what is new.");

        const string Written = """
            {"id":"a7","ownerId":"a","inputs":{"kind":"voiceTraining","source":"uploads/a.wav","model":"library/a/"},
             "state":"queued","lane":"training","sequence":17,"estimatedSeconds":3,"createdAt":"2026-01-15T12:00:00Z",
             "updatedAt":"2026-01-15T12:00:00Z","deadlineAt":"2026-01-15T18:00:00Z"}
            """;
        JsonSerializer.Deserialize<Job>(Written, DocumentJson.Options)!.Lane.ShouldBe(CloneWork.VideoTrainingLane);
    }

    [Fact]
    public async Task A_training_that_was_cut_off_before_it_entered_its_lane_enters_it_when_it_is_repeated()
    {
        LaneScene scene = new();
        JobParts parts = new(scene.Store, new DeletedMedia(), scene.Time);
        CloneModel model = Samples.Model("voice") with { Kind = ModelKind.Voice, State = ModelState.Processing };
        await scene.Store.CreateAsync(model);
        Job kept = Samples.Video("voice") with
        {
            Kind = VoiceTrainingKind.KindName,
            Wallet = null,
            Cost = 0,
            Inputs = JobInputs.Of(new TrainingInputs(VoiceTrainingKind.KindName, model.Source, model.Files)),
            Lane = "training",
        };
        await scene.Store.CreateAsync(kept);

        await parts.Sources.AdmitAsync("ann", "voice", new RecordedPipelines(), default);
        (await scene.Store.FindAsync<Job>("ann", "voice"))!.Value.ShouldBe(kept);
        (await scene.Lanes.NextAsync("training", 1, default)).Single().JobId.ShouldBe("voice");
        await parts.Settlement.FailAsync(parts.Kinds.ReferenceOf(kept), Samples.NoFace, default);
        (await scene.Lanes.NextAsync("training", 1, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task However_many_wait_a_status_and_a_turn_read_and_write_the_same()
    {
        (Dictionary<string, int> Calls, int Bytes)[] costs = [await CostAsync(owners: 10), await CostAsync(owners: 10_000)];
        costs[1].Calls.ShouldBe(costs[0].Calls, ignoreOrder: true);
        costs[1].Bytes.ShouldBeInRange(1, costs[0].Bytes + 20, "The lane's document grows with its numbers' digits only.");

        static async Task<(Dictionary<string, int> Calls, int Bytes)> CostAsync(int owners)
        {
            LaneScene scene = new();
            for (int n = 0; n < owners; n++) await scene.AskAsync($"owner{n:00000}-");
            scene.Store.Calls.Clear();
            await scene.AheadAsync($"owner{owners - 1:00000}-0");
            await scene.BeginAsync();
            Lane lane = (await scene.Store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value;
            return (scene.Store.Calls, JsonSerializer.Serialize(lane, DocumentJson.Options).Length);
        }
    }

    [Fact]
    public async Task Those_who_ask_again_and_again_read_the_lane_once_a_second_and_are_told_at_once_what_happened_here()
    {
        LaneScene scene = new();
        await scene.AskAsync("a");
        await scene.AskAsync("b");
        scene.Store.Calls.Clear();
        for (int n = 0; n < 10; n++) (await scene.AheadAsync("b0")).ShouldBe([1]);
        scene.Store.Calls.Values.Sum().ShouldBe(10, "its owner's document each time, and the lane's not once");

        await scene.GiveUpAsync(scene["a0"]);
        (await scene.AheadAsync("b0")).ShouldBe([0]);

        Lanes elsewhere = new(scene.Store, scene.Time);
        (await elsewhere.PositionAsync(scene["b0"], default))!.Ahead.ShouldBe(0);
        await scene.AskAsync("c");
        await scene.AskAsync("d");
        await scene.GiveUpAsync(scene["c0"]);
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        (await elsewhere.PositionAsync(scene["d0"], default))!.Ahead.ShouldBe(1, "A second later it is known everywhere.");
    }

    [Fact]
    public async Task A_job_whose_turn_was_given_elsewhere_has_nobody_ahead_of_it()
    {
        LaneScene scene = new();
        Lanes elsewhere = new(scene.Store, scene.Time);
        Job job = await scene.AskAsync("a");
        (await elsewhere.PositionAsync(job, default)).ShouldBe(LanePosition.First);
        await scene.Lanes.NextAsync(job.Lane, 1, default);
        await scene.Lanes.StartAsync(job, default);
        (await elsewhere.PositionAsync(job, default)).ShouldBe(LanePosition.First, "It is about to begin.");
    }

    [Fact]
    public async Task The_lane_s_document_grows_with_what_one_owner_may_have_waiting_and_no_further()
    {
        LaneScene scene = new();
        for (int owner = 0; owner < 5; owner++)
            for (int n = 0; n < 200; n++)
                await scene.AskAsync($"owner{owner}-");
        Lane lane = (await scene.Store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value;
        lane.Waiting.ShouldBe(1_000);
        JsonSerializer.Serialize(lane, DocumentJson.Options).Length.ShouldBeLessThan(200 * 100);
    }
}
