using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Learns how a person looks and sounds.</summary>
internal static class TrainingWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.TrainLooks training,
        VideoTrainer trainer,
        TaskFolder folder,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        string source = await folder.FetchSourceAsync(training.Source, "source", cancellationToken);
        VideoModelFiles files = new(folder.Made);
        TrainedVideo trained = await trainer.TrainAsync(source, files.Folder, progress, cancellationToken);
        foreach (string file in new[]
            { files.Mezzanine1080, files.Mezzanine720, files.FaceTrack, files.Thumbnail, files.Description })
            await folder.StoreAsync(file, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = trained.Duration,
            Thumbnail = training.Output.File(Path.GetFileName(files.Thumbnail)),
        };
    }

    public static async Task<JobOutputs> DoAsync(
        EngineTask.TrainVoice training, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        string source = await folder.FetchSoundAsync(training.Source, "source", cancellationToken);
        VoiceProfile profile = await VoiceTrainer.TrainAsync(source, folder.Made, progress, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = profile.Duration,
            Report = await folder.StoreAsync(Path.Combine(folder.Made, ModelJson.VoiceProfileFile), cancellationToken),
        };
    }
}
