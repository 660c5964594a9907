using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Previews;

/// <summary>What picture is to stand for a film.</summary>
/// <param name="SourceFile">The film.</param>
public sealed record ThumbnailRequest(string SourceFile)
{
    /// <summary>What is known of the film already; null to find out.</summary>
    public MediaProbe? Probe { get; init; }

    /// <summary>What the pictures say of how they came to be.</summary>
    public AiMark Mark { get; init; } = new(Description: null, SourceType: null, Recipe: null);

    /// <summary>The time of the picture in seconds; null for the best of several.</summary>
    public double? At { get; init; }

    /// <summary>How wide it becomes, in pixels; the height follows the film's shape.</summary>
    public int Width { get; init; } = 640;
}

/// <summary>A picture of a film.</summary>
/// <param name="File">The JPEG.</param>
/// <param name="At">About when it is shown, in seconds.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record Thumbnail(string File, double At, int Width, int Height);

/// <summary>Makes the picture that stands for a film.</summary>
public static class Thumbnails
{
    /// <summary>The file's name.</summary>
    public const string FileName = "thumbnail.jpg";

    private const int Candidates = 16;

    /// <summary>Makes a thumbnail.</summary>
    /// <param name="request">Of what, and how.</param>
    /// <param name="outputFolder">Where it goes; made if missing.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The film cannot be read, or has no such time.</exception>
    public static async Task<Thumbnail> MakeAsync(
        ThumbnailRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        PreviewBounds.Require("width", request.Width, 16, 3840);
        FilmStills film = await FilmStills.OpenAsync(request.SourceFile, request.Probe, request.Width / 2 * 2, cancellationToken);
        if (request.At is { } time) PreviewBounds.Require("time", time, 0, Math.Round(film.Duration, 3));
        progress.Report(0.2);

        (Still still, double at) = request.At is { } wanted
            ? (await film.AtAsync(wanted, cancellationToken), wanted)
            : await BestAsync(film, new PartialProgress(progress, 0.2, 0.95), cancellationToken);
        Directory.CreateDirectory(outputFolder);
        string file = Path.Combine(outputFolder, FileName);
        still.Save(file);
        await JpegMark.WriteAsync(file, request.Mark, cancellationToken);
        progress.Report(1);
        return new Thumbnail(file, Math.Round(at, 3), film.Width, film.Height);
    }

    private static async Task<(Still Still, double At)> BestAsync(
        FilmStills film, PartialProgress progress, CancellationToken cancellationToken)
    {
        double interval = film.Duration / Candidates;
        (Still still, Still best) = (new Still(film.Width, film.Height), new Still(film.Width, film.Height));
        double bestScore = -1;
        int bestIndex = 0;
        await using SegmentReader reader = film.Spread(interval, cancellationToken);
        for (int index = 0; await reader.ReadAsync(still.Pixels); index++)
        {
            double score = StillScore.Of(still);
            if (score > bestScore)
            {
                (bestScore, bestIndex) = (score, index);
                (best, still) = (still, best);
            }

            progress.Report((index + 1.0) / Candidates);
        }

        return bestScore >= 0
            ? (best, (bestIndex + 0.5) * interval)
            : throw new MediaRejectedException(
                MediaRejection.CorruptFile, "The film cannot be played. Please export it again and upload it anew.");
    }
}
