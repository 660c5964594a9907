using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Jobs;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine;

/// <summary>
/// Does the work of jobs on the processors of this machine, wherever it was handed in: a stand-in that matches the pitch of a
/// voice and animates the mouth of a clip, not a neural clone.
/// </summary>
public sealed partial class MediaWork : IMediaWork
{
    private readonly IMediaStore _media;
    private readonly string _workFolder;
    private readonly TimeProvider _time;
    private readonly ILogger<MediaWork> _log;
    private readonly Lazy<VideoTrainer> _videoTrainer;

    /// <summary>Makes ready to work.</summary>
    /// <param name="media">Where sources come from and outputs go.</param>
    /// <param name="workFolder">Where files are while they are worked on; what a crash left there is removed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of faults.</param>
    public MediaWork(IMediaStore media, string workFolder, TimeProvider time, ILogger<MediaWork> log)
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
    public async Task<EngineVerdict> DoAsync(
        EngineOrder order, IJobWatcher watcher, Action giveUp, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stuck = new(Timeout.InfiniteTimeSpan, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stuck.Token);
        try
        {
            if (!await watcher.StartedAsync(any.Token)) return EngineVerdict.Impossible(JobFailure.Unwanted);
            stuck.CancelAfter(order.Limit);
            await using ProgressPump progress = new(watcher, _time, giveUp, _log);
            return EngineVerdict.Finished(await DoAsync(order.Task, progress, any.Token));
        }
        catch (MediaRejectedException rejected)
        {
            LogRejected(_log, order.Job.JobId, rejected.Code, rejected.Message);
            return EngineVerdict.Impossible(new JobFailure(rejected.Code, rejected.Message));
        }
        catch (OperationCanceledException hung) when (stuck.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The work on job {order.Job.JobId} did not end within {order.Limit}.", hung);
        }
    }

    /// <inheritdoc/>
    // Whoever gave the job up may have cleared its folder before the last file came.
    public Task DiscardAsync(EngineOrder order) => _media.DeleteAllAsync(order.Task.Output, CancellationToken.None);

    private Task<JobOutputs> DoAsync(EngineTask task, IProgress<double> progress, CancellationToken cancellationToken) =>
        task switch
        {
            EngineTask.TrainLooks training => TrainVideoAsync(training, progress, cancellationToken),
            EngineTask.TrainVoice training => TrainVoiceAsync(training, progress, cancellationToken),
            EngineTask.TalkingHead video => MakeVideoAsync(video, progress, cancellationToken),
            _ => throw new InvalidOperationException($"This engine cannot do {task.GetType().Name}."),
        };

    private async Task<JobOutputs> TrainVideoAsync(
        EngineTask.TrainLooks training, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        string source = folder.File("source");
        await FetchAsync(training.Source, source, folder.Quota, cancellationToken);
        VideoModelFiles files = new(folder.File("model"));
        TrainedVideo trained = await _videoTrainer.Value.TrainAsync(source, files.Folder, progress, cancellationToken);
        foreach (string file in new[]
            { files.Mezzanine1080, files.Mezzanine720, files.FaceTrack, files.Thumbnail, files.Description })
            await StoreAsync(training.Output, file, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = trained.Duration,
            Thumbnail = training.Output.File(Path.GetFileName(files.Thumbnail)),
        };
    }

    private async Task<JobOutputs> TrainVoiceAsync(
        EngineTask.TrainVoice training, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        string source = folder.File("source");
        await FetchAsync(training.Source, source, folder.Quota, cancellationToken);
        string model = folder.File("model");
        VoiceProfile profile = await VoiceTrainer.TrainAsync(source, model, progress, cancellationToken);
        await StoreAsync(training.Output, Path.Combine(model, ModelJson.VoiceProfileFile), cancellationToken);
        return new JobOutputs { DurationSeconds = profile.Duration };
    }

    private async Task<JobOutputs> MakeVideoAsync(
        EngineTask.TalkingHead video, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create(_workFolder);
        VideoModelFiles model = new(folder.File("model"));
        string voice = folder.File(ModelJson.VoiceProfileFile);
        string output = folder.File("output");
        Directory.CreateDirectory(model.Folder);
        Directory.CreateDirectory(output);
        try
        {
            foreach (string file in new[] { model.Mezzanine((int)video.Resolution), model.FaceTrack, model.Description })
                await FetchAsync(video.Looks.File(Path.GetFileName(file)), file, folder.Quota, cancellationToken);
            await FetchAsync(
                video.Voice.File(ModelJson.VoiceProfileFile),
                voice,
                folder.Quota,
                cancellationToken);
        }
        catch (FileNotFoundException gone)
        {
            throw new MediaRejectedException(
                MediaRejection.ModelGone, "A model that this video needs was deleted.", gone);
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
        await StoreAsync(video.Output, result.SubRip, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = result.Duration,
            Bytes = result.Size,
            Video = await StoreAsync(video.Output, result.Video, cancellationToken),
            Thumbnail = await StoreAsync(video.Output, result.Thumbnail, cancellationToken),
            Captions = await StoreAsync(video.Output, result.WebVtt, cancellationToken),
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
