using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;
using Understudy.MediaEngine.TalkingHead;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>
/// Makes a film of a prompt: painted by procedure from the words that it knows, without a trained model. The same prompt, seed
/// and version of the engine make the same film, byte for byte, on the same kind of machine.
/// </summary>
public static class FilmMaker
{
    /// <summary>Which painter made a film; it changes whenever films of the same seed do.</summary>
    public const string EngineVersion = "scenes-2";

    private const double ThumbnailPart = 0.45;

    /// <summary>Makes a film in a folder: <c>film.mp4</c>, <c>thumbnail.jpg</c> and <c>scene.json</c>. If it fails or is
    /// cancelled,
    /// none of them is left.</summary>
    /// <param name="request">Which film.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Hears how much is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work and its tools.</param>
    /// <exception cref="MediaRejectedException">The request cannot be fulfilled.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<FilmResult> MakeAsync(
        FilmRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        string video = Path.Combine(Path.GetFullPath(outputFolder), "film.mp4");
        string thumbnail = Path.Combine(Path.GetFullPath(outputFolder), "thumbnail.jpg");
        string scene = Path.Combine(Path.GetFullPath(outputFolder), "scene.json");
        try
        {
            ScenePlan plan = ScenePlanner.Plan(PromptReader.Read(request.Prompt), request.Style, request.Seconds, request.Roll);
            await File.WriteAllTextAsync(scene, SceneReport.Of(request, plan), cancellationToken);
            using var folder = TemporaryFolder.Create();
            var mark = AiMark.PaintedVideo(request.Recipe);
            string metadata = folder.File("metadata.txt");
            await File.WriteAllTextAsync(metadata, mark.ToMetadata(request.Title), cancellationToken);
            Watermark? watermark = request.Watermark
                ? await Watermark.CreateAsync(request.Width, request.Height, cancellationToken)
                : null;
            await using (ChildProcess encoder = FilmEncoder.Start(request, metadata, video, cancellationToken))
            {
                using FramePainter painter = new(request, plan, watermark);
                await painter.PaintAsync(encoder.WriteAsync, progress, cancellationToken);
                await encoder.CompleteAsync();
            }
            double duration = (double)request.Frames / request.FrameRate;
            double first = plan.Shots.Count > 1 ? plan.Shots[1].Start : duration;
            // The frame that is seen then: behind the beginning of the last one there is none.
            double seen = Math.Floor(first * ThumbnailPart * request.FrameRate) / request.FrameRate;
            await Thumbnail.TakeAsync(video, seen, thumbnail, mark, cancellationToken);
            progress.Report(1);
            return new FilmResult(
                video, thumbnail, scene, duration, request.Frames, new FileInfo(video).Length, request.Width, request.Height,
                    plan.Style);
        }
        catch
        {
            foreach (string file in (string[])[video, thumbnail, scene]) File.Delete(file);
            throw;
        }
    }
}
