using System.Runtime.InteropServices;
using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Petals, leaves and confetti, which turn over while they fall.</summary>
internal static class Flakes
{
    private const float Span = 780;

    /// <summary>Adds them, in front.</summary>
    /// <param name="scene">To what.</param>
    /// <param name="count">How many in a picture as wide as 1280 units.</param>
    /// <param name="colours">Their colours.</param>
    /// <param name="size">Half the length of a near one, in units.</param>
    /// <param name="wind">How fast they go across, in units a second.</param>
    public static void Add(SceneBuilder scene, int count, int[] colours, float size, float wind)
    {
        Dice dice = scene.Dice(125 + count);
        float width = scene.Stage.Width + 140;
        float light = 0.3f + 0.7f * scene.Shot.Air.Light;
        if (scene.Shot.Any("wind")) wind *= 3;
        Flake[] all =
        [
            .. Enumerable.Range(0, Math.Max(10, (int)(count * scene.Stage.Width / 1280))).Select(_ => new Flake(
                dice.Between(0, width), dice.Between(0, Span), dice.Between(0.3f, 1), dice.Between(-120, 120), dice.Between(0, 6),
                Colour.Hex(colours[dice.Below(colours.Length)]).Times(light * dice.Between(0.85f, 1.05f)))),
        ];
        scene.Add(new Drawing(picture =>
        {
            SKCanvas canvas = picture.Front();
            using SKPaint paint = new() { IsAntialias = true };
            foreach (Flake flake in all)
            {
                float x = flake.X + picture.Time * wind * (0.8f + 1.2f * flake.Near) - picture.Camera.X * 70 * flake.Near;
                float y = flake.Y + picture.Time * (24 + 40 * flake.Near) + MathF.Sin(picture.Time * 1.4f + flake.Phase) * 14;
                canvas.Save();
                canvas.Translate(x - MathF.Floor(x / width) * width - 70, y - MathF.Floor(y / Span) * Span - 30);
                canvas.RotateDegrees(picture.Time * flake.Turn + flake.Phase * 60);
                canvas.Scale(flake.Near, flake.Near * (0.35f + 0.65f * MathF.Abs(MathF.Sin(picture.Time * 2.1f + flake.Phase))));
                paint.Color = flake.Colour.Paint(0.92f);
                canvas.DrawOval(0, 0, size, size * 0.55f, paint);
                canvas.Restore();
            }
        }));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Flake(float X, float Y, float Near, float Turn, float Phase, Colour Colour);
}
