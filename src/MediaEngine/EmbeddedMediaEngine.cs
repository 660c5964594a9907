using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Understudy.Domain.Common;
using Understudy.Domain.Jobs;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.MediaEngine.Jobs;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine;

/// <summary>
/// Does the work of jobs in this process, on its processors: a stand-in that matches the pitch of a voice and animates
/// the mouth of a clip, not a neural clone.
/// </summary>
public sealed partial class EmbeddedMediaEngine : IMediaEngine
{
    // No job that works takes this long; one that does is stuck.
    private static readonly TimeSpan _shortestLimit = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _runs = new();
    private readonly IMediaStore _media;
    private readonly string _workFolder;
    private readonly TimeProvider _time;
    private readonly ILogger<EmbeddedMediaEngine> _log;
    private readonly Lazy<VideoTrainer> _videoTrainer;

    /// <summary>Makes an engine.</summary>
    /// <param name="media">Where sources come from and outputs go.</param>
    /// <param name="workFolder">Where files are while they are worked on; what a crash left there is removed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of faults.</param>
    public EmbeddedMediaEngine(
        IMediaStore media, string workFolder, TimeProvider time, ILogger<EmbeddedMediaEngine> log)
    {
        _media = media;
        _workFolder = workFolder;
        _time = time;
        _log = log;
        _videoTrainer = new Lazy<VideoTrainer>(() => new VideoTrainer(workFolder));
        TemporaryFolder.RemoveStale(workFolder);
        TemporaryFolder.RemoveStale();
    }

    /// <inheritdoc/>
    public TimeSpan EstimateSpeech(string text, Language language) =>
        TimeSpan.FromSeconds(SpeechDurationEstimate.Seconds(text, language));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReadingWarning>> CheckReadingAsync(
        string text, Language language, CancellationToken cancellationToken) =>
        SpeechSynthesizers.For(language).CheckAsync(text, cancellationToken);

    /// <summary>One: a job uses every core, so that two at once would only both be late.</summary>
    public int? CapacityOf(string lane) => 1;

    /// <inheritdoc/>
    public void Cancel(string jobId)
    {
        if (_runs.TryGetValue(jobId, out CancellationTokenSource? run)) run.Cancel();
    }

    /// <inheritdoc/>
    public async Task<EngineVerdict> RunAsync(Job job, IJobWatcher watcher, CancellationToken cancellationToken)
    {
        // Not disposed: whoever cancels the job may hold it a moment longer than the run lasts.
        CancellationTokenSource unwanted = new();
        if (!_runs.TryAdd(job.Id, unwanted))
            throw new InvalidOperationException($"Job {job.Id} is being worked on already.");
        var limit = TimeSpan.FromSeconds(Math.Max(_shortestLimit.TotalSeconds, job.EstimatedSeconds * 30));
        using CancellationTokenSource stuck = new(Timeout.InfiniteTimeSpan, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, unwanted.Token, stuck.Token);
        try
        {
            if (!await watcher.StartedAsync(any.Token)) return EngineVerdict.Impossible(JobFailure.Unwanted);
            stuck.CancelAfter(limit);
            await using ProgressPump progress = new(watcher, _time, unwanted, _log);
            return EngineVerdict.Finished(await WorkAsync(job, progress, any.Token));
        }
        catch (MediaRejectedException rejected)
        {
            LogRejected(_log, job.Id, rejected.Code, rejected.Message);
            return EngineVerdict.Impossible(new JobFailure(rejected.Code, rejected.Message));
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            // Whoever gave the job up may have cleared its folder before the last file came.
            await _media.DeleteAllAsync(OutputFolder(job.Inputs), CancellationToken.None);
            return EngineVerdict.Impossible(JobFailure.Unwanted);
        }
        catch (OperationCanceledException hung) when (stuck.IsCancellationRequested)
        {
            throw new TimeoutException($"The work on job {job.Id} did not end within {limit}.", hung);
        }
        finally
        {
            _runs.TryRemove(job.Id, out _);
        }
    }

    private Task<JobOutputs> WorkAsync(Job job, IProgress<double> progress, CancellationToken cancellationToken) =>
        job.Inputs switch
        {
            JobInputs.VideoTraining training => TrainVideoAsync(training, progress, cancellationToken),
            JobInputs.VoiceTraining training => TrainVoiceAsync(training, progress, cancellationToken),
            JobInputs.TalkingVideo video => MakeVideoAsync(job.OwnerId, video, progress, cancellationToken),
            _ => throw new InvalidOperationException($"This engine cannot do {job.Inputs.GetType().Name}."),
        };

