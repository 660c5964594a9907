using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>One orchestration runs jobs of every kind, whatever their engine does.</summary>
public sealed class JobRunTests(PaperApp paper) : IClassFixture<PaperApp>
{
    private static readonly WalletBalance _charged = new(PaperApp.Granted, PaperApp.Granted - 3, 0);
    private static readonly WalletBalance _free = new(PaperApp.Granted, PaperApp.Granted, 0);

    [Fact]
    public async Task Work_that_is_finished_at_once_needs_no_ticket()
    {
        PaperPlan plan = await paper.QueueAsync(new PaperPlan().Submits(_ => EngineStatus.Ended(PaperPlan.Made)));

        await ShouldBeMadeAsync(plan);
        (plan.Submitted, plan.Polled, plan.Forgotten).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Work_with_a_ticket_is_asked_for_until_it_is_finished()
    {
        PaperPlan plan = await paper.QueueAsync();
        await Eventually.GetAsync(() => paper.FindAsync(plan), job => job is { State: JobState.Processing, Progress: 50 });

        plan.Ends();

        await ShouldBeMadeAsync(plan);
        (plan.Submitted, plan.Forgotten, plan.Cancelled).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task An_engine_that_says_when_to_ask_again_is_asked_then()
    {
        PaperPlan plan = await paper.QueueAsync(new PaperPlan().Ends().Polls(
            ticket => EngineStatus.Working(ticket, TimeSpan.FromMinutes(1)), ticket => EngineStatus.Working(ticket)));

        await ShouldBeMadeAsync(plan, TimeSpan.FromMinutes(1));
        plan.Polled.ShouldBe(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task Answers_that_are_lost_are_asked_for_again_and_no_work_is_handed_in_again(int lost)
    {
        PaperPlan plan = new PaperPlan().Ends();
        for (int i = 0; i < lost; i++) plan.Polls(_ => throw new IOException("The answer was lost."));
        await paper.QueueAsync(plan);

        await ShouldBeMadeAsync(plan, TimeSpan.FromMinutes(3));
        plan.Submitted.ShouldBe(1);
        plan.Polled.ShouldBe(lost + 1);
    }

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_repeated_for_the_same_job()
    {
        PaperPlan plan = await paper.QueueAsync(
            new PaperPlan().Ends().Submits(_ => throw new IOException("The answer was lost.")));

        await ShouldBeMadeAsync(plan, TimeSpan.FromSeconds(10));
        plan.Submitted.ShouldBe(2);
    }

    [Fact]
    public async Task Work_whose_process_is_gone_is_handed_in_again()
    {
        PaperPlan plan = await paper.QueueAsync(
            new PaperPlan().Ends().Polls(EngineStatus.Lost, EngineStatus.Lost, EngineStatus.Lost, EngineStatus.Lost));

        await ShouldBeMadeAsync(plan, TimeSpan.FromSeconds(10));
        plan.Submitted.ShouldBe(5);
    }

    [Fact]
    public async Task An_engine_that_breaks_three_times_fails_the_job_which_costs_nothing()
    {
        PaperPlan plan = await paper.QueueAsync(
            new PaperPlan().Polls(EngineStatus.Broken, EngineStatus.Broken, EngineStatus.Broken));

        await ShouldFailAsync(plan, JobFailure.EngineCrashed, TimeSpan.FromSeconds(10));
        plan.Submitted.ShouldBe(3);
    }

    [Fact]
    public async Task Work_that_is_impossible_fails_the_job_with_the_engines_reason()
    {
        JobFailure wet = new("wet", "The paper is wet.");
        PaperPlan plan = await paper.QueueAsync();
        plan.End.SetResult(EngineVerdict.Impossible(wet));

        await ShouldFailAsync(plan, wet);
        plan.Submitted.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_its_kind_does_not_admit_never_reaches_an_engine()
    {
        JobFailure torn = new("torn", "The paper is torn.");
        PaperPlan plan = await paper.QueueAsync(new PaperPlan { Refusal = torn });

        await ShouldFailAsync(plan, torn);
        plan.Submitted.ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_does_not_end_is_given_up_at_its_deadline()
    {
        await using AppOfPaper own = await AppOfPaper.StartAsync();
        PaperPlan plan = await own.Paper.QueueAsync();
        await Eventually.GetAsync(() => own.Paper.FindAsync(plan), job => job is { State: JobState.Processing });

        Job failed = await own.Paper.EndedAsync(plan, TimeSpan.FromHours(1));
        failed.Failure.ShouldBe(JobFailure.TimedOut);
        (plan.Submitted, plan.Cancelled).ShouldBe((1, 1));
        await Eventually.GetAsync(() => own.Paper.BalanceAsync(plan), balance => balance == _free);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_it_is_worked_on_is_stopped_and_costs_nothing_at_once()
    {
        PaperPlan plan = await paper.QueueAsync();
        await Eventually.GetAsync(() => paper.FindAsync(plan), job => job is { State: JobState.Processing });

        await CancelAsync(plan);

        (await paper.BalanceAsync(plan)).ShouldBe(_free);
        (await paper.EndedAsync(plan)).State.ShouldBe(JobState.Cancelled);
        await Eventually.HoldsAsync(() => plan.Failed > 0, "the pipeline clears up");
        plan.Cancelled.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_pipeline_that_begins_after_its_job_was_cancelled_clears_up()
    {
        PaperPlan plan = await paper.QueueAsync();
        await CancelAsync(plan);
        await paper.EndedAsync(plan);
        await Eventually.HoldsAsync(() => plan.Failed > 0, "the pipeline clears up");
        int before = plan.Failed;

        RunJob activities = ActivatorUtilities.CreateInstance<RunJob>(paper.App.Services);
        (await activities.Admit(paper.ReferenceOf(plan), paper.Client, default)).ShouldBeNull();

        plan.Failed.ShouldBe(before + 1);
        (await paper.BalanceAsync(plan)).ShouldBe(_free);
    }

    [Fact]
    public async Task Jobs_beyond_what_the_engine_works_on_wait_and_begin_when_others_have_ended()
    {
        await using AppOfPaper own = await AppOfPaper.StartAsync();
        PaperPlan[] plans = await own.QueueAsync(4);
        await own.WorkedOnAsync(plans[0], plans[1]);
        (plans[2].Submitted, plans[3].Submitted).ShouldBe((0, 0));

        plans[0].Ends();
        await own.Paper.EndedAsync(plans[0]);
        await own.WorkedOnAsync(plans[1], plans[2]);

        // One that waits is cancelled, and one that works: neither keeps the others from their turn.
        await own.CancelAsync(plans[3]);
        PaperPlan last = await own.Paper.QueueAsync();
        await own.CancelAsync(plans[1]);
        await own.WorkedOnAsync(plans[2], last);
        plans[3].Submitted.ShouldBe(0);
        foreach (PaperPlan plan in new[] { plans[2], last })
        {
            plan.Ends();
            (await own.Paper.EndedAsync(plan)).State.ShouldBe(JobState.Completed);
        }
    }

    [Fact]
    public async Task A_job_may_wait_for_longer_than_it_may_work()
    {
        await using AppOfPaper own = await AppOfPaper.StartAsync();
        // Nobody takes these two out of the lane.
        foreach (string id in new[] { "x", "y" })
        {
            PaperPlan blocker = await own.Paper.QueueAsync();
            await own.WorkedOnAsync(blocker);
        }
        PaperPlan plan = await own.Paper.QueueAsync();
        own.Paper.App.Time.Advance(own.Paper.Kind.WorkLimit - TimeSpan.FromMinutes(5));
        (await own.Paper.FindAsync(plan))!.State.ShouldBe(JobState.Queued);
        // The two fail at their deadlines, and its own has not begun before that.
        await own.Paper.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(6), () => own.Paper.FindAsync(plan), job => job is { State: JobState.Processing });
        plan.Ends();
        (await own.Paper.EndedAsync(plan)).State.ShouldBe(JobState.Completed);
    }

    [Fact]
    public async Task Every_activity_may_be_delivered_twice()
    {
        PaperPlan plan = await paper.QueueAsync();
        await Eventually.GetAsync(() => paper.FindAsync(plan), job => job is { State: JobState.Processing });
        JobReference job = paper.ReferenceOf(plan);
        RunJob activities = ActivatorUtilities.CreateInstance<RunJob>(paper.App.Services);
        await activities.Admit(job, paper.Client, default);
        (await activities.Turn(job, paper.Client, default)).ShouldBeTrue();
        EngineTicket ticket = (await activities.Submit(job, default)).Ticket.ShouldNotBeNull();
        (await activities.Poll(new WorkPoll(job, ticket, TimeSpan.Zero), default)).State.ShouldBe(EngineState.Working);
        plan.Ends();
        await ShouldBeMadeAsync(plan);

        await activities.Complete(new Completion(job, PaperPlan.Made.Outputs!, ticket), paper.Client, default);
        await activities.Fail(new Refusal(job, JobFailure.TimedOut, ticket), paper.Client, default);
        (await activities.Admit(job, paper.Client, default)).ShouldBeNull();
        (await activities.Submit(job, default)).Verdict!.Failure.ShouldBe(JobFailure.Unwanted);
        await AnnounceJob.Begin(job, paper.Client, default);
        (await paper.FindAsync(plan))!.State.ShouldBe(JobState.Completed);
        (await paper.BalanceAsync(plan)).ShouldBe(_charged);
        plan.Announced.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_whose_orchestration_is_of_an_earlier_version_is_run_by_this_one()
    {
        PaperPlan plan = new PaperPlan().Ends();
        JobReference job = paper.ReferenceOf(plan);
        await paper.Client.ScheduleNewOrchestrationInstanceAsync(
            "Earlier-Job-Run", job, new Microsoft.DurableTask.StartOrchestrationOptions(plan.Id));
        await paper.QueueAsync(plan);

        await ShouldBeMadeAsync(plan, TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData("Engines:Default", "nobody", "Understudy:Engines:Default is 'nobody'; known here: embedded")]
    [InlineData("Engines:clone:talkingVideo", "nobody", "Understudy:Engines:clone:talkingVideo is 'nobody'; known here: embedded")]
    [InlineData("Engines:clone:dancing", "embedded", "Understudy:Engines:clone:dancing is no kind of job; known here: clone:talkingVideo,")]
    public async Task An_engine_or_a_kind_that_there_is_not_is_no_start(string setting, string value, string told)
    {
        Exception refusal = await Should.ThrowAsync<Exception>(
            () => AppOfOwn.StartAsync(app => app.Settings[setting] = value));
        refusal.ToString().ShouldContain(told);
    }

    private async Task CancelAsync(PaperPlan plan) =>
        await paper.App.Services.GetRequiredService<JobSettlement>()
            .CancelAsync((await paper.FindAsync(plan))!, paper.Pipelines, default);

    private async Task ShouldBeMadeAsync(PaperPlan plan, TimeSpan? step = null)
    {
        Job job = await paper.EndedAsync(plan, step);
        (job.State, job.Charged, job.Progress).ShouldBe((JobState.Completed, 3, 100));
        (await paper.BalanceAsync(plan)).ShouldBe(_charged);
        (plan.Completed, plan.Failed, plan.Announced).ShouldBe((1, 0, 1));
    }

    private async Task ShouldFailAsync(PaperPlan plan, JobFailure failure, TimeSpan? step = null)
    {
        Job job = await paper.EndedAsync(plan, step);
        (job.State, job.Failure).ShouldBe((JobState.Failed, failure));
        (await paper.BalanceAsync(plan)).ShouldBe(_free);
        (plan.Completed, plan.Failed, plan.Announced).ShouldBe((0, 1, 1));
    }

    private sealed class AppOfPaper : IAsyncDisposable
    {
        public PaperApp Paper { get; } = new();

        public static async Task<AppOfPaper> StartAsync()
        {
            AppOfPaper own = new();
            await own.Paper.InitializeAsync();
            return own;
        }

        public async Task<PaperPlan[]> QueueAsync(int count)
        {
            List<PaperPlan> plans = [];
            for (int i = 0; i < count; i++) plans.Add(await Paper.QueueAsync());
            return [.. plans];
        }

        public async Task WorkedOnAsync(params PaperPlan[] plans)
        {
            foreach (PaperPlan plan in plans)
                await Eventually.GetAsync(() => Paper.FindAsync(plan), job => job is { State: JobState.Processing });
        }

        public async Task CancelAsync(PaperPlan plan) =>
            await Paper.App.Services.GetRequiredService<JobSettlement>()
                .CancelAsync((await Paper.FindAsync(plan))!, Paper.Pipelines, default);

        public async ValueTask DisposeAsync() => await Paper.DisposeAsync();
    }
}
