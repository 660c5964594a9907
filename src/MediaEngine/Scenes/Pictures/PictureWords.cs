using System.Collections.Frozen;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>What a prompt means for pictures that are there already: camera, style, light, and what fills the air.</summary>
internal sealed class PictureWords
{
    // What the painter can lay over any picture.
    private static readonly FrozenSet<string> _air =
    [
        "fog", "mist", "rain", "storm", "snow", "blizzard", "snowflakes", "sandstorm", "smoke", "steam", "dust", "sparks",
        "firefly", "magical", "bubbles", "petals", "autumn-leaves", "confetti", "dandelion-seeds",
    ];

    private static readonly CameraMove[] _ofPeople = [CameraMove.ZoomIn, CameraMove.PanLeft, CameraMove.PanRight];

    // Where depth is guessed, what stands in front leans when the camera goes aside.
    private static readonly CameraMove[] _ofLand = [CameraMove.ZoomIn, CameraMove.ZoomOut];

    // Snow is white, and mist is grey, whatever the light of a picture is.
    private static readonly Atmosphere _daylight = Atmosphere.Overcast with { Light = 1 };

    private readonly Scenario _scenario;

    /// <summary>The words of a prompt.</summary>
    public PictureWords(string prompt)
    {
        Reading = PromptReader.Read(prompt);
        _scenario = new Scenario(prompt, Reading.Sentences.SelectMany(sentence => sentence.Mentions));
        Style = ScenePlanner.StyleOf(Reading);
    }

    /// <summary>What it says.</summary>
    public PromptReading Reading { get; }

    /// <summary>How it is painted.</summary>
    public FilmStyle Style { get; }

    /// <summary>The light that it names and that can be made of any other one.</summary>
    public string? Light => _scenario.Wanted.Select(mention => mention.Concept.Id).FirstOrDefault(PictureLight.Has);

    /// <summary>What was understood and is not added: what a picture shows is in it or not.</summary>
    public IEnumerable<Mention> NotPainted => Reading.Wanted.Where(mention =>
        mention.Concept.Kind is not (ConceptKind.Camera or ConceptKind.Style) && !_air.Contains(mention.Concept.Id)
        && mention.Concept.Id != Light);

    /// <summary>How the camera moves over a picture.</summary>
    /// <param name="dice">Chooses where nothing is said.</param>
    /// <param name="hasPerson">Whether somebody is in it.</param>
    /// <param name="before">How it moved over the one before.</param>
    public CameraMove Move(Dice dice, bool hasPerson, CameraMove? before)
    {
        if (CameraWords.MoveIn(_scenario, ref dice) is { } said) return said;
        CameraMove[] usual = hasPerson ? _ofPeople : _ofLand;
        int any = dice.Below(usual.Length);
        return usual[any] == before ? usual[(any + 1) % usual.Length] : usual[any];
    }

    /// <summary>A shot of a picture, for what is laid over it.</summary>
    public ShotPlan Shot(int seed, CameraMove move, float horizon, double seconds)
    {
        HashSet<string> has = [.. _scenario.Ids.Where(_air.Contains)];
        if (has.Contains("blizzard")) has.Add("snow");
        if (has.Contains("storm")) has.Add("rain");
        if (_scenario.Any("wind")) has.Add("wind");
        return new ShotPlan
        {
            Text = _scenario.Text,
            Seed = seed,
            Air = _daylight,
            Darkness = 0,
            Land = new Land(Backdrop.None, Floor.Grass),
            Season = null,
            Has = has,
            Cast = [],
            Move = move,
            Horizon = horizon,
            Pace = CameraWords.PaceOf(_scenario),
            Seconds = seconds,
        };
    }
}
