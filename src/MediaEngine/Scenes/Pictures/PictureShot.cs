using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting;
using Understudy.MediaEngine.Scenes.Painting.Scenery;
using Understudy.MediaEngine.Scenes.Painting.Styles;
using Understudy.MediaEngine.Scenes.Planning;
using Understudy.MediaEngine.Stills;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>A picture that was looked at and cut to a film's shape, and how it is to move.</summary>
internal sealed unsafe class PictureShot : IDisposable
{
    // Where nothing tells the ground from the sky things may stand anywhere: rows differ by so much of what they could.
    private const float UnclearDepth = 0.3f;

    private readonly SKBitmap _cut;
    private readonly PersonMask _mask;
    private readonly PictureLayout _layout;
    private readonly float? _horizon;

    /// <summary>Looks at a picture.</summary>
    /// <param name="picture">The picture; opaque BGRA, upright.</param>
    /// <param name="stage">The stage on which it is shown.</param>
    /// <param name="moveFor">How the camera moves over it, by whether somebody is in it.</param>
    public PictureShot(SKBitmap picture, Stage stage, Func<bool, CameraMove> moveFor)
    {
        IReadOnlyList<SeenFace> faces = FaceFinder.In(picture);
        var whole = PersonMask.Of(picture);
        if (faces.Count == 0 && whole.HasPerson) faces = FaceFinder.WithRoomIn(picture);
        Faces = faces.Count;
        Move = moveFor(Faces > 0 || whole.HasPerson);
        _layout = PictureLayout.Choose(picture, stage, faces, whole.HasPerson ? whole.Bounds() : null, Move);
        using Sheet sheet = _layout.Depths.NewSheet(stage, _layout.Depths.Near);
        _cut = Cut(picture, _layout.Part, sheet);
        Part = SKRect.Create(
            _layout.Part.Left / picture.Width, _layout.Part.Top / picture.Height,
            _layout.Part.Width / picture.Width, _layout.Part.Height / picture.Height);
        _mask = PersonMask.Of(_cut).With(whole, Part);
        IsCutOut = _mask.HasPerson && _mask.HasRest;
        if (!IsCutOut) _horizon = HorizonFinder.Find(_cut) * sheet.Height / sheet.Scale - sheet.MarginY;
    }

    /// <summary>How many faces look out of it.</summary>
    public int Faces { get; }

    /// <summary>Whether people move in front of the rest.</summary>
    public bool IsCutOut { get; }

    /// <summary>Whether the ground was told from what is above it.</summary>
    public bool HasGround => _horizon is not null;

    /// <summary>How the camera moves.</summary>
    public CameraMove Move { get; }

    /// <summary>The part of the picture that is used, in parts of its width and height.</summary>
    public SKRect Part { get; }

    /// <summary>Paints what it needs to be shown at any of its moments.</summary>
    /// <param name="stage">The stage that it was cut for.</param>
    /// <param name="words">What is laid over it.</param>
    /// <param name="style">How it is painted.</param>
    /// <param name="seed">Of all chance.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Scene Paint(
        Stage stage, PictureWords words, FilmStyle style, int seed, double seconds, CancellationToken cancellationToken)
    {
        float pivot = _layout.EyeLevel ?? _horizon ?? Stage.Height / 2;
        ShotPlan shot = words.Shot(seed, Move, pivot, seconds);
        using SceneBuilder scene = new(stage, shot, sheet => Brush.Apply(sheet, style, seed));
        Depths depths = _layout.Depths;
        Sheet near = depths.NewSheet(stage, depths.Near);
        if (IsCutOut)
        {
            CutOut people = new(_cut, _mask, cancellationToken);
            Sheet rest = depths.NewSheet(stage, depths.Far);
            people.Paint(near, rest);
            scene.Add(rest);
            scene.Add(near);
        }
        else
        {
            for (int y = 0; y < near.Height; y++) new Span<uint>((void*)_cut.GetAddress(0, y), near.Width).CopyTo(near.Row(y));
            Brush.Apply(near, style, seed);
            float far = HasGround ? depths.Far : float.Lerp(depths.Near, depths.Far, UnclearDepth);
            scene.Add(new DepthRamp(near, far, pivot));
        }
        if (shot.Any("mist")) MistScenery.Add(scene, 0.6f, shot.Horizon - 60, Stage.Height + 20, 0.35f, 116);
        WeatherScenery.Add(scene);
        return scene.Build();
    }

    /// <inheritdoc/>
    public void Dispose() => _cut.Dispose();

    private static SKBitmap Cut(SKBitmap picture, SKRect part, Sheet sheet)
    {
        SKBitmap cut = new(new SKImageInfo(sheet.Width, sheet.Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(cut);
        using var image = SKImage.FromBitmap(picture);
        canvas.DrawImage(
            image, part, SKRect.Create(sheet.Width, sheet.Height), StillFile.Sampling(part.Width, sheet.Width), null);
        return cut;
    }
}
