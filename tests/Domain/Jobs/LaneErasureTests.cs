using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>A person is erased by one process while another one has a job of theirs in its hands.</summary>
public sealed class LaneErasureTests
{
    private const string Owner = "ann";

    public enum Step
    {
        Enter,
        TakeTurn,
        GiveTurns,
        Start,
        Leave,
    }

    [Theory]
    [InlineData(Step.Enter, false)]
    [InlineData(Step.Enter, true)]
    [InlineData(Step.TakeTurn, false)]
    [InlineData(Step.TakeTurn, true)]
    [InlineData(Step.GiveTurns, true)]
    [InlineData(Step.Start, true)]
    [InlineData(Step.Leave, true)]
    public async Task Wherever_an_erasure_comes_between_the_lane_forgets_its_owner(Step step, bool wasThereBefore)
    {
        bool happened = true;
        for (int call = 1; happened; call++)
        {
            ManualTime time = new();
            InMemoryDocumentStore store = new(time);
            (JobParts here, JobParts elsewhere) = (new(store, new DeletedMedia(), time), new(store, new DeletedMedia(), time));
            if (wasThereBefore) await ServeAsync(here, store, time);
            Job job = await PrepareAsync(here, store, step);
            JobData jobs = new(store, elsewhere.Kinds, [], elsewhere.Lanes, time);
            BetweenCalls erasure = new(call, () => jobs.EraseAsync(Owner, default).IsCompletedSuccessfully.ShouldBeTrue());
            store.Faults = erasure;

            await DoAsync(here, job, step);

            happened = erasure.Happened;
            if (!happened) continue;
            (await store.FindAsync<LaneMember>(job.Lane, Owner)).ShouldBeNull($"The erasure came before call {call}.");
            // A turn of a job that is gone is taken back by the next sweep.
            await here.Lanes.SweepAsync(default);
            Lane? lane = (await store.FindAsync<Lane>(job.Lane, job.Lane))?.Value;
            (lane?.Turns ?? []).ShouldBeEmpty($"The erasure came before call {call}.");
        }
    }

    // So that the lane remembers when it was this owner's turn.
    private static async Task ServeAsync(JobParts parts, InMemoryDocumentStore store, ManualTime time)
    {
        Job served = Samples.Video("served", time.Now);
        await store.CreateAsync(served);
        await parts.Lanes.EnterAsync(served, default);
        await parts.Lanes.NextAsync(served.Lane, 1, default);
        await parts.Lanes.StartAsync(served, default);
        await store.UpdateAsync<Job>(Owner, served.Id, job => job.Complete(Samples.Outputs, 1, time.Now));
        await parts.Lanes.LeaveAsync(served, default);
    }

    private static async Task<Job> PrepareAsync(JobParts parts, InMemoryDocumentStore store, Step step)
    {
        Job job = Samples.Video();
        await store.CreateAsync(job);
        if (step is Step.GiveTurns or Step.Start or Step.Leave) await parts.Lanes.EnterAsync(job, default);
        if (step is Step.Start or Step.Leave) await parts.Lanes.NextAsync(job.Lane, 1, default);
        return job;
    }

    private static Task DoAsync(JobParts parts, Job job, Step step) => step switch
    {
        Step.Enter => parts.Lanes.EnterAsync(job, default),
        Step.TakeTurn => parts.Turns.TakeAsync(parts.Kinds.ReferenceOf(job), new RecordedPipelines(), default),
        Step.GiveTurns => parts.Lanes.NextAsync(CloneWork.VideoLane, 1, default),
        Step.Start => parts.Lanes.StartAsync(job, default),
        _ => parts.Lanes.LeaveAsync(job, default),
    };

    /// <summary>Does something before a certain call of the store, as if another process had come between.</summary>
    private sealed class BetweenCalls(int call, Action something) : IFaults
    {
        private int _calls;

        public bool Happened { get; private set; }

        public void BeforeRead() => Count();

        public bool BeforeWrite(string operation)
        {
            Count();
            return false;
        }

        public bool AfterWrite(string operation) => false;

        private void Count()
        {
            // What it does calls the store, too.
            if (Happened || ++_calls != call) return;
            Happened = true;
            something();
        }
    }
}
