using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Narration;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Says texts.</summary>
internal static class SpeechWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.Speak task, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        SpeechRequest request = new(
            task.Text,
            Voices.LanguageOf(task.Language),
            await Voices.OfAsync(task.Voice, task.Profile, task.Sample, folder, cancellationToken),
            task.Pace)
        {
            Recipe = folder.Recipe,
        };
        SpeechResult made = await SpeechMaker.SpeakAsync(request, folder.Made, progress, cancellationToken);
        await folder.StoreAsync(made.SubRip, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = made.Duration,
            Bytes = new FileInfo(made.Sound).Length,
            Audio = await folder.StoreAsync(made.Sound, cancellationToken),
            Captions = await folder.StoreAsync(made.WebVtt, cancellationToken),
            Report = await folder.StoreAsync(made.Times, cancellationToken),
        };
    }
}
