using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Scenes.Prompts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>
/// Gives every figure of a shot its place. A figure is as high in the picture as looks well for what it is; how far away it
/// is follows from that, and so where its foot stands on the ground and how much the camera moves it.
/// </summary>
internal sealed class CastPlacer
{
    // As from a small hill, so that what is far and what is near stand apart; and all of it stays in the picture.
    private const float Eye = 5;
    private const float Deepest = 290;
    private readonly SceneBuilder _scene;
    private readonly List<(PlacedFigure Placed, float Parallax)> _heaven = [];
    private readonly List<(PlacedFigure Placed, float Parallax)> _air = [];
    private readonly List<(PlacedFigure Placed, float Parallax)> _water = [];
    private readonly List<PlacedFigure> _ground = [];
    private readonly Room _room;

    /// <summary>Finds the places.</summary>
    public CastPlacer(SceneBuilder scene)
    {
        _scene = scene;
        _room = new Room(scene.Stage.Width);
        int part = 100;
        // What was asked for by itself chooses first.
        foreach (Cast cast in scene.Shot.Cast.OrderBy(cast => cast.IsScenery)) Place(cast, scene.Dice(part++));
        _ground.Sort((a, b) => a.Y.CompareTo(b.Y));
    }

    /// <summary>Whether something stands on land.</summary>
    public bool NeedsLand => _ground.Count > 0;

    /// <summary>Adds what is in space.</summary>
    public void AddHeaven() => AddByDepth(_heaven, 0, 2, 0);

    /// <summary>Adds what flies far away.</summary>
    public void AddFarAir() => AddByDepth(_air, 0, 0.3f, 0);

    /// <summary>Adds what flies nearer.</summary>
    public void AddNearAir() => AddByDepth(_air, 0.3f, 2, 0);

    /// <summary>Adds what swims.</summary>
    public void AddWater() => AddByDepth(_water, 0, 2, 0.3f);

    /// <summary>Adds what swims before a shore.</summary>
    /// <param name="banks">The land.</param>
    /// <param name="near">The first piece of it that is nearer than the water.</param>
    public void LiftOverShore(Banks banks, int near)
    {
        for (int n = 0; n < _water.Count; n++) _water[n] = _water[n] with { Placed = banks.BeforeShore(_water[n].Placed, near) };
    }

    /// <summary>Adds what swims in rivers and ponds, which lie in the land.</summary>
    public void AddInlandWater(Banks banks)
    {
        List<(PlacedFigure Placed, float Parallax)> found = [];
        foreach ((PlacedFigure placed, _) in _water)
            if (banks.OnInlandWater(placed) is { } place) found.Add(place);
        AddByDepth(found, 0, 2, 0.3f);
    }

    /// <summary>Adds what stands on one of several pieces of land.</summary>
    /// <param name="slabs">All of them, from far to near.</param>
    /// <param name="number">Which.</param>
    public void AddGround(IReadOnlyList<Slab> slabs, int number)
    {
        Banks banks = new(_scene, slabs);
        List<PlacedFigure> here = [];
        foreach (PlacedFigure placed in _ground)
        {
            float x = banks.Middle(placed);
            int on = 0;
            for (int n = 0; n < slabs.Count; n++)
                if (slabs[n].TopAt(x) < placed.Y) on = n;
            // Between two shores there is water, and nothing stands.
            bool isShore = IsWater && on == 0;
            if (isShore && slabs.Count > 1 && placed.Y > _scene.Horizon + 50) on = slabs.Count - 1;
            // Not behind a nearer edge than the one it came to stand on.
            for (int n = on + 1; n < slabs.Count && !(isShore && on == 0); n++)
                if (slabs[n].TopAt(x) < Banks.FootOn(slabs[on], x, placed.Y)) on = n;
            if (on != number) continue;
            float place = banks.OnGround(slabs[number], x, placed.Y);
            float top = slabs[number].TopAt(place);
            PlacedFigure moved = placed with { X = placed.X + place - x };
            if (top > Stage.Height) here.Add(moved with { Y = isShore ? _scene.Horizon + 2 : placed.Y });
            else here.Add(moved with
            {
                Y = isShore && on == 0 ? top + (_scene.Horizon - top) * 0.45f : Banks.FootOn(slabs[number], place, placed.Y),
            });
        }
        FigureGroup.Add(_scene, here, slabs[number].Sheet.Parallax);
    }

