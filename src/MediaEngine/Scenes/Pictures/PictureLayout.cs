using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>How a picture lies on a stage: which part of it, and how far it moves there.</summary>
/// <param name="Depths">How near its things are.</param>
/// <param name="Part">The part of the picture that its sheets show, in its pixels.</param>
/// <param name="Heads">The heads that are wholly in the picture, in units of the stage.</param>
internal sealed record PictureLayout(Depths Depths, SKRect Part, IReadOnlyList<SKRect> Heads)
{
    private static readonly float[] _reaches = [1, 0.6f, 0.3f, 0.1f];

    /// <summary>The height that zooming leaves where it is, in units, if anybody looks out of the picture.</summary>
    public float? EyeLevel => Heads.Count > 0 ? Math.Clamp(Heads.Average(head => head.MidY), 180, 520) : null;

    /// <summary>The layout in which the camera moves most and yet keeps all heads in the frame, if there is one.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="heads">Where heads are in the picture, in parts of it.</param>
    /// <param name="subject">Where people are in it, or null.</param>
    /// <param name="move">How the camera moves.</param>
    public static PictureLayout Choose(
        SKBitmap picture, Stage stage, IReadOnlyList<SKRect> heads, SKRect? subject, CameraMove move)
    {
        PictureLayout[] all = [.. _reaches.Select(reach => Of(picture, stage, heads, subject, Depths.Of(stage, reach)))];
        return all.FirstOrDefault(layout => layout.KeepsHeads(stage, move)) ?? all[^1];
    }

    private static PictureLayout Of(
        SKBitmap picture, Stage stage, IReadOnlyList<SKRect> heads, SKRect? subject, Depths depths)
    {
        using Sheet sheet = depths.NewSheet(stage, depths.Near);
        SKRect part = Framing.Of(picture, sheet.Width / (float)sheet.Height, subject);
        float units = sheet.Width / part.Width / sheet.Scale;
        return new PictureLayout(depths, part, [.. heads.Where(IsWhole).Select(OnStage)]);

        SKRect OnStage(SKRect head) => SKRect.Create(
            (head.Left * picture.Width - part.Left) * units - sheet.MarginX,
            (head.Top * picture.Height - part.Top) * units - sheet.MarginY,
            head.Width * picture.Width * units,
            head.Height * picture.Height * units);
    }

    private static bool IsWhole(SKRect head) => head is { Left: > 0, Top: > 0, Right: < 1, Bottom: < 1 };

    private bool KeepsHeads(Stage stage, CameraMove move) => Heads.All(head => ((float[])[0, 0.5f, 1]).All(part =>
    {
        (float scale, float x, float y) = Camera.At(move, part, EyeLevel ?? 0).View(Depths.Near, stage.Centre);
        return head.Left * scale + x > 0 && head.Right * scale + x < stage.Width
            && head.Top * scale + y > 0 && head.Bottom * scale + y < Stage.Height;
    }));
}
