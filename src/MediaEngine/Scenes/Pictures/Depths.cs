using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>
/// How near the near and the far things of a picture are. Between them lies how far people move in front of the rest: more than a
/// thirtieth of the width, and one sees that nothing is known of what is behind them.
/// </summary>
/// <param name="Near">The parallax of people, and of the ground in front.</param>
/// <param name="Far">The parallax of the rest.</param>
internal sealed record Depths(float Near, float Far)
{
    private const float NearAtMost = 0.7f;
    private const float FarAtMost = 0.3f;

    // Of a stage that is as wide as this the camera's units are a 14th of the width to each side.
    private const float UsualWidth = 1280;

    /// <summary>The depths for a stage; the camera moves as far as its width allows.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="reach">Which part of that it moves, 0 to 1.</param>
    public static Depths Of(Stage stage, float reach)
    {
        float share = Math.Min(1, stage.Width / UsualWidth) * reach;
        return new Depths(NearAtMost * share, FarAtMost * share);
    }

    /// <summary>A clear sheet of a depth; all are equally large, so that their pixels lie upon each other.</summary>
    public Sheet NewSheet(Stage stage, float parallax) =>
        new(stage, parallax, Camera.Across * (Near - parallax), Camera.Down * (Near - parallax));
}
