using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// Films are ordered from a provider while it, the documents and the files fail now and then, seed after seed: it is asked for each
/// at most once, no film that it has made and told of is lost, each is brought here once, and costs nothing when there is none.
/// </summary>
public sealed class ProviderFaultTests(AppWithProvider app) : IClassFixture<AppWithProvider>
{
    private const int Films = 2;

    // The seeds of a batch share the app's time, which costs more than all that is done in it.
    private const int Batch = 20;

    private static readonly string[] _refusals = [ProviderFailures.Refused.Code, ProviderFailures.Unavailable.Code];

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, 200 / Batch).Select(batch => 1 + (batch * Batch))];

    private FaultyApp Faulty => app.Faulty;

    private WalletLedger Ledger => Faulty.App.Services.GetRequiredService<WalletLedger>();

    private DurablePipelines Pipelines => new(Faulty.App.Services.GetRequiredService<DurableTaskClient>());

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public async Task Each_film_is_asked_for_once_and_charged_when_there_is_one(int firstSeed)
    {
        Run[] runs = [.. Enumerable.Range(firstSeed, Batch).Select(seed => new Run(seed))];
        try
        {
            await Faulty.PassTimeUntilAsync(Task.WhenAll(
                runs.Select(run => Ledger.GrantAsync(run.Wallet, new Grant("given", 100, "bonus", null)))));
            Faulty.Chance.Begin(firstSeed);
            await Faulty.PassTimeUntilAsync(Task.WhenAll(runs.SelectMany(run => run.Jobs.Select(job => OrderAsync(run, job)))));
            Faulty.Chance.Calm();
            await Faulty.PassTimeUntilAsync(Task.WhenAll(runs.SelectMany(run => run.Jobs.Select(IsOverAsync))));
        }
        finally
        {
            Faulty.Chance.Calm();
        }

        foreach (Run run in runs) await CheckAsync(run);
        Faulty.Unexpected.ShouldBeEmpty();
    }

    private async Task CheckAsync(Run run)
    {
        try
        {
            IReadOnlyList<WalletEntry> entries = await Ledger.GetHistoryAsync(run.Wallet, 100);
            foreach (string id in run.Jobs)
            {
                Job job = (await Faulty.Store.FindAsync<Job>(run.Owner, id))!.Value;
                try
                {
                    Check(job);
                }
                catch (Exception failure)
                {
                    ProviderTask? known = (await Faulty.Store.FindAsync<ProviderTask>(run.Owner, id))?.Value;
                    throw new InvalidOperationException($"{failure.Message} {job} {known} {string.Join("; ", Faulty.Unexpected)}", failure);
                }
                int cost = -entries.Where(entry => entry.OperationId == id).Sum(entry => entry.Amount);
                cost.ShouldBe(job.State == JobState.Completed ? FilmKind.Cost : 0);
            }
            WalletBalance balance = await Ledger.GetBalanceAsync(run.Wallet);
            balance.Held.ShouldBe(0);
            balance.Left.ShouldBe(entries.Sum(entry => entry.Amount));
        }
        catch (Exception failure)
        {
            throw new SeededFailureException($"The seed was {run.Seed}. {failure.Message}", failure);
        }
    }

    private void Check(Job job)
    {
        IReadOnlyList<ProvidersTask> taken = app.Provider.TasksOf(job.Id);
        taken.Count.ShouldBeLessThanOrEqualTo(1, "It was asked for twice.");
        ProvidersTask? task = taken.SingleOrDefault();
        string outcome = job.Failure?.Code ?? job.State.ToString();
        app.Outcomes.AddOrUpdate(outcome, 1, (_, times) => times + 1);
        if (job.State == JobState.Completed)
        {
            task.ShouldNotBeNull();
            (task.Fails, task.IsBad, task.Fetched).ShouldBe((false, false, 1));
            MediaOf(job).ShouldBe(["film.mp4"]);
            return;
        }
        job.State.ShouldBe(JobState.Failed);
        if (outcome == ProviderFailures.Lost.Code) (task?.IsTold ?? false).ShouldBeFalse("What it has told of is not lost.");
        else if (outcome == ProviderFailures.Failed.Code) task!.Fails.ShouldBeTrue();
        else if (outcome == ProviderFailures.Unusable.Code) task!.IsBad.ShouldBeTrue();
        else if (_refusals.Contains(outcome)) task.ShouldBeNull();
        // The app itself gave up before it came to its turn; what is tested here is what comes after that.
        else if (outcome == JobFailure.EngineCrashed.Code) task.ShouldBeNull();
        else outcome.ShouldBe(ProviderFailures.Busy.Code);
        MediaOf(job).ShouldBeEmpty();
    }

    private string?[] MediaOf(Job job)
    {
        string folder = Path.Combine(Faulty.App.DataFolder, "media", "library", "films", job.OwnerId, job.Id);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName)] : [];
    }

    private async Task OrderAsync(Run run, string id)
    {
        app.Provider.Expect(id, (run.Seed * Films) + Array.IndexOf(run.Jobs, id));
        NewJob order = new()
        {
            Id = id,
            OwnerId = run.Owner,
            Kind = Faulty.App.Services.GetRequiredService<FilmKind>(),
            Inputs = JobInputs.Of(new { }),
            EstimatedSeconds = 60,
            Wallet = run.Wallet,
            Cost = FilmKind.Cost,
        };
        // As whoever asks does until there is an answer; a sweep makes up for what was cut off.
        while (await Faulty.Store.FindAsync<Job>(run.Owner, id) is null)
        {
            try
            {
                await Faulty.App.Services.GetRequiredService<JobDesk>().QueueAsync(order, Pipelines, default);
            }
            catch (Exception)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), Faulty.App.Time);
            }
        }
        while (await Faulty.Store.FindAsync<Job>(run.Owner, id) is { Value.IsFinished: false })
            await Task.Delay(TimeSpan.FromSeconds(10), Faulty.App.Time);
    }

    private async Task IsOverAsync(string job)
    {
        while (await Pipelines.FindAsync(job, CancellationToken.None) is PipelineState.Running)
            await Task.Delay(TimeSpan.FromSeconds(10), Faulty.App.Time);
    }

    /// <summary>Somebody who orders films.</summary>
    private sealed class Run(int seed)
    {
        public int Seed => seed;

        public string Owner { get; } = Guid.CreateVersion7().ToString();

        public WalletId Wallet => new(Owner, "cinema", Unit.Credits);

        public string[] Jobs { get; } = [.. Enumerable.Range(0, Films).Select(_ => Guid.CreateVersion7().ToString())];
    }
}

