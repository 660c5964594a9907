using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

/// <summary>A lane with people who ask for work, and an engine that takes as long as was expected.</summary>
internal sealed class LaneScene
{
    private readonly Dictionary<string, Job> _jobs = [];
    private readonly Dictionary<string, DateTimeOffset> _ends = [];

    public LaneScene(int capacity = 1, int maxWaiting = 200, bool interleaves = false)
    {
        Capacity = capacity;
        Store = new InMemoryDocumentStore(Time) { Interleaves = interleaves };
        Lanes = new Lanes(Store, Time, new LaneLimits(maxWaiting));
    }

    public ManualTime Time { get; } = new();

    public InMemoryDocumentStore Store { get; }

    public Lanes Lanes { get; }

    public int Capacity { get; }

    /// <summary>The jobs that have begun, in their order.</summary>
    public List<Job> Begun { get; } = [];

    /// <summary>The jobs that have neither begun nor left.</summary>
    public List<Job> Waiting { get; } = [];

    public bool IsIdle => _ends.Count == 0;

    public Job this[string id] => _jobs[id];

    /// <summary>A job that is asked for; its id begins with its owner's name.</summary>
    public async Task<Job> AskAsync(string owner, int seconds = 60)
    {
        Job job = await CreateAsync(owner, seconds);
        (await Lanes.EnterAsync(job, default)).Succeeded.ShouldBeTrue();
        Waiting.Add(job);
        return job;
    }

    /// <summary>A job that is in no lane.</summary>
    public async Task<Job> CreateAsync(string owner, int seconds = 60)
    {
        Job job = Samples.Video($"{owner}{_jobs.Values.Count(other => other.OwnerId == owner)}", Time.Now) with
        {
            OwnerId = owner,
            EstimatedSeconds = seconds,
        };
        _jobs.Add(job.Id, job);
        await Store.CreateAsync(job);
        return job;
    }

    /// <summary>Begins whatever may begin.</summary>
    public async Task BeginAsync()
    {
        foreach (LaneTurn turn in await Lanes.NextAsync(CloneWork.VideoLane, Capacity, default))
        {
            Job job = _jobs[turn.JobId];
            _jobs[job.Id] = (await Store.UpdateAsync<Job>(job.OwnerId, job.Id, j => j.Start(Time.Now)))!;
            await Lanes.StartAsync(job, default);
            Waiting.Remove(job);
            Begun.Add(_jobs[job.Id]);
            _ends.Add(job.Id, Time.Now.AddSeconds(job.EstimatedSeconds));
        }
    }

    /// <summary>Time goes on until the next job that is worked on has ended, and the next has begun.</summary>
    public async Task EndOneAsync()
    {
        (string id, DateTimeOffset end) = _ends.MinBy(pair => (pair.Value, pair.Key));
        if (end > Time.Now) Time.Advance(end - Time.Now);
        _ends.Remove(id);
        await Store.UpdateAsync<Job>(_jobs[id].OwnerId, id, j => j.Complete(Samples.Outputs, 1, Time.Now));
        await Lanes.LeaveAsync(_jobs[id], default);
        await BeginAsync();
    }

    /// <summary>Someone gives a job up that waits.</summary>
    public async Task GiveUpAsync(Job job)
    {
        Waiting.Remove(job);
        await Store.DeleteAsync<Job>(job.OwnerId, job.Id);
        await Lanes.LeaveAsync(job, default);
    }

    /// <summary>Works until nothing is left.</summary>
    public async Task DrainAsync()
    {
        await BeginAsync();
        while (!IsIdle) await EndOneAsync();
    }

    public async Task<int?[]> AheadAsync(params string[] ids)
    {
        List<int?> ahead = [];
        foreach (string id in ids) ahead.Add((await Lanes.PositionAsync(_jobs[id], default))?.Ahead);
        return [.. ahead];
    }

    public string Order => string.Join(' ', Begun.Select(job => job.Id));
}
