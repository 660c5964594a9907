using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Previews;

/// <summary>What a player shows of a film while somebody moves along its time.</summary>
/// <param name="SourceFile">The film.</param>
public sealed record StoryboardRequest(string SourceFile)
{
    /// <summary>What is known of the film already; null to find out.</summary>
    public MediaProbe? Probe { get; init; }

    /// <summary>What the pictures say of how they came to be.</summary>
    public AiMark Mark { get; init; } = new(Description: null, SourceType: null, Recipe: null);

    /// <summary>Seconds from one picture to the next; null for as many as fill one sheet, but at least a second.</summary>
    public double? Interval { get; init; }

    /// <summary>How wide a picture is, in pixels; the height follows the film's shape.</summary>
    public int TileWidth { get; init; } = 160;

    /// <summary>Pictures beside each other on a sheet.</summary>
    public int Columns { get; init; } = 10;

    /// <summary>Rows of a sheet.</summary>
    public int Rows { get; init; } = 10;
}

/// <summary>The pictures of a film on sheets.</summary>
/// <param name="WebVttFile">Says for each time which part of which sheet is shown.</param>
/// <param name="SheetFiles">The JPEGs.</param>
/// <param name="TileCount">How many pictures there are.</param>
/// <param name="TileHeight">Their height in pixels.</param>
/// <param name="Interval">Seconds from one to the next.</param>
public sealed record Storyboard(string WebVttFile, string[] SheetFiles, int TileCount, int TileHeight, double Interval);

/// <summary>Makes storyboards.</summary>
public static class Storyboards
{
    /// <summary>The name of the file that players read.</summary>
    public const string WebVttFile = "storyboard.vtt";

    private const double ShortestInterval = 1;

    /// <summary>Makes a storyboard.</summary>
    /// <param name="request">Of what, and how.</param>
    /// <param name="outputFolder">Where the files go; made if missing.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The film cannot be read, or the request is not possible.</exception>
    public static async Task<Storyboard> MakeAsync(
        StoryboardRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        RequirePossible(request);
        FilmStills film = await FilmStills.OpenAsync(request.SourceFile, request.Probe, request.TileWidth / 2 * 2, cancellationToken);
        double interval = request.Interval
            ?? Math.Max(ShortestInterval, Math.Ceiling(film.Duration / (request.Columns * request.Rows)));
        progress.Report(0.1);

        Directory.CreateDirectory(outputFolder);
        using StoryboardSheets sheets = new(film, request.Columns, request.Rows, outputFolder);
        Still tile = new(film.Width, film.Height);
        await using SegmentReader reader = film.Spread(interval, cancellationToken);
        while (await reader.ReadAsync(tile.Pixels))
        {
            sheets.Add(tile);
            progress.Report(0.1 + (0.85 * Math.Min(1, sheets.Tiles.Count * interval / film.Duration)));
        }

        sheets.Complete();
        foreach (string sheet in sheets.Files) await JpegMark.WriteAsync(sheet, request.Mark, cancellationToken);
        if (sheets.Tiles.Count == 0)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile, "The film cannot be played. Please export it again and upload it anew.");
        }

        string webVtt = Path.Combine(outputFolder, WebVttFile);
        await File.WriteAllTextAsync(
            webVtt, CaptionFiles.ToWebVtt(Cues(sheets.Tiles, interval, film.Duration)), cancellationToken);
        progress.Report(1);
        return new Storyboard(webVtt, [.. sheets.Files], sheets.Tiles.Count, film.Height, interval);
    }

    private static void RequirePossible(StoryboardRequest request)
    {
        PreviewBounds.Require("width of a tile", request.TileWidth, 16, 640);
        PreviewBounds.Require("number of columns", request.Columns, 1, 20);
        PreviewBounds.Require("number of rows", request.Rows, 1, 20);
        if (request.Interval is { } interval) PreviewBounds.Require("interval", interval, ShortestInterval, 600);
    }

    private static Cue[] Cues(IReadOnlyList<string> tiles, double interval, double duration) =>
    [
        .. tiles.Select((tile, index) => new Cue(
            index * interval,
            index == tiles.Count - 1 ? Math.Max(duration, (index * interval) + 0.001) : (index + 1) * interval,
            [tile])),
    ];
}
