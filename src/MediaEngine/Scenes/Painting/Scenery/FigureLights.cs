using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>The light on figures, by the light of the shot.</summary>
internal static class FigureLights
{
    /// <summary>The light at a place.</summary>
    public static FigureLight Of(ShotPlan shot, Stage stage, Figure figure, float x, float y, float metre)
    {
        Atmosphere air = shot.Air;
        float sunX = air.SunX * stage.Width;
        // Before a low sun all is dark.
        bool isBehind = air.HasDisc && !air.IsMoon && air.SunY > 230 && MathF.Abs(x - sunX) < 190
            && figure.Footing != Footing.Heaven;
        float depth = figure.Footing switch
        {
            Footing.Heaven => 0.06f,
            Footing.Air => 0.14f,
            Footing.Underwater when shot.Land.Setting == Setting.Underwater => 0.28f,
            _ => Math.Clamp(0.5f - 0.35f * MathF.Log10(Math.Max(1, metre)), 0.03f, 0.42f),
        };
        if (shot.Any("fog")) depth = Math.Min(0.8f, depth * 1.9f + 0.1f);
        bool isUnder = shot.Land.Setting == Setting.Underwater;
        bool isSpace = shot.Land.Setting == Setting.Space;
        float light = isSpace ? 0.95f : air.Light;
        return new FigureLight
        {
            Sun = isUnder
                ? new Colour(0.72f, 0.95f, 1)
                : isSpace ? Colour.White : Colour.White.Mix(air.Sun, 0.75f).Times(0.22f + 0.82f * light),
            Shade = isUnder
                ? new Colour(0.16f, 0.36f, 0.46f)
                : isSpace ? new Colour(0.06f, 0.07f, 0.12f) : air.Middle.Mix(air.Haze, 0.4f).Times(0.3f + 0.4f * light),
            Haze = air.Haze,
            Distance = depth,
            Side = isBehind ? 0 : x < sunX ? 1 : -1,
            Darkness = isSpace || isUnder ? 0 : shot.Darkness,
        };
    }
}