    private static MediaKey OutputFolder(JobInputs inputs) => inputs switch
    {
        JobInputs.VideoTraining training => training.Model,
        JobInputs.VoiceTraining training => training.Model,
        JobInputs.TalkingVideo video => video.Folder,
        _ => throw new InvalidOperationException($"This engine cannot do {inputs.GetType().Name}."),
    };

    private async Task<JobOutputs> TrainVideoAsync(
        JobInputs.VideoTraining training, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        string source = folder.File("source");
        await FetchAsync(training.Source, source, folder.Quota, cancellationToken);
        VideoModelFiles files = new(folder.File("model"));
        TrainedVideo trained = await _videoTrainer.Value.TrainAsync(source, files.Folder, progress, cancellationToken);
        foreach (string file in new[]
            { files.Mezzanine1080, files.Mezzanine720, files.FaceTrack, files.Thumbnail, files.Description })
            await StoreAsync(training.Model, file, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = trained.Duration,
            Thumbnail = training.Model.File(Path.GetFileName(files.Thumbnail)),
        };
    }

    private async Task<JobOutputs> TrainVoiceAsync(
        JobInputs.VoiceTraining training, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        string source = folder.File("source");
        await FetchAsync(training.Source, source, folder.Quota, cancellationToken);
        string model = folder.File("model");
        VoiceProfile profile = await VoiceTrainer.TrainAsync(source, model, progress, cancellationToken);
        await StoreAsync(training.Model, Path.Combine(model, ModelJson.VoiceProfileFile), cancellationToken);
        return new JobOutputs { DurationSeconds = profile.Duration };
    }

    private async Task<JobOutputs> MakeVideoAsync(
        string ownerId,
        JobInputs.TalkingVideo video,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        VideoModelFiles model = new(folder.File("model"));
        string voice = folder.File(ModelJson.VoiceProfileFile);
        string output = folder.File("output");
        Directory.CreateDirectory(model.Folder);
        Directory.CreateDirectory(output);
        MediaKey looks = CloneModel.FilesOf(ownerId, video.VideoModelId);
        try
        {
            foreach (string file in new[] { model.Mezzanine((int)video.Resolution), model.FaceTrack, model.Description })
                await FetchAsync(looks.File(Path.GetFileName(file)), file, folder.Quota, cancellationToken);
            await FetchAsync(
                CloneModel.FilesOf(ownerId, video.VoiceModelId).File(ModelJson.VoiceProfileFile),
                voice,
                folder.Quota,
                cancellationToken);
        }
        catch (FileNotFoundException gone)
        {
            throw new MediaRejectedException(JobFailure.ModelGone.Code, JobFailure.ModelGone.Message, gone);
        }

        TalkingHeadResult result = await TalkingHeadRenderer.RenderAsync(
            new TalkingHeadRequest(
                model,
                await ModelJson.LoadAsync<VoiceProfile>(voice, cancellationToken),
                video.Text,
                video.Language,
                video.Resolution,
                video.Title,
                video.Watermark),
            output,
            new RenderShare(progress),
            cancellationToken);
        await StoreAsync(video.Folder, result.SubRip, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = result.Duration,
            Bytes = result.Size,
            Video = await StoreAsync(video.Folder, result.Video, cancellationToken),
            Thumbnail = await StoreAsync(video.Folder, result.Thumbnail, cancellationToken),
            Captions = await StoreAsync(video.Folder, result.WebVtt, cancellationToken),
        };
    }

    private async Task FetchAsync(MediaKey key, string path, DiskQuota quota, CancellationToken cancellationToken)
    {
        if (await _media.FindAsync(key, cancellationToken) is { } found) quota.Require(found.Bytes);
        await _media.FetchAsync(key, path, cancellationToken);
    }

    private async Task<MediaKey> StoreAsync(MediaKey folder, string file, CancellationToken cancellationToken)
    {
        MediaKey key = folder.File(Path.GetFileName(file));
        await using FileStream content = File.OpenRead(file);
        await _media.WriteAsync(key, content, ContentType(file), cancellationToken);
        return key;
    }

    private static string ContentType(string file) => Path.GetExtension(file) switch
    {
        ".mp4" => "video/mp4",
        ".jpg" => "image/jpeg",
        ".vtt" => "text/vtt; charset=utf-8",
        ".srt" => "application/x-subrip",
        ".json" => "application/json",
        _ => "application/octet-stream",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} cannot be done: {Code}: {Reason}")]
    private static partial void LogRejected(ILogger logger, string jobId, string code, string reason);

    private sealed class RenderShare(IProgress<double> progress) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value)
        {
            if (value.FramesTotal > 0) progress.Report((double)value.FramesDone / value.FramesTotal);
        }
    }
}
