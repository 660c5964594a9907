using System.Text.Encodings.Web;
using System.Text.Json;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>What <c>scene.json</c> tells of a film: what was understood of its prompt, and what became of it.</summary>
internal static class SceneReport
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        // It is a file of its own and never part of a page: Japanese may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report of a painted film, as JSON.</summary>
    public static string Of(FilmRequest request, ScenePlan plan) => Of(
        request,
        FilmMaker.EngineVersion,
        plan.Style,
        plan.Reading,
        plan.NotPainted,
        plan.Shots.Select(shot => new
        {
            shot.Text,
            Start = Math.Round(shot.Start, 3),
            Seconds = Math.Round(shot.Seconds, 3),
            Camera = shot.Move.ToString(),
            Setting = shot.Land.Setting.ToString(),
            Backdrop = shot.Land.Backdrop.ToString(),
            Floor = shot.Land.Floor.ToString(),
            Water = shot.Land.Water.ToString(),
            Things = shot.Cast.Where(cast => !cast.IsScenery).Select(cast => new { cast.Mention.Concept.Id, cast.Count }),
        }));

    /// <summary>The report as JSON.</summary>
    /// <param name="request">The film.</param>
    /// <param name="engine">What made it.</param>
    /// <param name="style">How it is painted.</param>
    /// <param name="reading">What its prompt says.</param>
    /// <param name="notPainted">What was understood of that and is not in the picture.</param>
    /// <param name="shots">What its shots show.</param>
    public static string Of<TShot>(
        FilmRequest request,
        string engine,
        FilmStyle style,
        PromptReading reading,
        IEnumerable<Mention> notPainted,
        IEnumerable<TShot> shots) => JsonSerializer.Serialize(
        new
        {
            request.Prompt,
            reading.Language,
            Engine = engine,
            RecipeId = request.Recipe,
            request.Seed,
            Style = style.ToString().ToLowerInvariant(),
            request.Width,
            request.Height,
            request.FrameRate,
            request.Frames,
            NothingUnderstood = !reading.Wanted.Any(),
            Understood = reading.Wanted.Select(Told),
            Unwanted = reading.Sentences.SelectMany(sentence => sentence.Mentions)
                .Where(mention => mention.IsAbsent).Select(Told),
            reading.NotUnderstood,
            NotPainted = notPainted.Select(Told),
            Shots = shots,
        },
        _options);

    private static object Told(Mention mention) => new
    {
        Concept = mention.Concept.Id,
        Kind = mention.Concept.Kind.ToString().ToLowerInvariant(),
        mention.Words,
        mention.Count,
        mention.Colour,
        mention.Position,
        mention.Motion,
    };
}
