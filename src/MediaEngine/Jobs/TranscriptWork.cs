using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Recognition;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Writes down what is said.</summary>
internal static class TranscriptWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.Transcribe task,
        SpeechRecognition recognition,
        TaskFolder folder,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        string source = await folder.FetchSourceAsync(task.Source, "source", cancellationToken);
        Transcript transcript = await recognition.RecogniseAsync(
            new RecognitionRequest(source) { Language = task.Language, Recipe = folder.Recipe }, folder.Made, progress, cancellationToken);
        await folder.StoreAsync(Path.Combine(folder.Made, TranscriptFiles.SrtFile), cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = transcript.Duration,
            Bytes = new FileInfo(Path.Combine(folder.Made, TranscriptFiles.JsonFile)).Length,
            Captions = await folder.StoreAsync(Path.Combine(folder.Made, TranscriptFiles.WebVttFile), cancellationToken),
            Report = await folder.StoreAsync(Path.Combine(folder.Made, TranscriptFiles.JsonFile), cancellationToken),
        };
    }
}
