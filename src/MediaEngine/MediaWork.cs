using Microsoft.Extensions.Logging;
using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.MediaEngine.Jobs;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Recognition;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine;

/// <summary>
/// Does the work of jobs on the processors of this machine, wherever it was handed in: a stand-in that matches the pitch of a
/// voice and animates the mouth of a clip, not a neural clone.
/// </summary>
public sealed partial class MediaWork : IMediaWork, IDisposable
{
    private readonly IMediaStore _media;
    private readonly string _workFolder;
    private readonly TimeProvider _time;
    private readonly ILogger<MediaWork> _log;
    private readonly Lazy<VideoTrainer> _videoTrainer;
    private readonly SpeechRecognition _recognition;

    /// <summary>Makes ready to work.</summary>
    /// <param name="media">Where sources come from and outputs go.</param>
    /// <param name="workFolder">Where files are while they are worked on; what a crash left there is removed.</param>
    /// <param name="recognition">How speech is recognised.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of faults.</param>
    public MediaWork(
        IMediaStore media, string workFolder, RecognitionOptions recognition, TimeProvider time, ILogger<MediaWork> log)
    {
        _media = media;
        _workFolder = workFolder;
        _time = time;
        _log = log;
        _videoTrainer = new Lazy<VideoTrainer>(() => new VideoTrainer(workFolder));
        _recognition = new SpeechRecognition(recognition);
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

    /// <inheritdoc/>
    public void Dispose() => _recognition.Dispose();

    private async Task<JobOutputs> DoAsync(
        EngineTask task, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using TaskFolder folder = new(_media, _workFolder, task);
        try
        {
            return await DoAsync(task, folder, progress, cancellationToken);
        }
        catch (Exception error) when (error is MediaRejectedException or MediaToolException or IOException)
        {
            // Not of work that was stopped: its files may be somebody else's by now.
            await folder.UndoAsync();
            throw;
        }
    }

    private Task<JobOutputs> DoAsync(
        EngineTask task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken) => task switch
        {
            EngineTask.TrainLooks training =>
                TrainingWork.DoAsync(training, _videoTrainer.Value, folder, progress, cancellationToken),
            EngineTask.TrainVoice training => TrainingWork.DoAsync(training, folder, progress, cancellationToken),
            EngineTask.TalkingHead video => TalkingHeadWork.DoAsync(video, folder, progress, cancellationToken),
            EngineTask.ComposeMusic music => MusicWork.DoAsync(music, folder, progress, cancellationToken),
            EngineTask.PaintFilm film => FilmWork.DoAsync(film, folder, progress, cancellationToken),
            EngineTask.AnimateImages film => ImageFilmWork.DoAsync(film, folder, progress, cancellationToken),
            EngineTask.AssembleFilm film => AssemblyWork.DoAsync(film, folder, progress, cancellationToken),
            EngineTask.SyncLips film => LipSyncWork.DoAsync(film, folder, progress, cancellationToken),
            EngineTask.Speak text => SpeechWork.DoAsync(text, folder, progress, cancellationToken),
            EngineTask.Dub dub => DubbingWork.DoAsync(dub, folder, progress, cancellationToken),
            EngineTask.Transcribe speech => TranscriptWork.DoAsync(speech, _recognition, folder, progress, cancellationToken),
            EngineTask.ExtractAudio sound => SoundWork.DoAsync(sound, folder, progress, cancellationToken),
            EngineTask.Preview preview => PreviewWork.DoAsync(preview, folder, progress, cancellationToken),
            _ => throw new InvalidOperationException($"This engine cannot do {task.GetType().Name}."),
        };

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} cannot be done: {Code}: {Reason}")]
    private static partial void LogRejected(ILogger logger, string jobId, string code, string reason);
}
