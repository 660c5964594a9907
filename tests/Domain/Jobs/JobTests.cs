using FsCheck;
using FsCheck.Fluent;
using Understudy.Domain.Jobs;
using Understudy.Domain.Tests.Support;
using Property = Understudy.Domain.Tests.Support.Property;

namespace Understudy.Domain.Tests.Jobs;

public sealed class JobTests
{
    private static readonly DateTimeOffset _later = Samples.Now.AddMinutes(1);

    [Theory]
    [InlineData(JobState.Queued, JobState.Processing, JobState.Queued, JobState.Completed, JobState.Failed, JobState.Cancelled)]
    [InlineData(JobState.Processing, JobState.Processing, JobState.Processing, JobState.Completed, JobState.Failed, JobState.Cancelled)]
    [InlineData(JobState.Completed, JobState.Completed, JobState.Completed, JobState.Completed, JobState.Completed, JobState.Completed)]
    [InlineData(JobState.Failed, JobState.Failed, JobState.Failed, JobState.Failed, JobState.Failed, JobState.Failed)]
    [InlineData(JobState.Cancelled, JobState.Cancelled, JobState.Cancelled, JobState.Cancelled, JobState.Cancelled, JobState.Cancelled)]
    public void Every_operation_leads_from_every_state_to_one_state(
        JobState from, JobState started, JobState advanced, JobState completed, JobState failed, JobState cancelled)
    {
        Job job = In(from);
        job.State.ShouldBe(from);
        Job[] after = [.. Operations.Select(operation => operation(job))];
        after.Select(one => one.State).ShouldBe([started, advanced, completed, failed, cancelled]);
    }

    [Theory]
    [InlineData(JobState.Completed)]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public void A_job_that_has_ended_is_not_changed_by_anything(JobState state)
    {
        Job job = In(state);
        job.IsFinished.ShouldBeTrue();
        foreach (Func<Job, Job> operation in Operations) operation(job).ShouldBeSameAs(job);
    }

    [Fact]
    public void What_happens_again_changes_nothing()
    {
        Job job = In(JobState.Processing).Advance(40, _later);
        job.Start(_later).ShouldBeSameAs(job);
        job.Advance(40, _later).ShouldBeSameAs(job);
        job.Advance(39, _later).ShouldBeSameAs(job);
        Job waiting = In(JobState.Queued);
        waiting.Advance(40, _later).ShouldBeSameAs(waiting);
    }

    [Fact]
    public void A_completed_job_has_all_that_it_made()
    {
        Job job = In(JobState.Queued).Complete(Samples.Outputs, 1, _later);
        job.ShouldBe(In(JobState.Queued) with
        {
            State = JobState.Completed,
            Progress = 100,
            Outputs = Samples.Outputs,
            Charged = 1,
            StartedAt = _later,
            FinishedAt = _later,
            UpdatedAt = _later,
        });
    }

    [Fact]
    public void Whatever_happens_to_a_job_its_rules_hold() => Property.Holds(Histories, 1000, history =>
    {
        Job job = Samples.Video() with { Cost = history.Cost };
        DateTimeOffset now = Samples.Now;
        foreach ((int operation, int argument) in history.Steps)
        {
            Job before = job;
            now = now.AddSeconds(7);
            job = operation switch
            {
                < 4 => job.Start(now),
                < 17 => job.Advance(argument, now),
                17 => job.Complete(Samples.Outputs, Math.Abs(argument % 50), now),
                18 => job.Fail(Samples.NoFace, now),
                _ => job.Cancel(now),
            };
            KeepsItsRules(before, job);
            job.RemainingSeconds(now.AddSeconds(argument)).ShouldBeInRange(1, 86_400);
        }
    });

    [Theory]
    [InlineData(0, 0, 60)]
    [InlineData(0, 20, 40)]
    [InlineData(4, 20, 40)]
    [InlineData(4, 59.5, 1)]
    [InlineData(4, 1000, 1)]
    [InlineData(5, 10, 190)]
    [InlineData(50, 10, 10)]
    [InlineData(99, 1000, 11)]
    [InlineData(5, 86_400, 86_400)]
    public void The_remaining_time_follows_the_progress_once_there_is_some(int progress, double elapsed, int remaining) =>
        (In(JobState.Processing) with { Progress = progress })
            .RemainingSeconds(Samples.Now.AddSeconds(elapsed)).ShouldBe(remaining);

