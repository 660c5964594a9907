using Understudy.Domain.Jobs;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Music;

namespace Understudy.MediaEngine.Jobs;

/// <summary>Composes music and has it played.</summary>
internal static class MusicWork
{
    public static async Task<JobOutputs> DoAsync(
        EngineTask.ComposeMusic music, TaskFolder folder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        MusicRequest request = new(
            music.Prompt,
            music.Genre is { } genre ? Named.Of<MusicGenre>(genre, "genre") : null,
            music.Seconds,
            music.Seed,
            Named.Of<MusicFormats>(music.Format, "format"))
        {
            Recipe = folder.Recipe,
        };
        MusicResult made = await MusicMaker.MakeAsync(request, folder.Made, progress, cancellationToken);
        string sound = made.M4a ?? made.Mp3 ?? made.Wav!;
        await folder.StoreAsync(made.Midi, cancellationToken);
        return new JobOutputs
        {
            DurationSeconds = made.Duration,
            Bytes = new FileInfo(sound).Length,
            Audio = await folder.StoreAsync(sound, cancellationToken),
            Report = await folder.StoreAsync(made.Recipe, cancellationToken),
        };
    }
}
