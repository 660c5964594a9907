using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Puts a scene together, from what is far to what is near.</summary>
/// <param name="stage">The picture that it is for.</param>
/// <param name="shot">What it shows.</param>
/// <param name="bake">What a style does to each sheet when it is painted.</param>
internal sealed class SceneBuilder(Stage stage, ShotPlan shot, Action<Sheet> bake) : IDisposable
{
    private readonly List<IPart> _parts = [];

    /// <summary>The picture.</summary>
    public Stage Stage { get; } = stage;

    /// <summary>What it shows.</summary>
    public ShotPlan Shot { get; } = shot;

    /// <summary>The height of the horizon, in units.</summary>
    public float Horizon => Shot.Horizon;

    /// <summary>A seed for a part of it.</summary>
    public int Seed(int part) => Shot.Seed + part * 101;

    /// <summary>Dice for a part of it.</summary>
    public Dice Dice(int part) => new((uint)Seed(part));

    /// <summary>Adds what is painted once.</summary>
    /// <param name="sheet">It; already painted.</param>
    /// <param name="isSoft">Whether it is mist or light, which no brush has edges for.</param>
    public void Add(Sheet sheet, bool isSoft = false)
    {
        if (!isSoft) bake(sheet);
        sheet.Seal();
        if (_parts.Count == 0 || _parts[^1] is not Sheets) _parts.Add(new Sheets());
        ((Sheets)_parts[^1]).Add(sheet);
    }

    /// <summary>Adds what is painted in every frame.</summary>
    public void Add(IPart part) => _parts.Add(part);

    /// <summary>The scene.</summary>
    public Scene Build()
    {
        Scene scene = new([.. _parts], Shot.Move, Horizon, (float)Shot.Seconds, Shot.Pace);
        _parts.Clear();
        return scene;
    }

    /// <summary>Disposes of what has become part of no scene.</summary>
    public void Dispose() => _parts.ForEach(part => part.Dispose());
}
