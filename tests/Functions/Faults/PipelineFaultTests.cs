using System.Net;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Jobs;
using Understudy.Domain.Ledger;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// Somebody has models trained and videos made while everything fails now and then, seed after seed: all of it ends, and every
/// minute is where it belongs.
/// </summary>
public abstract class PipelineFaultTests(FaultyAppFixture fixture)
{
    private const int Videos = 2;

    // The customers of a batch share the app's time, which costs more than all that is done in it.
    private const int Batch = 8;
    private const int Batches = 8;

    private static readonly string[] _lanes =
        [CloneWork.VideoLane, CloneWork.VideoTrainingLane, CloneWork.VoiceTrainingLane];

    private FaultyApp Faulty => fixture.Faulty;

    private WalletLedger Ledger => Faulty.App.Services.GetRequiredService<WalletLedger>();

    protected static TheoryData<int> SeedsFrom(int first) => [.. Enumerable.Range(0, Batches).Select(n => first + (2 * n))];

    /// <summary>Lets one seed decide, for some customers at once.</summary>
    protected async Task RunAsync(int seed)
    {
        Customer[] customers = [.. Enumerable.Range(0, Batch).Select(_ => new Customer(Faulty))];
        try
        {
            Faulty.Chance.Begin(seed);
            Task<Video[][]> acts = Task.WhenAll(customers.Select(ActAsync));
            await Faulty.PassTimeUntilAsync(acts);
            Faulty.Chance.Calm();
            await Faulty.PassTimeUntilAsync(Task.WhenAll(customers.Zip(await acts, CheckAsync)));
        }
        finally
        {
            Faulty.Chance.Calm();
            foreach (Customer customer in customers) customer.Dispose();
        }
    }

    private async Task<Video[]> ActAsync(Customer customer)
    {
        await customer.SignInAsync();
        string[] models = await Task.WhenAll(customer.TrainAsync("video"), customer.TrainAsync("voice"));
        return await Task.WhenAll(Enumerable.Range(0, Videos).Select(_ => MakeAsync(customer, new Pair(models[0], models[1]))));
    }

    private async Task<Video> MakeAsync(Customer customer, Pair models)
    {
        bool isDeleted = Faulty.Chance.Happens(0.3);
        var patience = TimeSpan.FromSeconds(Faulty.Chance.Next(60));
        string id = (await customer.CreateAsync("/api/v1/generate", Bodies.Video(models))).Text("video.id");
        if (!isDeleted) return new Video(id, await customer.EndAsync($"/api/v1/generate/{id}/status", "video.status"));
        await customer.WaitAsync(patience);
        // Once it is done, and the answer was lost, there is nothing to delete any more.
        (await customer.InsistAsync("DELETE", $"/api/v1/videos/{id}")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
        return new Video(id, Ended: null);
    }

    private async Task CheckAsync(Customer customer, Video[] videos)
    {
        foreach (Video video in videos)
        {
            Answer found = await customer.InsistAsync("GET", $"/api/v1/videos/{video.Id}");
            found.Status.ShouldBe(video.IsDeleted ? HttpStatusCode.NotFound : HttpStatusCode.OK, found.ToString());
            if (!video.IsDeleted) await HasEndedAsync(customer, video);
            await IsOverAsync(customer, video.Id);
        }

        WalletId wallet = Minutes.Wallet(customer.Id);
        WalletBalance balance = await Ledger.GetBalanceAsync(wallet);
        IReadOnlyList<WalletEntry> entries = await Ledger.GetHistoryAsync(wallet, 1000);
        balance.Held.ShouldBe(0);
        balance.Left.ShouldBe(entries.Sum(entry => entry.Amount));
        foreach (Video video in videos)
        {
            int cost = -entries.Where(entry => entry.OperationId == video.Id).Sum(entry => entry.Amount);
            if (video.Ended is null) cost.ShouldBeInRange(0, 1, "It may have been finished before it was deleted.");
            else cost.ShouldBe(video.Ended == "completed" ? 1 : 0);
        }
        entries.Where(entry => entry.Amount < 0).Select(entry => entry.OperationId).ShouldBeSubsetOf(videos.Select(video => video.Id));
        await HaveLeftAsync(customer);
    }

    // Whatever fails is tried again: what the engine refused, or broke on each time, is all that may fail.
    private async Task HasEndedAsync(Customer customer, Video video)
    {
        Job job = (await Faulty.Store.FindAsync<Job>(customer.Id, video.Id))!.Value;
        job.State.ShouldBe(video.Ended == "completed" ? JobState.Completed : JobState.Failed, "What has ended stays so.");
        if (job.Failure is { } failure) failure.Code.ShouldBeOneOf("no_face", JobFailure.EngineCrashed.Code);
    }

    private async Task IsOverAsync(Customer customer, string job)
    {
        DurablePipelines pipelines = new(Faulty.App.Services.GetRequiredService<DurableTaskClient>());
        while (await pipelines.FindAsync(job, CancellationToken.None) != PipelineState.Over)
            await customer.WaitAsync(TimeSpan.FromSeconds(10));
    }

    // Nobody waits behind what is over.
    private async Task HaveLeftAsync(Customer customer)
    {
        foreach (string lane in _lanes)
        {
            while (await IsInAsync(lane, customer.Id)) await customer.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    private async Task<bool> IsInAsync(string lane, string owner) =>
        await Faulty.Store.FindAsync<LaneMember>(lane, owner) is { Value.Waiting.Count: > 0 }
        || (await Faulty.Store.FindAsync<Lane>(lane, lane))?.Value.Turns.Any(turn => turn.OwnerId == owner) == true;

    /// <param name="Id">Its id.</param>
    /// <param name="Ended">How it ended; null when it was deleted.</param>
    private sealed record Video(string Id, string? Ended)
    {
        public bool IsDeleted => Ended is null;
    }
}

/// <summary>With the engine in the app itself.</summary>
public sealed class EmbeddedEngineFaultTests(AppAlone app) : PipelineFaultTests(app), IClassFixture<AppAlone>
{
    public static TheoryData<int> Seeds => SeedsFrom(1);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_job_ends_and_every_minute_is_where_it_belongs(int seed) => RunAsync(seed);
}

/// <summary>With workers elsewhere, which die, and whose queues fail and deliver twice.</summary>
public sealed class QueueEngineFaultTests(AppWithWorkers app) : PipelineFaultTests(app), IClassFixture<AppWithWorkers>
{
    public static TheoryData<int> Seeds => SeedsFrom(2);

    [Theory]
    [MemberData(nameof(Seeds))]
    public Task Every_job_ends_and_every_minute_is_where_it_belongs(int seed) => RunAsync(seed);
}
