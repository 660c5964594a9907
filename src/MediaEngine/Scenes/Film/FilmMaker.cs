using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Scenes.Painting.Scenery;
using Understudy.MediaEngine.Scenes.Painting.Styles;
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
        ScenePlan plan = ScenePlanner.Plan(PromptReader.Read(request.Prompt), request.Style, request.Seconds, request.Roll);
        FilmScript script = new(
            plan.Style,
            [
                .. plan.Shots.Select(shot => new FilmShot(
                    shot.Start, shot.Seconds, stage => SceneMaker.Make(stage, shot, plan.Style))),
            ],
            Finishes.Of(plan.Style, request.Width, request.Height, request.Roll),
            SceneReport.Of(request, plan),
            AiMark.PaintedVideo(request.Recipe));
        return await FilmWriter.WriteAsync(request, script, outputFolder, progress, cancellationToken);
    }
}
