using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Previews;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Takes the sound out of films and recordings.</summary>
internal static class SoundWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.ExtractAudio task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        string source = await folder.FetchSourceAsync(task.Source, "source", cancellationToken);
        SoundExtractionRequest request = new(source)
        {
            Format = task.Format,
            SampleRate = task.SampleRate,
            Channels = task.Channels,
            Recipe = folder.Recipe,
        };
        ExtractedSound sound = await SoundExtraction.ExtractAsync(request, folder.Made, progress, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = sound.Duration,
            Bytes = new FileInfo(sound.File).Length,
            Audio = await folder.StoreAsync(sound.File, cancellationToken),
        };
    }
}
