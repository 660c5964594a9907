using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Scenes.Film;

namespace Understudy.MediaEngine.Jobs;

/// <summary>What jobs tell of films that were made.</summary>
internal static class FilmOutputs
{
    /// <summary>Stores the files of a film.</summary>
    public static async Task<JobOutputs> StoreAsync(
        this TaskFolder folder, FilmResult made, CancellationToken cancellationToken) => new()
        {
            DurationSeconds = made.Duration,
            Bytes = made.Size,
            Video = await folder.StoreAsync(made.Video, cancellationToken),
            Thumbnail = await folder.StoreAsync(made.Thumbnail, cancellationToken),
            Report = await folder.StoreAsync(made.Scene, cancellationToken),
        };
}
