using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>What lanes promise, against what happens in many schedules.</summary>
public sealed class LaneSimulationTests
{
    /// <summary>
    /// At any moment of 10,000 schedules, in which people ask, give up and are served: if nobody asked any more, every job would
    /// begin after as many others as was told, and when that was told.
    /// </summary>
    [Fact]
    public async Task Positions_and_times_are_what_happens_when_nobody_asks_any_more()
    {
        for (int seed = 0; seed < 10_000; seed++)
        {
            Random random = new(seed);
            // Jobs of one length on one machine are told to the second; for the rest the estimate is one job's length wide.
            int capacity = random.Next(3) == 0 ? random.Next(2, 4) : 1;
            bool even = random.Next(2) == 0;
            LaneScene scene = new(capacity);
            await LiveAsync(scene, random, steps: random.Next(4, 12), even);

            Dictionary<string, (int Ahead, DateTimeOffset Start)> told = [];
            foreach (Job job in scene.Waiting)
            {
                LanePosition position = (await scene.Lanes.PositionAsync(job, default))!;
                told.Add(job.Id, (position.Ahead, scene.Time.Now.AddSeconds(position.StartsInSeconds)));
            }
            int begun = scene.Begun.Count;
            while (!scene.IsIdle) await scene.EndOneAsync();

            Job[] later = [.. scene.Begun.Skip(begun)];
            later.Length.ShouldBe(told.Count, $"seed {seed}");
            double tolerance = even && capacity == 1 ? 0 : later.Select(job => job.EstimatedSeconds).DefaultIfEmpty().Max();
            for (int i = 0; i < later.Length; i++)
            {
                (int ahead, DateTimeOffset start) = told[later[i].Id];
                ahead.ShouldBe(i, $"seed {seed}: {later[i].Id}");
                // Jobs that began before may be longer than those that wait.
                double difference = Math.Abs((start - later[i].StartedAt!.Value).TotalSeconds);
                difference.ShouldBeLessThanOrEqualTo(even ? tolerance : Math.Max(tolerance, 60), $"seed {seed}: {later[i].Id}");
            }
        }
    }

    /// <summary>
    /// Those who ask later come before a job at most once for each turn that its own owner waits for, and never before what has
    /// been waiting for the same turn.
    /// </summary>
    [Fact]
    public async Task Each_who_asks_later_comes_before_a_job_at_most_once_for_each_turn_that_it_waits()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Random random = new(seed);
            LaneScene scene = new();
            await LiveAsync(scene, random, steps: 10, even: true);
            Dictionary<string, (int Ahead, int Turn)> told = [];
            foreach (Job job in scene.Waiting)
            {
                int turn = scene.Waiting.Where(other => other.OwnerId == job.OwnerId).ToList().IndexOf(job);
                told.Add(job.Id, ((await scene.Lanes.PositionAsync(job, default))!.Ahead, turn));
            }
            int begun = scene.Begun.Count;
            int newcomers = random.Next(1, 4);
            for (int n = 0; n < newcomers * 10; n++) await scene.AskAsync($"new{n % newcomers}-");
            await scene.DrainAsync();

