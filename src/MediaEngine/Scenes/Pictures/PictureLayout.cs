using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>How a picture lies on a stage: which part of it, and how far it moves there.</summary>
/// <param name="Depths">How near its things are.</param>
/// <param name="Part">The part of the picture that its sheets show, in its pixels.</param>
/// <param name="Faces">The faces that are in the picture, in units of the stage.</param>
internal sealed record PictureLayout(Depths Depths, SKRect Part, IReadOnlyList<SKRect> Faces)
{
    private static readonly float[] _reaches = [1, 0.6f, 0.3f, 0.1f];

    /// <summary>The height that zooming leaves where it is, in units, if anybody looks out of the picture.</summary>
    public float? EyeLevel => Faces.Count > 0 ? Math.Clamp(Faces.Average(face => face.MidY), 180, 520) : null;

    /// <summary>The layout in which the camera moves most without losing a face that it could keep.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="faces">The faces in the picture.</param>
    /// <param name="people">Where people are in it, or null.</param>
    /// <param name="move">How the camera moves.</param>
    public static PictureLayout Choose(
        SKBitmap picture, Stage stage, IReadOnlyList<SeenFace> faces, SKRect? people, CameraMove move)
    {
        PictureLayout[] all = [.. _reaches.Select(reach => Of(picture, stage, faces, people, Depths.Of(stage, reach)))];
        int most = all.Max(layout => layout.Kept(stage, move));
        return all.First(layout => layout.Kept(stage, move) == most);
    }

    private static PictureLayout Of(
        SKBitmap picture, Stage stage, IReadOnlyList<SeenFace> faces, SKRect? people, Depths depths)
    {
        using Sheet sheet = depths.NewSheet(stage, depths.Near);
        SKRect part = Framing.Of(picture, sheet.Width / (float)sheet.Height, faces, people);
        float units = sheet.Width / part.Width / sheet.Scale;
        return new PictureLayout(depths, part, [.. faces.Select(face => OnStage(face.Face))]);

        SKRect OnStage(SKRect face) => SKRect.Create(
            (face.Left * picture.Width - part.Left) * units - sheet.MarginX,
            (face.Top * picture.Height - part.Top) * units - sheet.MarginY,
            face.Width * picture.Width * units,
            face.Height * picture.Height * units);
    }

    // How many faces stay in the frame from the beginning to the end.
    private int Kept(Stage stage, CameraMove move) => Faces.Count(face => ((float[])[0, 0.5f, 1]).All(part =>
    {
        (float scale, float x, float y) = Camera.At(move, part, EyeLevel ?? 0).View(Depths.Near, stage.Centre);
        return face.Left * scale + x > 0 && face.Right * scale + x < stage.Width
            && face.Top * scale + y > 0 && face.Bottom * scale + y < Stage.Height;
    }));
}