    private void AddByDepth(List<(PlacedFigure Placed, float Parallax)> all, float from, float to, float mirrored)
    {
        foreach (IGrouping<float, (PlacedFigure Placed, float Parallax)> group in all
            .Where(one => one.Parallax >= from && one.Parallax < to).GroupBy(one => one.Parallax).OrderBy(group => group.Key))
            FigureGroup.Add(_scene, [.. group.Select(one => one.Placed).OrderBy(placed => placed.Metre)], group.Key, mirrored);
    }

    private void Place(Cast cast, Dice dice)
    {
        float flockX = dice.Between(0.3f, 0.7f);
        float flockY = dice.Between(0.25f, 0.5f);
        for (int n = 0; n < cast.Count; n++)
        {
            Dice own = new(dice.Next());
            if (FigureCatalogue.Make(Seasonal(cast.Mention, ref dice), own) is not { } figure) return;
            float size = Sizes.Of(figure, cast, n, _scene, ref dice);
            float metre = size / figure.Height;
            switch (figure.Footing)
            {
                case Footing.Ground when _scene.Shot.Land.Setting == Setting.Underwater:
                    float floor = Stage.Height - dice.Between(20, 90);
                    _ground.Add(Make(figure, cast, XOf(cast, n, figure.Width * metre, size, ref dice), floor, metre, ref dice));
                    break;
                case Footing.Ground:
                    float y = _scene.Horizon + Deepest * (1 - MathF.Exp(-Eye * metre / Deepest));
                    _ground.Add(Make(figure, cast, XOf(cast, n, figure.Width * metre, size, ref dice), y, metre, ref dice));
                    break;
                case Footing.Water:
                    float surface = Math.Min(Stage.Height - 20, _scene.Horizon + 3 + 3 * metre);
                    float near = Math.Clamp((surface - _scene.Horizon) / 220, 0.16f, 0.8f);
                    _water.Add((Make(figure, cast, XOf(cast, n, figure.Width * metre, size, ref dice), surface, metre,
                        ref dice) with
                    {
                        Bobbing = MathF.Min(5, size * 0.012f) + 0.4f,
                        Phase = dice.Between(0, 6),
                    }, MathF.Round(near * 4) / 4));
                    break;
                case Footing.Underwater:
                    PlaceSwimmer(cast, n, figure, metre, size, (flockX, flockY), ref dice);
                    break;
                case Footing.Heaven:
                    float high = _scene.Shot.Land.Setting == Setting.Space
                        ? Math.Clamp(dice.Between(0.25f, 0.6f) * Stage.Height + size / 2, size, Stage.Height)
                        : Math.Max(size + 20, _scene.Horizon * dice.Between(0.35f, 0.6f));
                    _heaven.Add((Make(figure, cast, XOf(cast, n, figure.Width * metre, size, ref dice), high, metre, ref dice),
                        0.05f));
                    break;
                default:
                    PlaceFlyer(cast, n, figure, metre, size, (flockX, flockY), ref dice);
                    break;
            }
        }
    }

    // Trees have the colours of the season, unless others are said.
    private Mention Seasonal(Mention mention, ref Dice dice)
    {
        if (mention.Concept.Id is not ("tree" or "birch" or "willow") || mention.Colour is not null) return mention;
        string[] leaves = ["orange", "gold", "red", "yellow", "orange"];
        return _scene.Shot.Season switch
        {
            "autumn" => mention with { Colour = leaves[dice.Below(leaves.Length)] },
            "winter" when mention.Concept.Id == "tree" => mention with
            {
                Concept =
                new Concept("dead-tree", mention.Concept.Kind)
            },
            _ => mention,
        };
    }

