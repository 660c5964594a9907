using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;

namespace Understudy.Functions.Tests.Support;

/// <summary>Work that the scripted engine has been given.</summary>
/// <param name="Id">The id of its job.</param>
/// <param name="Task">What is to be done.</param>
public sealed record ScriptedJob(string Id, EngineTask Task);

/// <summary>
/// An engine that does what a test says: instantly well, unless a script for the job's kind says otherwise. The real
/// one is tested by itself, and with the app in the end-to-end tests.
/// </summary>
public sealed class ScriptedEngine(IMediaStore media, IDocumentStore store, LeaseHolder holder, TimeProvider time)
    : InProcessEngine("embedded", store, holder, time), ISpeechReader
{
    /// <summary>What happens to the next jobs; null for instant success.</summary>
    public Func<ScriptedJob, IJobWatcher, CancellationToken, Task<EngineVerdict>>? Script { get; set; }

    /// <summary>How many seconds every text takes to say.</summary>
    public double SpeechSeconds { get; set; } = 4.2;

    /// <summary>What is wrong with every text.</summary>
    public IReadOnlyList<ReadingWarning> Warnings { get; set; } = [];

    /// <summary>How many bytes every film has.</summary>
    public int FilmBytes { get; set; } = 3000;

    /// <summary>What it tells of every voice.</summary>
    public string VoiceReport { get; set; } = """{"MedianPitch":110.5}""";

    /// <summary>What it writes down of every recording.</summary>
    public string TranscriptReport { get; set; } = """
        {"language":"en","recogniser":"scripted","confidence":0.8,"duration":4,
         "words":[{"word":"hello","start":0.4,"end":0.8,"confidence":0.9},{"word":"there","start":0.9,"end":1.4,"confidence":0.8},
                  {"word":"good","start":2.1,"end":2.4,"confidence":0.7},{"word":"bye","start":2.5,"end":3,"confidence":0.8}],
         "segments":[{"text":"Hello there.","start":0.4,"end":1.4,"confidence":0.85},
                     {"text":"Good bye.","start":2.1,"end":3,"confidence":0.75}]}
        """;

    /// <summary>How many seconds every video lasts; null for a little more than its speech.</summary>
    public double? MadeSeconds { get; set; }

    /// <summary>The jobs that were begun, in their order; one that was tried again stands there again.</summary>
    public ConcurrentQueue<ScriptedJob> Begun { get; } = new();

    /// <summary>The jobs whose work was stopped.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = new();

    public TimeSpan EstimateSpeech(string text, Language language) => TimeSpan.FromSeconds(SpeechSeconds);

    public Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken) => Task.FromResult(Warnings);

    /// <summary>How many jobs of a lane it works on at once; null for as many as come: scripts say when which begins.</summary>
    public int? Capacity { get; set; }

    public override int? CapacityOf(string lane) => Capacity;

    public override Task CancelAsync(EngineTicket ticket, CancellationToken cancellationToken)
    {
        Cancelled.Enqueue(ticket.Id.Split('/')[1]);
        return base.CancelAsync(ticket, cancellationToken);
    }

    protected override Task<EngineVerdict> WorkAsync(EngineWork work)
    {
        ScriptedJob job = new(work.Order.Job.JobId, work.Order.Task);
        Begun.Enqueue(job);
        return (Script ?? SucceedAsync)(job, work.Watcher, work.Token);
    }

    protected override Task DiscardAsync(EngineOrder order) => media.DeleteAllAsync(order.Task.Output, CancellationToken.None);

    protected override void OnFault(EngineOrder order, Exception fault)
    {
        // Tests break it on purpose.
    }

    /// <summary>A script: the work begins, and goes on until it is cancelled.</summary>
    public static async Task<EngineVerdict> HangAsync(
        ScriptedJob job, IJobWatcher watcher, CancellationToken cancellationToken)
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
        ScriptedJob job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new UnreachableException();
    }

    /// <summary>A script: the work begins and turns out to be impossible.</summary>
    public static Func<ScriptedJob, IJobWatcher, CancellationToken, Task<EngineVerdict>> Refuse(string code, string message) =>
        async (_, watcher, cancellationToken) =>
        {
            await watcher.StartedAsync(cancellationToken);
            return EngineVerdict.Impossible(new JobFailure(code, message));
        };

    /// <summary>What the engine does when no script says otherwise.</summary>
    public async Task<EngineVerdict> SucceedAsync(ScriptedJob job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        if (!await watcher.StartedAsync(cancellationToken)) return EngineVerdict.Impossible(JobFailure.Unwanted);
        await watcher.AdvancedAsync(45, cancellationToken);
        return EngineVerdict.Finished(job.Task switch
        {
            EngineTask.TrainLooks training => new JobOutputs
            {
                DurationSeconds = 6.4,
                Thumbnail = await WriteAsync(training.Output, "thumbnail.jpg", "image/jpeg", 100),
            },
            EngineTask.TrainVoice training => new JobOutputs
            {
                DurationSeconds = 7.6,
                Report = await WriteAsync(training.Output, "voice.json", "application/json", VoiceReport),
            },
            EngineTask.TalkingHead video => new JobOutputs
            {
                DurationSeconds = MadeSeconds ?? SpeechSeconds + 0.6,
                Bytes = 2000,
                Video = await WriteAsync(video.Output, "video.mp4", "video/mp4", 2000),
                Thumbnail = await WriteAsync(video.Output, "thumbnail.jpg", "image/jpeg", 100),
                Captions = await WriteAsync(video.Output, "captions.vtt", "text/vtt; charset=utf-8", 50),
            },
            EngineTask.PaintFilm film => await FilmAsync(film.Output, film.Seconds),
            EngineTask.AnimateImages film => await FilmAsync(film.Output, film.Seconds),
            EngineTask.ExtractAudio sound => new JobOutputs
            {
                DurationSeconds = 2,
                Bytes = 500,
                Audio = await WriteAsync(sound.Output, $"sound.{sound.Format}", "audio/wav", 500),
            },
            EngineTask.Transcribe speech => new JobOutputs
            {
                DurationSeconds = 4,
                Report = await WriteAsync(speech.Output, "transcript.json", "application/json", TranscriptReport),
            },
            EngineTask.Speak text => new JobOutputs
            {
                DurationSeconds = SpeechSeconds,
                Bytes = 800,
                Audio = await WriteAsync(text.Output, "speech.wav", "audio/wav", 800),
                Captions = await WriteAsync(text.Output, "captions.vtt", "text/vtt; charset=utf-8", 50),
                Report = await WriteAsync(text.Output, "words.json", "application/json", "[]"),
            },
            EngineTask.ComposeMusic music => new JobOutputs
            {
                DurationSeconds = music.Seconds,
                Bytes = 700,
                Audio = await WriteAsync(music.Output, $"music.{music.Format}", "audio/mp4", 700),
                Report = await WriteAsync(music.Output, "recipe.json", "application/json", "{}"),
            },
            EngineTask.AssembleFilm film => new JobOutputs
            {
                DurationSeconds = 6,
                Bytes = FilmBytes,
                Video = await WriteAsync(film.Output, $"film.{film.Container}", "video/mp4", 3000),
            },
            EngineTask.Dub { IsFilm: false } dub => new JobOutputs
            {
                DurationSeconds = 4,
                Bytes = 900,
                Audio = await WriteAsync(dub.Output, "dub.wav", "audio/wav", 900),
                Report = await WriteAsync(dub.Output, "report.json", "application/json", FitReportOf(dub)),
            },
            EngineTask.SyncLips film => new JobOutputs
            {
                DurationSeconds = 4,
                Bytes = FilmBytes,
                Video = await WriteAsync(film.Output, $"video.{film.Container}", "video/mp4", 3000),
                Report = await WriteAsync(film.Output, "report.json", "application/json", "{}"),
            },
            _ => throw new InvalidOperationException($"No such job: {job.Task}"),
        });
    }

    private static string FitReportOf(EngineTask.Dub dub) => JsonSerializer.Serialize(
        new
        {
            dub.Language,
            Duration = 4,
            Segments = dub.Segments.Select(segment => new
            {
                segment.Start,
                segment.End,
                Asked = segment.End - segment.Start,
                Natural = 1.5,
                Pace = 1,
                Spoken = 1.5,
                SpokenAt = segment.Start,
                Shift = 0,
                Overrun = 0,
                Reused = false,
            }),
        },
        JsonSerializerOptions.Web);

    private async Task<JobOutputs> FilmAsync(MediaKey folder, double seconds) => new()
    {
        DurationSeconds = seconds,
        Bytes = FilmBytes,
        Video = await WriteAsync(folder, "film.mp4", "video/mp4", 3000),
        Thumbnail = await WriteAsync(folder, "thumbnail.jpg", "image/jpeg", 100),
        Report = await WriteAsync(folder, "scene.json", "application/json", 2),
    };

    private Task<MediaKey> WriteAsync(MediaKey folder, string name, string contentType, int bytes) =>
        WriteAsync(folder, name, contentType, new byte[bytes]);

    private Task<MediaKey> WriteAsync(MediaKey folder, string name, string contentType, string text) =>
        WriteAsync(folder, name, contentType, Encoding.UTF8.GetBytes(text));

    private async Task<MediaKey> WriteAsync(MediaKey folder, string name, string contentType, byte[] bytes)
    {
        MediaKey key = folder.File(name);
        using MemoryStream content = new(bytes);
        await media.WriteAsync(key, content, contentType);
        return key;
    }
}