    [Theory]
    [InlineData(int.MinValue, 1)]
    [InlineData(0, 1)]
    [InlineData(45, 45)]
    [InlineData(int.MaxValue, 86_400)]
    public void A_job_that_waits_takes_as_long_as_estimated_within_a_day(int estimate, int remaining) =>
        (Samples.Video() with { EstimatedSeconds = estimate }).RemainingSeconds(_later).ShouldBe(remaining);

    [Fact]
    public void The_remaining_time_is_within_a_day_whatever_the_clock_says()
    {
        foreach (int progress in new[] { 0, 4, 5, 50, 99, 100 })
        {
            Job job = In(JobState.Processing) with { Progress = progress };
            job.RemainingSeconds(DateTimeOffset.MinValue).ShouldBeInRange(1, 86_400);
            job.RemainingSeconds(DateTimeOffset.MaxValue).ShouldBeInRange(1, 86_400);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void A_clock_that_was_put_back_leaves_the_estimate(int progress) =>
        (In(JobState.Processing) with { Progress = progress, EstimatedSeconds = 45 })
            .RemainingSeconds(Samples.Now.AddDays(-1)).ShouldBe(45);

    private static Func<Job, Job>[] Operations { get; } =
    [
        job => job.Start(_later),
        job => job.Advance(70, _later),
        job => job.Complete(Samples.Outputs, 1, _later),
        job => job.Fail(Samples.NoFace, _later),
        job => job.Cancel(_later),
    ];

    // Advances are the most frequent, so that a job is often far before it ends.
    private static Arbitrary<History> Histories { get; } = Gen.Choose(0, 10)
        .Zip(
            Gen.ArrayOf(Gen.Choose(0, 19).Zip(Gen.Frequency(
                (8, Gen.Choose(-10, 150)), (1, Gen.Elements(int.MinValue, int.MaxValue, 99, 100))))),
            (cost, steps) => new History(cost, steps.Select(step => (step.Item1, step.Item2)).ToArray()))
        .ToArbitrary();

    private static Job In(JobState state) => state switch
    {
        JobState.Queued => Samples.Video(),
        JobState.Processing => Samples.Video().Start(Samples.Now),
        JobState.Completed => Samples.Video().Start(Samples.Now).Complete(Samples.Outputs, 1, Samples.Now),
        JobState.Failed => Samples.Video().Start(Samples.Now).Fail(Samples.NoFace, Samples.Now),
        _ => Samples.Video().Cancel(Samples.Now),
    };

    // Plain conditions: an assertion for each costs more than all the rest.
    private static void KeepsItsRules(Job before, Job job)
    {
        bool completed = job.State == JobState.Completed;
        (job.Progress >= before.Progress).ShouldBeTrue("progress never goes back");
        (job.Progress == 100).ShouldBe(completed, "only what is completed is done to 100 percent");
        job.Charged.HasValue.ShouldBe(completed, "only what is completed is charged");
        (job.Charged is null or >= 0 && (job.Charged ?? 0) <= job.Cost).ShouldBeTrue("at most the cost is charged");
        (job.Outputs is not null).ShouldBe(completed, "only what is completed made something");
        (job.Failure is not null).ShouldBe(job.State == JobState.Failed, "only what failed says why");
        job.FinishedAt.HasValue.ShouldBe(job.IsFinished, "what has ended says when");
        (before.StartedAt is null || job.StartedAt == before.StartedAt).ShouldBeTrue("it begins once");
        (job.State == JobState.Queued && job.StartedAt is not null).ShouldBeFalse("what waits has not begun");
        (!before.IsFinished || ReferenceEquals(job, before)).ShouldBeTrue("what has ended stays so");
        (ReferenceEquals(job, before) || job.UpdatedAt > before.UpdatedAt).ShouldBeTrue("a change is dated");
    }

    private sealed record History(int Cost, (int Operation, int Argument)[] Steps);
}