    private void PlaceFlyer(Cast cast, int n, Figure figure, float metre, float size, (float X, float Y) flock, ref Dice dice)
    {
        bool isFlock = cast.Count > 2 && size < 70;
        float x = isFlock && cast.Mention.Position is not ("left" or "right")
            ? (flock.X + dice.Between(-0.2f, 0.2f)) * _scene.Stage.Width
            : XOf(cast, n, figure.Width * metre, size, ref dice);
        float part = isFlock ? flock.Y + dice.Between(-0.13f, 0.13f) : dice.Between(0.3f, 0.62f);
        if (cast.Mention.Position is "above") part *= 0.6f;
        if (cast.Mention.Position is "below" or "background") part = MathF.Min(0.8f, part + 0.2f);
        if (!isFlock && cast.Count > 3) part = dice.Between(0.18f, 0.8f);
        float y = Math.Max(size + 12, _scene.Horizon * part + size / 2);
        float parallax = size > 150 ? 0.5f : size > 60 ? 0.25f : 0.12f;
        bool floats = cast.Mention.Concept.Id is "balloon" or "airship" or "sky-lantern" or "toy-balloon" or "kite" or "ufo";
        _air.Add((Make(figure, cast, x, y, metre, ref dice) with
        {
            Bobbing = floats ? 4 : 0,
            Phase = dice.Between(0, 6),
        }, parallax));
    }

    private void PlaceSwimmer(Cast cast, int n, Figure figure, float metre, float size, (float X, float Y) school, ref Dice dice)
    {
        bool isUnder = _scene.Shot.Land.Setting == Setting.Underwater;
        float x = cast.Count > 4
            ? (school.X + dice.Between(-0.3f, 0.3f)) * _scene.Stage.Width
            : XOf(cast, n, figure.Width * metre, size, ref dice);
        float y = isUnder
            ? Stage.Height * (cast.Count > 4 ? school.Y + 0.1f + dice.Between(-0.2f, 0.2f) : dice.Between(0.35f, 0.65f)) + size
                / 2
            : Math.Min(Stage.Height - 30, _scene.Horizon + 60 + dice.Between(20, 130));
        _water.Add((Make(figure, cast, x, y, metre, ref dice) with
        {
            Bobbing = 5,
            Phase = dice.Between(0, 6),
            Alpha = isUnder ? 1 : 0.7f,
        }, size > 140 ? 0.5f : 0.25f));
    }

    private float XOf(Cast cast, int n, float width, float size, ref Dice dice)
    {
        float stage = _scene.Stage.Width;
        (float from, float to) = cast.Mention.Position switch
        {
            "left" => (0.1f, 0.36f),
            "right" => (0.64f, 0.9f),
            "centre" => (0.44f, 0.56f),
            _ when cast.IsScenery && size > 150 => dice.Below(2) == 0 ? (-0.06f, 0.24f) : (0.76f, 1.06f),
            _ when cast.Count > 3 => ((n + 0.1f) / cast.Count, (n + 0.9f) / cast.Count),
            _ => (0.2f, 0.8f),
        };
        if (cast.Mention.Position is null && cast.Count <= 3 && OnHeadland is { } isLeft) (from, to) = isLeft ? (0.06f, 0.5f)
            : (0.5f, 0.94f);
        return _room.Find(from * stage, to * stage, width, ref dice);
    }

    private bool IsWater => _scene.Shot.Land.Water is WaterBody.Sea or WaterBody.Lake;

    // Land on one side only.
    private bool? OnHeadland => _scene.Shot.Land.Water == WaterBody.Sea && _scene.Shot.Land.Floor == Floor.None
        ? _scene.Seed(44) % 2 == 0
        : null;

    private PlacedFigure Make(Figure figure, Cast cast, float x, float y, float metre, ref Dice dice)
    {
        (float speedX, float speedY) = Speeds.Of(figure, cast.Mention, metre, ref dice);
        // It is at its place in the middle of the shot.
        float span = (float)_scene.Shot.Seconds * _scene.Shot.Pace;
        FigureLight light = FigureLights.Of(_scene.Shot, _scene.Stage, figure, x, y, metre);
        return new PlacedFigure(figure, light, x - speedX * span / 2, y - speedY * span / 2, metre)
        {
            Speed = (speedX, speedY),
            Holds = cast.IsScenery || (cast.Count > 2 && cast.Mention.Concept.Kind == ConceptKind.Plant),
        };
    }
}
