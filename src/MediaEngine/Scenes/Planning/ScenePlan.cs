using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What a film shows.</summary>
/// <param name="Style">How it is painted.</param>
/// <param name="Shots">Its shots, in their order.</param>
/// <param name="Reading">What the prompt says.</param>
/// <param name="NotPainted">What was understood of it and is not in the picture.</param>
internal sealed record ScenePlan(
    FilmStyle Style, IReadOnlyList<ShotPlan> Shots, PromptReading Reading, IReadOnlyList<Mention> NotPainted);
