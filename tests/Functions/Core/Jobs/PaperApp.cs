using System.Collections.Concurrent;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Ledger;
using Understudy.Domain.Media;
using Understudy.Domain.Notifications;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Jobs;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Jobs;

/// <summary>The app with a kind of jobs that it has never heard of, and an engine elsewhere that works on them.</summary>
public sealed class PaperApp : IAsyncLifetime
{
    /// <summary>How many units everybody has.</summary>
    public const int Granted = 10;

    /// <summary>How many units a job holds.</summary>
    public const int Cost = 4;

    private readonly TestApp _app = new();
    private readonly ConcurrentDictionary<string, PaperPlan> _plans = new();

    public PaperApp()
    {
        Kind = new PaperKind(_plans);
        _app.Settings["Engines:stationery:paper"] = "elsewhere";
        _app.AddServices = services =>
        {
            services.AddSingleton(Kind);
            services.AddSingleton<IJobKind>(Kind);
            services.AddSingleton<IJobNews, PaperNews>();
            services.AddSingleton(_plans);
            services.AddSingleton(provider => new NamedEngine(
                "elsewhere",
                new Lazy<IMediaEngine>(() => new EngineElsewhere(_plans, provider.GetRequiredService<TimeProvider>()))));
        };
    }

    public TestApp App => _app;

    /// <summary>The kind of jobs.</summary>
    public PaperKind Kind { get; }

    public IDocumentStore Store => _app.Services.GetRequiredService<IDocumentStore>();

    internal DurablePipelines Pipelines => new(Client);

    public DurableTaskClient Client => _app.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Asks for a job; what becomes of it is in the plan.</summary>
    public async Task<PaperPlan> QueueAsync(PaperPlan? plan = null)
    {
        plan ??= new PaperPlan();
        _plans[plan.Id] = plan;
        await _app.Services.GetRequiredService<WalletLedger>().GrantAsync(
            plan.Wallet, new Grant("given", Granted, "bonus", null));
        Result<JobQueued> queued = await _app.Services.GetRequiredService<JobDesk>().QueueAsync(
            new NewJob
            {
                Id = plan.Id,
                OwnerId = plan.OwnerId,
                Kind = Kind,
                Inputs = JobInputs.Of(new PaperInputs("A4")),
                EstimatedSeconds = 10,
                Wallet = plan.Wallet,
                Cost = Cost,
            },
            Pipelines,
            default);
        queued.Succeeded.ShouldBeTrue();
        return plan;
    }

    /// <summary>Waits until a job has ended, and has been announced; time goes on meanwhile if need be.</summary>
    public async Task<Job> EndedAsync(PaperPlan plan, TimeSpan? step = null)
    {
        async Task<Job?> Ask() => plan.IsAnnounced ? await FindAsync(plan) : null;
        Job? ended = step is { } by
            ? await _app.AdvanceUntilAsync(by, Ask, job => job is { IsFinished: true })
            : await Eventually.GetAsync(Ask, job => job is { IsFinished: true });
        return ended!;
    }

    public async Task<Job?> FindAsync(PaperPlan plan) =>
        (await Store.FindAsync<Job>(plan.OwnerId, plan.Id))?.Value;

    public Task<WalletBalance> BalanceAsync(PaperPlan plan) =>
        _app.Services.GetRequiredService<WalletLedger>().GetBalanceAsync(plan.Wallet);

    public JobReference ReferenceOf(PaperPlan plan) => new(plan.OwnerId, plan.Id, Kind.Product, Kind.Name, plan.Wallet);

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();
}

/// <summary>The inputs of a job that makes paper.</summary>
public sealed record PaperInputs(string Size);

/// <summary>What a test wants to become of a job, and what became of it.</summary>
public sealed class PaperPlan
{
    private readonly ConcurrentQueue<Func<EngineTicket, EngineStatus>> _submits = new();
    private readonly ConcurrentQueue<Func<EngineTicket, EngineStatus>> _polls = new();

    public string Id { get; } = Guid.CreateVersion7().ToString();

    public string OwnerId { get; } = Guid.CreateVersion7().ToString();

    public WalletId Wallet => new(OwnerId, "stationery", Unit.Credits);

    /// <summary>Why the job is not admitted, if it is not.</summary>
    public JobFailure? Refusal { get; init; }

    /// <summary>Ends the work.</summary>
    public TaskCompletionSource<EngineVerdict> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Submitted { get; set; }

    public int Polled { get; set; }

    public int Cancelled { get; set; }

    public int Forgotten { get; set; }

    public int Completed { get; set; }

    public int Failed { get; set; }

    /// <summary>How often the end was found by those who announce it.</summary>
    public int Announced { get; set; }

    public bool IsAnnounced => Announced > 0;

    public static EngineVerdict Made { get; } = EngineVerdict.Finished(new JobOutputs { DurationSeconds = 3 });

