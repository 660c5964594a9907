using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>Makes the plan of a film from what its prompt says.</summary>
internal static class ScenePlanner
{
    /// <summary>How long a shot is at least, in seconds, unless the film is shorter.</summary>
    public const double ShortestShot = 3;

    /// <summary>How long the dissolve between two shots takes.</summary>
    public const double Dissolve = 0.7;

    private const double LongestShot = 12;

    /// <summary>Plans a film.</summary>
    /// <param name="reading">What the prompt says.</param>
    /// <param name="style">How it shall be painted, or null for how the prompt says.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="seed">Which of all films of that prompt.</param>
    public static ScenePlan Plan(PromptReading reading, FilmStyle? style, double seconds, int seed)
    {
        FilmStyle how = style ?? StyleOf(reading);
        IReadOnlyList<Scenario> scenarios = Scenario.Of(reading, seconds, ShortestShot);
        List<ShotPlan> shots = [];
        double each = seconds / scenarios.Count;
        int takes = (int)Math.Ceiling(each / LongestShot);
        Dice dice = new((uint)seed);
        foreach (Scenario scenario in scenarios)
            for (int take = 0; take < takes; take++)
                shots.Add(ShotPlanner.Make(scenario, how, (int)(dice.Next() >> 4)));
        double length = seconds / shots.Count;
        for (int n = 0; n < shots.Count; n++)
        {
            shots[n] = shots[n] with
            {
                Start = n * length,
                Seconds = length + (n < shots.Count - 1 ? Dissolve : 0),
                // The same place once more is seen with another move.
                Move = n > 0 && shots[n].Move == shots[n - 1].Move && takes > 1 ? Other(shots[n].Move) : shots[n].Move,
            };
        }
        return new ScenePlan(how, shots, reading, [.. NotPainted(reading, shots)]);
    }

    /// <summary>The style that a prompt names, or else realistic.</summary>
    public static FilmStyle StyleOf(PromptReading reading) =>
        reading.Wanted.FirstOrDefault(mention => mention.Concept.Kind == ConceptKind.Style) is { } named
            ? Enum.Parse<FilmStyle>(named.Concept.Id, ignoreCase: true)
            : FilmStyle.Realistic;

    private static IEnumerable<Mention> NotPainted(PromptReading reading, List<ShotPlan> shots) =>
        reading.Wanted.Where(mention => !shots.Any(shot => Painted.In(shot.Land, mention) && !IsBare(shot, mention)));

    private static bool IsBare(ShotPlan shot, Mention mention) =>
        mention.Concept.Id is "forest" or "jungle" && !shot.Has.Contains(mention.Concept.Id);

    private static CameraMove Other(CameraMove move) => move switch
    {
        CameraMove.ZoomIn => CameraMove.PanLeft,
        CameraMove.ZoomOut => CameraMove.PanRight,
        CameraMove.PanLeft => CameraMove.ZoomIn,
        CameraMove.PanRight => CameraMove.ZoomOut,
        _ => move,
    };
}