            Job[] later = [.. scene.Begun.Skip(begun)];
            for (int i = 0; i < later.Length; i++)
                if (told.TryGetValue(later[i].Id, out (int Ahead, int Turn) before))
                    i.ShouldBeInRange(before.Ahead, before.Ahead + (newcomers * (before.Turn + 1)), $"seed {seed}: {later[i].Id}");
        }
    }

    [Fact]
    public async Task An_account_with_200_waiting_jobs_delays_another_s_first_by_at_most_one_running_job()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Random random = new(seed);
            LaneScene scene = new();
            for (int n = 0; n < 200; n++) await scene.AskAsync("busy", random.Next(1, 600));
            await scene.BeginAsync();
            for (int round = 0; round < 5; round++)
            {
                for (int n = random.Next(20); n > 0; n--) await scene.EndOneAsync();
                Job running = scene.Begun[^1];
                scene.Time.Advance(TimeSpan.FromSeconds(random.Next(running.EstimatedSeconds)));
                Job first = await scene.AskAsync($"other{round}-");
                (await scene.AheadAsync(first.Id)).ShouldBe([0], $"seed {seed}");
                await scene.EndOneAsync();
                scene.Begun[^1].Id.ShouldBe(first.Id, $"seed {seed}");
            }
        }
    }

    /// <summary>Waiting is no work: whatever waits, each job is done in its turn, and none is lost or done twice.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Everybody_gets_a_turn_between_any_two_of_another(int capacity)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            Random random = new(seed);
            LaneScene scene = new(capacity);
            for (int n = 0; n < 120; n++) await scene.AskAsync($"{(char)('a' + Math.Min(random.Next(8), random.Next(8)))}");
            await scene.DrainAsync();

            scene.Begun.Select(job => job.Id).Distinct().Count().ShouldBe(120);
            foreach (IGrouping<string, Job> owner in scene.Begun.GroupBy(job => job.OwnerId))
            {
                owner.Select(job => job.Id).ShouldBe(Enumerable.Range(0, owner.Count()).Select(n => $"{owner.Key}{n}"));
                Job last = owner.Last();
                scene.Begun.TakeWhile(job => job != last).GroupBy(job => job.OwnerId)
                    .ShouldAllBe(other => other.Count() <= owner.Count());
            }
        }
    }

    /// <summary>Every operation dies at every call of the store once, and is repeated as orchestrations repeat activities.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_moment_loses_no_job_and_no_turn(bool afterwards)
    {
        int deaths = 0;
        for (int call = 1; call <= 90; call++)
        {
            LaneScene scene = new(capacity: 2);
            CrashAt crash = new(call, afterwards);
            foreach (string owner in new[] { "a", "a", "a", "b", "b", "c" }) await scene.CreateAsync(owner);
            Job[] jobs = [.. new[] { "a0", "a1", "a2", "b0", "b1", "c0" }.Select(id => scene[id])];
            List<string> order = [];
            scene.Store.Faults = crash;
            foreach (Job job in jobs) await AgainAsync(() => scene.Lanes.EnterAsync(job, default));
            await AgainAsync(() => scene.Lanes.LeaveAsync(scene["a1"], default));
            for (int n = 0; n < jobs.Length && order.Count < 5; n++)
            {
                IReadOnlyList<LaneTurn> turns = [];
                await AgainAsync(async () => turns = await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default));
                foreach (LaneTurn turn in turns)
                {
                    order.Add(turn.JobId);
                    await AgainAsync(() => scene.Lanes.StartAsync(scene[turn.JobId], default));
                    await AgainAsync(() => scene.Lanes.LeaveAsync(scene[turn.JobId], default));
                }
            }
            if (crash.Happened) deaths++;
            scene.Store.Faults = null;

            order.ShouldBe(["a0", "b0", "c0", "a2", "b1"], $"A crash at call {call}.");
            (await scene.Lanes.NextAsync(CloneWork.VideoLane, 2, default)).ShouldBeEmpty();
            Lane lane = (await scene.Store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value;
            lane.Turns.ShouldBeEmpty();
        }
        deaths.ShouldBeGreaterThan(25);

        static async Task AgainAsync(Func<Task> call)
        {
            try
            {
                await call();
            }
            catch (SimulatedCrashException)
            {
                await call();
            }
        }
    }

    /// <summary>Several instances at once, through conflicts and lost answers.</summary>
    [Fact]
    public async Task Instances_that_work_on_a_lane_at_once_give_each_turn_to_one_job()
    {
        LaneScene scene = new(capacity: 3, interleaves: true);
        List<Job> jobs = [];
        for (int n = 0; n < 60; n++) jobs.Add(await scene.CreateAsync($"{(char)('a' + (n % 7))}"));
        scene.Store.Faults = new Disturbance(1);
        await Task.WhenAll(jobs.Select(job => Task.Run(() => scene.Lanes.KeepAsync(job, default))));
        HashSet<string> begun = [];
        int most = 0;
        for (int round = 0; begun.Count < 60; round++)
        {
            round.ShouldBeLessThan(200);
            IReadOnlyList<LaneTurn>[] seen = await Task.WhenAll(Enumerable.Range(0, 3)
                .Select(_ => Task.Run(() => scene.Lanes.NextAsync(CloneWork.VideoLane, 3, default))));
            string[] turns = [.. seen.SelectMany(turn => turn).Select(turn => turn.JobId).Distinct()];
            Lane lane = (await scene.Store.FindAsync<Lane>(CloneWork.VideoLane, CloneWork.VideoLane))!.Value;
            most = Math.Max(most, lane.Turns.Count);
            await Task.WhenAll(turns.Select(id => Task.Run(async () =>
            {
                await scene.Lanes.StartAsync(scene[id], default);
                await scene.Lanes.LeaveAsync(scene[id], default);
            })));
            foreach (string id in turns) begun.Add(id).ShouldBeTrue(id);
        }
        most.ShouldBe(3);
        scene.Store.Faults = null;
        (await scene.Lanes.NextAsync(CloneWork.VideoLane, 3, default)).ShouldBeEmpty();
    }

    // People ask, give up and are served.
    private static async Task LiveAsync(LaneScene scene, Random random, int steps, bool even)
    {
        for (int step = 0; step < steps; step++)
        {
            switch (random.Next(8))
            {
                case < 5:
                    await scene.AskAsync($"{(char)('a' + random.Next(4))}", even ? 60 : random.Next(10, 61));
                    if (step > 1 || random.Next(2) == 0) await scene.BeginAsync();
                    break;
                case 5 when scene.Waiting.Count > 0:
                    await scene.GiveUpAsync(scene.Waiting[random.Next(scene.Waiting.Count)]);
                    break;
                case 6 when !scene.IsIdle:
                    await scene.EndOneAsync();
                    break;
                default:
                    await scene.BeginAsync();
                    break;
            }
        }
        await scene.BeginAsync();
    }
}
