using System.Diagnostics;
using Understudy.Bench.Measuring;
using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Bench.Jobs;

/// <summary>
/// What it costs to decide whose turn it is, and to tell a job its position, in lanes on SQLite as the app opens it: with ten
/// jobs waiting, and with ten thousand.
/// </summary>
internal static class LaneBench
{
    public static async Task<IReadOnlyList<Row>> MeasureAsync(BenchRun run)
    {
        using SqliteDocumentStore store = new(
            new SqliteOptions(Path.Combine(run.Scratch.Folder("lanes"), "documents.db")), TimeProvider.System);
        FullLane ten = await FullLane.FillAsync(store, "ten", owners: 10, jobsEach: 1, run.Cancellation);
        FullLane many = await FullLane.FillAsync(store, "many", owners: 1000, jobsEach: 10, run.Cancellation);
        FullLane few = await FullLane.FillAsync(store, "few", owners: 50, jobsEach: 200, run.Cancellation);
        int count = run.Quick ? 300 : 1000;
        foreach (FullLane lane in new[] { ten, many, few })
        {
            await lane.DecideAsync(count, run.Cancellation);
            await lane.AskAsync(count, run.Cancellation);
        }
        // What an owner has waiting is one document, so at the limit of one account it is that which costs more.
        return
        [
            Row.RatioAtMost(
                "deciding whose turn it is, 10,000 jobs of 1,000 owners waiting ÷ 10 of 10",
                await PairsAsync(many, Decisions), 2, "µs"),
            Row.RatioAtMost(
                "telling a job its position, 10,000 jobs of 1,000 owners waiting ÷ 10 of 10",
                await PairsAsync(many, Positions), 2, "µs"),
            Row.RatioAlone("deciding, 200 jobs each of 50 owners ÷ the same", await PairsAsync(few, Decisions), "µs"),
            Row.RatioAlone("telling, 200 jobs each of 50 owners ÷ the same", await PairsAsync(few, Positions), "µs"),
        ];

        Task<Pairs> PairsAsync(FullLane full, Func<FullLane, Task<double>> measure) =>
            Pairs.TakeAsync(run.Repetitions, () => measure(full), () => measure(ten));

        Task<double> Decisions(FullLane lane) => lane.DecideAsync(count, run.Cancellation);

        Task<double> Positions(FullLane lane) => lane.AskAsync(count, run.Cancellation);
    }

    /// <summary>A lane in which as many jobs always wait.</summary>
    private sealed class FullLane(SqliteDocumentStore store, string name)
    {
        private readonly Lanes _lanes = new(store, TimeProvider.System, new LaneLimits(1000));
        private readonly Dictionary<string, Job> _waiting = [];

        public static async Task<FullLane> FillAsync(
            SqliteDocumentStore store, string name, int owners, int jobsEach, CancellationToken cancellationToken)
        {
            FullLane lane = new(store, name);
            for (int i = 0; i < owners * jobsEach; i++)
                await lane.EnterAsync(new Guid(i % owners, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]).ToString("D"), cancellationToken);
            return lane;
        }

        /// <summary>How long one decision takes, in microseconds; whoever had a turn asks again.</summary>
        public async Task<double> DecideAsync(int count, CancellationToken cancellationToken)
        {
            TimeSpan spent = TimeSpan.Zero;
            for (int i = 0; i < count; i++)
            {
                long begin = Stopwatch.GetTimestamp();
                IReadOnlyList<LaneTurn> turns = await _lanes.NextAsync(name, 1, cancellationToken);
                spent += Stopwatch.GetElapsedTime(begin);
                _waiting.Remove(turns.Single().JobId, out Job? job);
                await _lanes.StartAsync(job!, cancellationToken);
                await _lanes.LeaveAsync(job!, cancellationToken);
                await EnterAsync(job!.OwnerId, cancellationToken);
            }
            return spent.TotalMicroseconds / count;
        }

        /// <summary>How long it takes to tell one position, in microseconds.</summary>
        public async Task<double> AskAsync(int count, CancellationToken cancellationToken)
        {
            Job[] jobs = [.. _waiting.Values];
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
                await _lanes.PositionAsync(jobs[(int)((long)i * 7919 % jobs.Length)], cancellationToken);
            return Stopwatch.GetElapsedTime(begin).TotalMicroseconds / count;
        }

        private async Task EnterAsync(string ownerId, CancellationToken cancellationToken)
        {
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            Job job = new()
            {
                Id = Guid.CreateVersion7().ToString("D"),
                OwnerId = ownerId,
                Inputs = JobInputs.Of(new TrainingInputs("voiceTraining", new("uploads", "voice.wav"), new("library", "voice/"))),
                Lane = name,
                EstimatedSeconds = 30,
                CreatedAt = now,
                UpdatedAt = now,
                DeadlineAt = now.AddHours(6),
            };
            await store.CreateAsync(job, cancellationToken);
            if (!(await _lanes.EnterAsync(job, cancellationToken)).Succeeded)
                throw new InvalidOperationException("The lane let nobody in.");
            _waiting.Add(job.Id, job);
        }
    }
}
