using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Styles;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Paints all that a shot needs, so that its frames can be shown.</summary>
internal static class SceneMaker
{
    /// <summary>The scene of a shot.</summary>
    /// <param name="stage">The picture.</param>
    /// <param name="shot">What it shows.</param>
    /// <param name="style">How it is painted.</param>
    public static Scene Make(Stage stage, ShotPlan shot, FilmStyle style)
    {
        using SceneBuilder scene = new(stage, shot, sheet => Brush.Apply(sheet, style, shot.Seed));
        switch (shot.Land.Setting)
        {
            case Setting.Space:
                SpaceScenery.Add(scene);
                break;
            case Setting.Underwater:
                UnderwaterScenery.Add(scene);
                break;
            case Setting.Heights:
                SkyScenery.Add(scene);
                HeightsScenery.Add(scene);
                break;
            default:
                SkyScenery.Add(scene);
                LandScenery.Add(scene);
                break;
        }
        WeatherScenery.Add(scene);
        return scene.Build();
    }
}
