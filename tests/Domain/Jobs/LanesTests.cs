using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Jobs;

public sealed class LanesTests
{
    private readonly InMemoryDocumentStore _store = new(new ManualTime()) { Interleaves = true };

    [Fact]
    public async Task Those_who_wait_move_up_with_every_start()
    {
        Lanes lanes = new(_store);
        for (int n = 0; n < 4; n++) (await EnterAsync(lanes)).ShouldBe(n);
        await lanes.StartAsync(Waiting(0), default);
        (await PositionsAsync(lanes, 1, 2, 3)).ShouldBe([0, 1, 2]);
        await lanes.StartAsync(Waiting(1), default);
        await lanes.StartAsync(Waiting(1), default);
        (await PositionsAsync(lanes, 2, 3)).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task A_number_that_is_never_used_counts_until_the_next_start()
    {
        Lanes lanes = new(_store);
        for (int n = 0; n < 4; n++) await EnterAsync(lanes);
        await lanes.StartAsync(Waiting(0), default);
        (await PositionsAsync(lanes, 2, 3)).ShouldBe([1, 2]);
        await lanes.StartAsync(Waiting(2), default);
        (await PositionsAsync(lanes, 3)).ShouldBe([0]);
    }

    [Fact]
    public async Task Who_leaves_is_ahead_of_nobody()
    {
        Lanes lanes = new(_store);
        for (int n = 0; n < 4; n++) await EnterAsync(lanes);
        await lanes.LeaveAsync(Waiting(1), default);
        await lanes.LeaveAsync(Waiting(1), default);
        (await PositionsAsync(lanes, 0, 2, 3)).ShouldBe([0, 1, 2]);
        await lanes.StartAsync(Waiting(0), default);
        await lanes.LeaveAsync(Waiting(0), default);
        (await PositionsAsync(lanes, 2, 3)).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Only_a_job_that_waits_has_a_position()
    {
        Lanes lanes = new(_store);
        (await lanes.PositionAsync(Samples.Video(), default)).ShouldBe(0);
        (await lanes.PositionAsync(Samples.Video().Start(Samples.Now), default)).ShouldBeNull();
        (await lanes.PositionAsync(Samples.Video().Cancel(Samples.Now), default)).ShouldBeNull();
    }

    [Fact]
    public async Task Lanes_do_not_know_of_each_other()
    {
        Lanes lanes = new(_store);
        await EnterAsync(lanes);
        (await lanes.EnterAsync(CloneWork.VideoTrainingLane, default)).Next.ShouldBe(1);
        await lanes.StartAsync(Waiting(0) with { Lane = CloneWork.VideoTrainingLane }, default);
        (await _store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value.Started.ShouldBe(0);
    }

    [Fact]
    public async Task A_voice_that_was_kept_in_the_lane_of_all_training_ends_in_it()
    {
        Lanes lanes = new(_store);
        JobParts parts = new(_store, new DeletedMedia(), new ManualTime());
        CloneModel model = Samples.Model("voice") with { Kind = ModelKind.Voice, State = ModelState.Processing };
        await _store.CreateAsync(model);
        await lanes.EnterAsync("training", default);
        Job kept = Waiting(0) with
        {
            Id = model.Id,
            Kind = VoiceTrainingKind.KindName,
            Wallet = null,
            Cost = 0,
            Inputs = JobInputs.Of(new TrainingInputs(VoiceTrainingKind.KindName, model.Source, model.Files)),
            Lane = "training",
        };
        await _store.CreateAsync(kept);

        await parts.Sources.AdmitAsync("ann", "voice", new RecordedPipelines(), default);
        (await _store.FindAsync<Job>("ann", "voice"))!.Value.ShouldBe(kept);
        await lanes.StartAsync(kept, default);
        await parts.Settlement.CompleteAsync(parts.Kinds.ReferenceOf(kept), Samples.Outputs, default);
        (await _store.FindAsync<Lane>("training", "training"))!.Value.Started.ShouldBe(1);
        (await _store.FindAsync<Job>("ann", "voice"))!.Value.State.ShouldBe(JobState.Completed);
    }

    [Fact]
    public void A_position_is_between_nothing_and_what_a_number_can_say()
    {
        Lane lane = new() { Id = CloneWork.VideoLane, Next = 10, Started = 5 };
        lane.Ahead(0).ShouldBe(0);
        lane.Ahead(long.MaxValue).ShouldBe(int.MaxValue);
    }

    /// <summary>Jobs enter, begin in any order and more than once, leave, or are lost in a crash.</summary>
    [Fact]
    public void Positions_are_what_counting_would_say() => Property.Holds(
        Gen.ArrayOf(Gen.Choose(0, 9).Zip(Gen.Choose(0, 1_000_000))).ToArbitrary(),
        300,
        steps => FollowAsync([.. steps.Select(step => (step.Item1, step.Item2))]).GetAwaiter().GetResult());

    [Fact]
    public async Task Jobs_that_enter_at_once_through_conflicts_and_lost_answers_get_numbers_of_their_own()
    {
        Lanes lanes = new(_store);
        _store.Faults = new Disturbance(1);
        long[] numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => EnterAsync(lanes))));
        _store.Faults = null;

        numbers.Distinct().Count().ShouldBe(200);
        long last = numbers.Max();
        await Task.WhenAll(numbers.Select(number => Task.Run(() => lanes.StartAsync(Waiting(number), default))));
        Lane lane = (await _store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value;
        lane.Started.ShouldBe(last + 1);
        lane.Ahead(last + 1).ShouldBe(0);
    }

    private static async Task FollowAsync((int Kind, int Choice)[] steps)
    {
        Lanes lanes = new(new InMemoryDocumentStore(new ManualTime()));
        List<long> entered = [];
        HashSet<long> waiting = [];
        HashSet<long> left = [];
        long highest = -1;
        foreach ((int kind, int choice) in steps)
        {
            if (kind < 5 || entered.Count == 0)
            {
                long number = await EnterAsync(lanes);
                number.ShouldBe(entered.Count);
                entered.Add(number);
                waiting.Add(number);
            }
            else if (kind < 7)
            {
                long number = entered[choice % entered.Count];
                await lanes.StartAsync(Waiting(number), default);
                waiting.Remove(number);
                highest = Math.Max(highest, number);
            }
            else
            {
                long number = entered[choice % entered.Count];
                waiting.Remove(number);
                if (kind < 9)
                {
                    await lanes.LeaveAsync(Waiting(number), default);
                    left.Add(number);
                }
            }

            foreach (long number in waiting)
            {
                int ahead = entered.Count(other => other < number && other > highest && !left.Contains(other));
                ((await PositionsAsync(lanes, number))[0] == ahead).ShouldBeTrue();
            }
        }

        long last = await EnterAsync(lanes);
        await lanes.StartAsync(Waiting(last), default);
        (await PositionsAsync(lanes, await EnterAsync(lanes))).ShouldBe([0]);
    }

    private static Job Waiting(long number) => Samples.Video() with { Sequence = number };

    private static async Task<long> EnterAsync(Lanes lanes) => (await lanes.EnterAsync(CloneWork.VideoLane, default)).Next - 1;

    private static async Task<int?[]> PositionsAsync(Lanes lanes, params long[] numbers)
    {
        List<int?> positions = [];
        foreach (long number in numbers)
            positions.Add(await lanes.PositionAsync(Waiting(number), default));
        return [.. positions];
    }
}
