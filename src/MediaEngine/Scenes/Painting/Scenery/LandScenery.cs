using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting.Parts;
using Understudy.MediaEngine.Scenes.Planning;

namespace Understudy.MediaEngine.Scenes.Painting.Scenery;

/// <summary>Land and water under a sky, with all that stands on them.</summary>
internal static class LandScenery
{
    /// <summary>Adds it.</summary>
    public static void Add(SceneBuilder scene)
    {
        Land land = scene.Shot.Land;
        CastPlacer cast = new(scene);
        cast.AddHeaven();
        BackdropScenery.Add(scene);
        if (scene.Shot.Any("fog", "mist", "blizzard", "mysterious", "eerie") || land.Backdrop == Backdrop.Mountains)
            MistScenery.Add(scene, 0.2f, scene.Horizon - 90, scene.Horizon + 40, scene.Shot.Any("fog") ? 0.9f : 0.45f, 11);
        cast.AddFarAir();
        FireworksScenery.AddIfWanted(scene);
        List<Slab> slabs = Slabs(scene, land, cast.NeedsLand);
        bool isFar = land.Water is WaterBody.Sea or WaterBody.Lake && slabs.Count > 0 && slabs[0].Sheet.Parallax < 0.2f;
        int next = 0;
        if (isFar)
        {
            scene.Add(slabs[0].Sheet);
            cast.AddGround(slabs, 0);
            next = 1;
        }
        Banks banks = new(scene, slabs);
        cast.LiftOverShore(banks, next);
        if (land.Water != WaterBody.None) AddWater(scene, land, cast);
        else if (land.Floor == Floor.Pavement && IsWet(scene)) scene.Add(WetStreet(scene));
        for (; next < slabs.Count; next++)
        {
            scene.Add(slabs[next].Sheet);
            if (land.Floor == Floor.Beach) SurfScenery.AddFoam(scene, slabs[next]);
            cast.AddGround(slabs, next);
        }
        if (land.IsInland) cast.AddInlandWater(banks);
        cast.AddNearAir();
        if (land.IsCave) CaveScenery.Add(scene);
    }

    /// <summary>Whether the ground shines.</summary>
    public static bool IsWet(SceneBuilder scene) =>
        scene.Shot.Any("rain", "storm", "neon", "puddle", "reflection")
            || (scene.Shot.Darkness > 0.6f && scene.Shot.Land.Backdrop == Backdrop.City);

    private static void AddWater(SceneBuilder scene, Land land, CastPlacer cast)
    {
        Atmosphere air = scene.Shot.Air;
        bool isFrozen = scene.Shot.Any("ice");
        bool isRough = scene.Shot.Any("storm", "wave", "crashing", "wind");
        bool isSea = land.Water == WaterBody.Sea;
        bool isTropical = land.Floor == Floor.Beach && air.Light > 0.8f && !scene.Shot.Any("overcast", "rain");
        Colour own = isTropical ? Colour.Hex(0x1E8C9C) : isSea ? Colour.Hex(0x1C4A66) : Colour.Hex(0x2C5660);
        if (land.Backdrop == Backdrop.City && !isSea) own = Colour.Hex(0x0B0A18);
        scene.Add(new Water(
            new WaterSurface(
                scene.Horizon,
                isFrozen ? Colour.Hex(0xB8D0E0).Times(0.3f + 0.7f * air.Light)
                    : own.Times(0.18f + 0.82f * air.Light).Mix(air.Zenith, 0.25f),
                air.Sun,
                air.SunX * scene.Stage.Width)
            {
                Roughness = isFrozen ? 0.05f : isRough ? 1.2f : isSea ? 0.85f : 0.45f,
                Mirror = isFrozen ? 0.5f : isRough ? 0.7f : 0.88f,
                NearMirror = scene.Shot.Any("reflection", "calm") ? 0.6f : isSea ? 0.05f : 0.3f,
                GlintWidth = air.HasDisc && !isFrozen ? 90 : 0,
            },
            scene.Seed(30)));
        if (isSea && isRough) SurfScenery.AddWaves(scene, cast);
        else if (!land.IsInland) cast.AddWater();
    }

    private static Water WetStreet(SceneBuilder scene) => new(
        new WaterSurface(scene.Horizon + 4, scene.Shot.Air.Haze.Times(0.2f), Colour.Hex(0xFF80C0), -900)
        {
            Roughness = 1.3f,
            Mirror = 0.75f,
            NearMirror = 0.4f,
            GlintWidth = 0,
        },
        scene.Seed(31));

    // From far to near.
    private static List<Slab> Slabs(SceneBuilder scene, Land land, bool needsLand)
    {
        List<Slab> slabs = [];
        bool isWater = land.Water is WaterBody.Sea or WaterBody.Lake;
        (Colour, Colour, Colour) cover = Covers.OfFloor(land.Floor, scene.Shot.Season);
        if (isWater && (needsLand || land.Backdrop is Backdrop.Hills)) slabs.Add(new Slab(Headland.Paint(scene)));
        if (land.Floor == Floor.None) return slabs;
        if (land.Floor == Floor.Pavement)
        {
            if (!IsWet(scene)) slabs.Add(new Slab(Pavement.Paint(scene)));
            else slabs.Add(new Slab(Pavement.Kerb(scene)));
            return slabs;
        }
        if (!isWater)
        {
            Relief relief = land.Floor == Floor.Dunes ? Relief.Dunes : Relief.Hills;
            slabs.Add(Paint(scene, 0.18f, new Terrain(relief, 12, 22, 2.6f, 0.17f, -1.5f, 0.026f)
            {
                Eye = 0.5f,
                Mist = 0.02f,
                Cover = Covers.OfHills(land.Floor, scene.Shot.Season),
            }, 41));
            slabs.Add(Paint(scene, 0.32f, new Terrain(relief, 5.2f, 11, 1.7f, 0.30f, -1.25f, 0.018f)
            {
                Eye = 0.9f,
                Cover = cover
            }, 42));
        }
        bool isFlat = land.Floor is Floor.Beach or Floor.Gravel or Floor.Field or Floor.Paddy || land.Water != WaterBody.None
            || land.Track != Track.None;
        Terrain near = new(
            land.Floor == Floor.Dunes ? Relief.Dunes : Relief.Hills, 2.1f, 4.8f, isFlat ? 0.5f : 0.95f, 0.55f, isFlat ? -0.35f
                : -0.5f, 0.006f)
        {
            Eye = land.Water == WaterBody.Sea ? 0.72f : 0.95f,
            Cover = cover,
        };
        slabs.Add(Paint(scene, 0.6f, near, 43));
        foreach (Slab slab in slabs.Where(slab => slab.Sheet.Parallax >= 0.18f))
        {
            StrewnPlants.Paint(scene, slab);
            GroundMarks.Paint(scene, slab);
        }
        return slabs;
    }

    private static Slab Paint(SceneBuilder scene, float parallax, Terrain terrain, int part)
    {
        Sheet sheet = new(scene.Stage, parallax);
        // Snow is never as dark as what lies bare.
        Atmosphere air = scene.Shot.Land.Floor == Floor.Snow
            ? scene.Shot.Air with { Light = Math.Min(1, scene.Shot.Air.Light * 1.25f + 0.16f) }
            : scene.Shot.Air;
        TerrainPainter.Paint(sheet, scene.Stage, air, terrain, scene.Horizon, scene.Seed(part));
        return new Slab(sheet);
    }
}