    /// <summary>What the next submission is answered.</summary>
    public PaperPlan Submits(params Func<EngineTicket, EngineStatus>[] answers)
    {
        foreach (Func<EngineTicket, EngineStatus> answer in answers) _submits.Enqueue(answer);
        return this;
    }

    /// <summary>What the next polls are answered.</summary>
    public PaperPlan Polls(params Func<EngineTicket, EngineStatus>[] answers)
    {
        foreach (Func<EngineTicket, EngineStatus> answer in answers) _polls.Enqueue(answer);
        return this;
    }

    /// <summary>The job's work ends well at once.</summary>
    public PaperPlan Ends()
    {
        End.TrySetResult(Made);
        return this;
    }

    internal Func<EngineTicket, EngineStatus>? NextSubmit() =>
        _submits.TryDequeue(out Func<EngineTicket, EngineStatus>? next) ? next : null;

    internal Func<EngineTicket, EngineStatus>? NextPoll() =>
        _polls.TryDequeue(out Func<EngineTicket, EngineStatus>? next) ? next : null;
}

/// <summary>The kind.</summary>
public sealed class PaperKind(ConcurrentDictionary<string, PaperPlan> plans) : IJobKind
{
    public string Product => "stationery";

    public string Name => "paper";

    public string Lane => "paper";

    public TimeSpan WorkLimit => TimeSpan.FromHours(2);

    public Task<JobFailure?> AdmitAsync(Job job, CancellationToken cancellationToken) =>
        Task.FromResult(plans[job.Id].Refusal);

    public EngineTask ToTask(Job job) => new EngineTask.TrainVoice
    {
        Source = new MediaKey(MediaKey.Uploads, $"paper/{job.InputsOf<PaperInputs>().Size}"),
        Output = new MediaKey(MediaKey.Library, $"paper/{job.Id}/"),
    };

    public int ChargeOf(Job job, JobOutputs outputs) => (int)outputs.DurationSeconds;

    public Task CompletedAsync(Job job, CancellationToken cancellationToken)
    {
        plans[job.Id].Completed++;
        return Task.CompletedTask;
    }

    public Task FailedAsync(Job job, JobFailure failure, CancellationToken cancellationToken)
    {
        plans[job.Id].Failed++;
        return Task.CompletedTask;
    }

    public Task GoneAsync(JobReference job, CancellationToken cancellationToken) => Task.CompletedTask;

    public IEnumerable<PersonalItem> Describe(Job job) => [];

    public Task EraseAsync(string ownerId, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Tells nobody, and counts how often the end was found.</summary>
public sealed class PaperNews(ConcurrentDictionary<string, PaperPlan> plans, IDocumentStore store) : IJobNews
{
    public string Product => "stationery";

    public async Task<JobReport> ReportAsync(JobReference job, CancellationToken cancellationToken)
    {
        bool ended = await store.FindAsync<Job>(job.OwnerId, job.JobId, cancellationToken) is not { Value.IsFinished: false };
        if (ended) plans[job.JobId].Announced++;
        return new JobReport(ended, null);
    }

    public Task<Mail?> WriteAsync(
        JobReference job, User owner, UserSettings settings, CancellationToken cancellationToken) =>
        Task.FromResult<Mail?>(null);
}

/// <summary>An engine elsewhere: it works on two jobs at a time, and answers what each plan says.</summary>
internal sealed class EngineElsewhere(ConcurrentDictionary<string, PaperPlan> plans, TimeProvider time) : IMediaEngine
{
    public int? CapacityOf(string lane) => 2;

    public async Task<EngineStatus> SubmitAsync(
        EngineOrder order, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        PaperPlan plan = plans[order.Job.JobId];
        plan.Submitted++;
        await watcher.StartedAsync(cancellationToken);
        EngineTicket ticket = new("elsewhere", order.Job.JobId);
        return plan.NextSubmit()?.Invoke(ticket) ?? EngineStatus.Working(ticket, TimeSpan.Zero);
    }

    public async Task<EngineStatus> PollAsync(
        EngineTicket ticket, IJobWatcher watcher, TimeSpan patience, CancellationToken cancellationToken)
    {
        PaperPlan plan = plans[ticket.Id];
        plan.Polled++;
        if (plan.NextPoll() is { } next) return next(ticket);
        await watcher.AdvancedAsync(50, cancellationToken);
        await Task.WhenAny(plan.End.Task, Task.Delay(patience, time, cancellationToken));
        return plan.End.Task.IsCompleted
            ? EngineStatus.Ended(await plan.End.Task, ticket)
            : EngineStatus.Working(ticket, TimeSpan.Zero);
    }

    public Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        plans[ticket.Id].Cancelled++;
        plans[ticket.Id].End.TrySetResult(EngineVerdict.Impossible(JobFailure.Unwanted));
        return Task.CompletedTask;
    }

    public Task ForgetAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        plans[ticket.Id].Forgotten++;
        return Task.CompletedTask;
    }
}