/// <summary>An app whose films a provider makes, and whose own engine makes them the app's.</summary>
public sealed class AppWithProvider : IAsyncLifetime
{
    private FaultyApp? _faulty;
    private ProviderDouble? _provider;

    /// <summary>How jobs ended, and how often: a test that never loses anything tests nothing.</summary>
    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    internal FaultyApp Faulty => _faulty ?? throw new InvalidOperationException("The app has not been started.");

    internal ProviderDouble Provider => _provider ?? throw new InvalidOperationException("The app has not been started.");

    public async Task InitializeAsync()
    {
        _faulty = await FaultyApp.StartAsync(hasWorkers: false, faulty =>
        {
            _provider = new ProviderDouble(faulty);
            faulty.App.Settings["Engines:testFilm"] = "sora";
            faulty.App.Settings["SoraApiUrl"] = ProviderDouble.Address;
            faulty.App.Settings["SoraApiKey"] = ProviderDouble.Key;
            faulty.App.Settings["SoraApiPatienceMinutes"] = "12";
            faulty.App.Settings["SoraApiJobs"] = "8";
            faulty.Also = services =>
            {
                services.AddSingleton<FilmKind>();
                services.AddSingleton<IJobKind>(provider => provider.GetRequiredService<FilmKind>());
                foreach (string client in new[] { "sora-api", "sora-films" })
                    services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => _provider);
            };
        });
        _faulty.App.Engine.Script = FinishAsync;
    }

    public async Task DisposeAsync()
    {
        if (_faulty is not null) await _faulty.DisposeAsync();
    }

    private async Task<EngineVerdict> FinishAsync(ScriptedJob job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        if (Faulty.Chance.Happens(0.05)) throw new IOException("The engine broke.");
        try
        {
            return await FinishAsync((EngineTask.AssembleFilm)job.Task, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Faulty.Unexpected.Enqueue($"The film could not be finished: {failure}");
            throw;
        }
    }

    private async Task<EngineVerdict> FinishAsync(EngineTask.AssembleFilm film, CancellationToken cancellationToken)
    {
        // What breaks here is its own matter, and three times is enough for good.
        IMediaStore media = Faulty.App.Services.GetRequiredService<FileMediaStore>();
        (film.Watermark, film.ShowsTitle, film.Thumbnail).ShouldBe((true, false, true));
        await using Stream made = await media.OpenReadAsync(film.Picture, cancellationToken);
        MediaKey key = film.Output.File("film.mp4");
        await media.WriteAsync(key, made, "video/mp4", cancellationToken);
        return EngineVerdict.Finished(new JobOutputs { DurationSeconds = 5, Bytes = 64 * 1024, Video = key });
    }
}
