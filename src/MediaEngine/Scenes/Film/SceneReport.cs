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

    /// <summary>The report as JSON.</summary>
    public static string Of(FilmRequest request, ScenePlan plan) => JsonSerializer.Serialize(
        new
        {
            request.Prompt,
            plan.Reading.Language,
            Engine = FilmMaker.EngineVersion,
            RecipeId = request.Recipe,
            request.Seed,
            Style = plan.Style.ToString().ToLowerInvariant(),
            request.Width,
            request.Height,
            request.FrameRate,
            request.Frames,
            NothingUnderstood = plan.IsMadeUp,
            Understood = plan.Reading.Wanted.Select(Told),
            Unwanted = plan.Reading.Sentences.SelectMany(sentence => sentence.Mentions)
                .Where(mention => mention.IsAbsent).Select(Told),
            plan.Reading.NotUnderstood,
            NotPainted = plan.NotPainted.Select(Told),
            Shots = plan.Shots.Select(shot => new
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
            }),
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
