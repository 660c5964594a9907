using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Scenes.Canvas;

/// <summary>How the camera moves in a shot.</summary>
internal enum CameraMove
{
    /// <summary>It comes slowly nearer.</summary>
    ZoomIn,

    /// <summary>It draws back.</summary>
    ZoomOut,

    /// <summary>It goes to the left.</summary>
    PanLeft,

    /// <summary>It goes to the right.</summary>
    PanRight,

    /// <summary>It looks up.</summary>
    TiltUp,

    /// <summary>It looks down.</summary>
    TiltDown,

    /// <summary>It stands still.</summary>
    Still,
}

/// <summary>Where the camera is at a moment. Near things move further than far ones, by their parallax: 0 is at infinity, 1 in front.</summary>
/// <param name="X">−1 to 1, across.</param>
/// <param name="Y">−1 to 1, down.</param>
/// <param name="Zoom">1 or more.</param>
/// <param name="Horizon">The height, in units from above, that zooming leaves where it is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Camera(float X, float Y, float Zoom, float Horizon)
{
    /// <summary>How far the nearest things go across, in units to each side.</summary>
    public const float Across = 90;

    /// <summary>How far they go up and down.</summary>
    public const float Down = 30;

    private const float Nearer = 0.18f;

    /// <summary>Where it is after a part of the shot.</summary>
    /// <param name="move">How it moves.</param>
    /// <param name="part">0 at the beginning, 1 at the end.</param>
    /// <param name="horizon">See <see cref="Horizon"/>.</param>
    public static Camera At(CameraMove move, float part, float horizon)
    {
        // It begins and ends gently, and yet moves at once.
        float way = Eight.Step(0, 1, part) * 0.6f + part * 0.4f;
        return move switch
        {
            CameraMove.ZoomIn => new Camera(0.3f - 0.6f * way, 0, 1 + Nearer * way, horizon),
            CameraMove.ZoomOut => new Camera(0, 0, 1 + Nearer * (1 - way), horizon),
            CameraMove.PanLeft => new Camera(1 - 2 * way, 0, 1, horizon),
            CameraMove.PanRight => new Camera(2 * way - 1, 0, 1, horizon),
            CameraMove.TiltUp => new Camera(0, 1 - 2 * way, 1, horizon),
            CameraMove.TiltDown => new Camera(0, 2 * way - 1, 1, horizon),
            _ => new Camera(0, 0, 1, horizon),
        };
    }

    /// <summary>How what is painted at a depth lies in the picture, in units: seen = painted × scale + offset.</summary>
    /// <param name="parallax">The depth.</param>
    /// <param name="centre">The middle of the picture.</param>
    /// <param name="drift">How far it has moved by itself.</param>
    public (float Scale, float X, float Y) View(float parallax, float centre, (float X, float Y) drift = default)
    {
        float scale = 1 + (Zoom - 1) * (0.25f + 0.75f * parallax);
        return (
            scale,
            centre - centre * scale - X * Across * parallax + drift.X * scale,
            Horizon - Horizon * scale - Y * Down * parallax + drift.Y * scale);
    }
}
