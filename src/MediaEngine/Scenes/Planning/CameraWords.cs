using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Planning;

/// <summary>What a prompt's words mean for the camera.</summary>
internal static class CameraWords
{
    /// <summary>How it shall move, or null when nothing is said.</summary>
    public static CameraMove? MoveIn(Scenario scenario, ref Dice dice) => scenario switch
    {
        _ when scenario.Any("static") => CameraMove.Still,
        _ when scenario.Any("pan-left") => CameraMove.PanLeft,
        _ when scenario.Any("pan-right") => CameraMove.PanRight,
        _ when scenario.Any("pan") => dice.Below(2) == 0 ? CameraMove.PanLeft : CameraMove.PanRight,
        _ when scenario.Any("tilt-up") => CameraMove.TiltUp,
        _ when scenario.Any("tilt-down") => CameraMove.TiltDown,
        _ when scenario.Any("zoom-in", "close-up") => CameraMove.ZoomIn,
        _ when scenario.Any("zoom-out", "wide", "aerial") => CameraMove.ZoomOut,
        _ => null,
    };

    /// <summary>How fast time goes by: 1 is the usual.</summary>
    public static float PaceOf(Scenario scenario) =>
        scenario.Any("timelapse") ? 7 : scenario.Any("slow-motion") ? 0.4f : scenario.Any("calm") ? 0.75f : 1;
}
