using System.Collections.Concurrent;
using System.Diagnostics;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;

namespace Understudy.Functions.Tests.Support;

/// <summary>
/// An engine that does what a test says: instantly well, unless a script for the job's kind says otherwise. The real
/// one is tested by itself, and with the app in the end-to-end tests.
/// </summary>
public sealed class ScriptedEngine(IMediaStore media) : IMediaEngine
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _runs = new();

    /// <summary>What happens to the next jobs; null for instant success.</summary>
    public Func<Job, IJobWatcher, CancellationToken, Task<EngineVerdict>>? Script { get; set; }

    /// <summary>How many seconds every text takes to say.</summary>
    public double SpeechSeconds { get; set; } = 4.2;

    /// <summary>What is wrong with every text.</summary>
    public IReadOnlyList<ReadingWarning> Warnings { get; set; } = [];

    /// <summary>How many seconds every video lasts; null for a little more than its speech.</summary>
    public double? MadeSeconds { get; set; }

    /// <summary>The jobs that were begun, in their order; one that was tried again stands there again.</summary>
    public ConcurrentQueue<Job> Begun { get; } = new();

    /// <summary>The jobs whose work was stopped.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = new();

    public TimeSpan EstimateSpeech(string text, Language language) => TimeSpan.FromSeconds(SpeechSeconds);

    public Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken) => Task.FromResult(Warnings);

    public int? CapacityOf(string lane) => null;

    public void Cancel(string jobId)
    {
        Cancelled.Enqueue(jobId);
        if (_runs.TryGetValue(jobId, out CancellationTokenSource? run)) run.Cancel();
    }

    public async Task<EngineVerdict> RunAsync(Job job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        Begun.Enqueue(job);
        var run = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _runs[job.Id] = run;
        try
        {
            return await (Script ?? SucceedAsync)(job, watcher, run.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return EngineVerdict.Impossible(JobFailure.Unwanted);
        }
    }

    /// <summary>A script: the work begins, and goes on until it is cancelled.</summary>
    public static async Task<EngineVerdict> HangAsync(
        Job job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        await watcher.StartedAsync(cancellationToken);
        await watcher.AdvancedAsync(45, cancellationToken);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    }

    /// <summary>
    /// From now on work begins and waits, until the answer is completed; then it ends well.
    /// </summary>
    public TaskCompletionSource Hold()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Script = async (job, watcher, cancellationToken) =>
        {
            await watcher.StartedAsync(cancellationToken);
            await gate.Task.WaitAsync(cancellationToken);
            return await SucceedAsync(job, watcher, cancellationToken);
        };
        return gate;
    }

    /// <summary>A script: the job waits for a turn that never comes.</summary>
    public static async Task<EngineVerdict> WaitAsync(
        Job job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    }

    /// <summary>A script: the work begins and turns out to be impossible.</summary>
    public static Func<Job, IJobWatcher, CancellationToken, Task<EngineVerdict>> Refuse(string code, string message) =>
        async (_, watcher, cancellationToken) =>
        {
            await watcher.StartedAsync(cancellationToken);
            return EngineVerdict.Impossible(new JobFailure(code, message));
        };

    /// <summary>What the engine does when no script says otherwise.</summary>
    public async Task<EngineVerdict> SucceedAsync(Job job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        if (!await watcher.StartedAsync(cancellationToken)) return EngineVerdict.Impossible(JobFailure.Unwanted);
        await watcher.AdvancedAsync(45, cancellationToken);
        return EngineVerdict.Finished(job.Inputs switch
        {
            JobInputs.VideoTraining training => new JobOutputs
            {
                DurationSeconds = 6.4,
                Thumbnail = await WriteAsync(training.Model, "thumbnail.jpg", "image/jpeg", 100),
            },
            JobInputs.VoiceTraining => new JobOutputs { DurationSeconds = 7.6 },
            JobInputs.TalkingVideo video => new JobOutputs
            {
                DurationSeconds = MadeSeconds ?? SpeechSeconds + 0.6,
                Bytes = 2000,
                Video = await WriteAsync(video.Folder, "video.mp4", "video/mp4", 2000),
                Thumbnail = await WriteAsync(video.Folder, "thumbnail.jpg", "image/jpeg", 100),
                Captions = await WriteAsync(video.Folder, "captions.vtt", "text/vtt; charset=utf-8", 50),
            },
            _ => throw new InvalidOperationException($"No such job: {job.Inputs}"),
        });
    }

    private async Task<MediaKey> WriteAsync(MediaKey folder, string name, string contentType, int bytes)
    {
        MediaKey key = folder.File(name);
        using MemoryStream content = new(new byte[bytes]);
        await media.WriteAsync(key, content, contentType);
        return key;
    }
}
