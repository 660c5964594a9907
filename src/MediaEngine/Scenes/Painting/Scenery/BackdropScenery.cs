using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>What stands at the horizon.</summary>
internal static class BackdropScenery
{
    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        Land land = scene.Shot.Land;
        float epic = scene.Shot.Any("epic") ? 1.3f : 1;
        switch (land.Backdrop)
        {
            case Backdrop.Mountains:
                Add(scene, 0.1f, Mountains(land, scene.Shot.Season, false) with { Height = 8.4f * epic }, 10);
                if (land.Water is not (WaterBody.Sea or WaterBody.Lake)) MistScenery.Add(scene, 0.14f, scene.Horizon - 90,
                    scene.Horizon + 30, 0.5f, 12);
                Add(scene, 0.16f, Mountains(land, scene.Shot.Season, true), 13);
                break;
            case Backdrop.Ice:
                Add(scene, 0.1f, Mountains(land with { Floor = Floor.Snow }, null, false) with { Height = 5f }, 10);
                Add(scene, 0.16f, Mountains(land with { Floor = Floor.Snow }, null, true) with
                {
                    Height = 3.2f,
                    Cover = (Colour.Hex(0xC4E0F0), Colour.Hex(0xE8F6FC), Colour.Hex(0x6CA8CC)),
                }, 13);
                break;
            case Backdrop.Dunes:
                Add(scene, 0.1f, new Terrain(Relief.Dunes, 16, 40, 2.4f, 0.14f, -1.5f, 0.028f)
                {
                    Eye = 0.4f,
                    Cover = Covers.OfFloor(Floor.Dunes, null),
                }, 10);
                break;
            case Backdrop.Hills:
                Add(scene, 0.1f, new Terrain(Relief.Hills, 24, 44, 5.2f, 0.08f, -1f, 0.036f)
                {
                    Mist = 0.1f,
                    Cover = Covers.OfHills(land.Floor, scene.Shot.Season),
                }, 10);
                break;
            case Backdrop.Fuji or Backdrop.Volcano:
                scene.Add(ConePainter.Paint(scene));
                if (land.Backdrop == Backdrop.Volcano) EruptionScenery.AddIfWanted(scene);
                break;
            case Backdrop.Canyon:
                scene.Add(MesaPainter.Paint(scene, 0.08f, 150, 0.42f, 14));
                scene.Add(MesaPainter.Paint(scene, 0.14f, 125, 0.14f, 15));
                break;
            case Backdrop.Island or Backdrop.Cliffs:
                scene.Add(IslandPainter.Paint(scene));
                break;
            case Backdrop.City:
                CityPainter.Add(scene);
                break;
        }
        if (land.HasFall) WaterfallScenery.Add(scene);
    }

    private static Terrain Mountains(Land land, string? season, bool isNear) => isNear
        ? new Terrain(Relief.Mountains, 11, 19, 3.3f, 0.1f, -1.1f, 0.024f)
        {
            Eye = 0.3f,
            Mist = 0.1f,
            Cover = Covers.OfMountains(land.Floor, season, isNear),
        }
        : new Terrain(Relief.Mountains, 26, 44, 8.4f, 0.05f, -1, 0.024f)
        {
            Mist = 0.2f,
            SnowLine = land.Floor is Floor.Mars or Floor.Dunes or Floor.Savanna ? 99 : 4.2f,
            Cover = Covers.OfMountains(land.Floor, season, isNear),
        };

    private static void Add(SceneBuilder scene, float parallax, Terrain terrain, int part)
    {
        Sheet sheet = new(scene.Stage, parallax);
        TerrainPainter.Paint(sheet, scene.Stage, scene.Shot.Air, terrain, scene.Horizon, scene.Seed(part));
        scene.Add(sheet);
    }
}
