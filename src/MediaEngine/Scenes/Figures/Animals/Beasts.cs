using SkiaSharp;
using Understudy.MediaEngine.Scenes.Figures.Drawing;
using Understudy.MediaEngine.Scenes.Painting;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>The animals of four legs, by how they are built.</summary>
internal static class Beasts
{
    private static readonly Dictionary<string, Build> _builds = new()
    {
        ["dog"] = new Build
        {
            Back = 0.55f, Fur = 0xB07A44, Belly = 0xE8D0AC, Length = 1.2f, Neck = 0.3f, NeckAngle = 58, Head = 0.4f,
            HeadAngle = 8, HeadThick = (0.13f, 0.055f), Ears = Ears.Hanging, Ear = 0.2f, Tail = Tail.Raised, TailLength = 0.5f,
            Shank = 0.045f,
        },
        ["cat"] = new Build
        {
            Back = 0.26f, Fur = 0xC88848, Belly = 0xF2E4D0, Length = 1.35f, Neck = 0.22f, NeckAngle = 45, Head = 0.3f,
            HeadAngle = -2, HeadThick = (0.17f, 0.09f), Ear = 0.15f, Tail = Tail.Raised, TailLength = 0.85f, Shank = 0.055f,
            NeckThick = (0.18f, 0.14f), Pattern = (easel, build) => Markings.Stripes(easel, build, 0x8A5428, 9, 0.025f),
        },
        ["horse"] = new Build
        {
            Back = 1.55f, Fur = 0x7A4A2A, Socks = 0x3A2418, Length = 1.02f, Chest = 0.42f, Flank = 0.34f, Neck = 0.56f,
            NeckAngle = 52, Head = 0.4f, HeadAngle = 48, HeadThick = (0.09f, 0.052f), Ear = 0.08f, Tail = Tail.Hair,
            TailLength = 0.55f, Shank = 0.03f, Extra = Adornments.HorseMane,
        },
        ["cow"] = new Build
        {
            Back = 1.4f, Fur = 0xEDE6DA, Length = 1.25f, Chest = 0.52f, Flank = 0.5f, Neck = 0.36f, NeckAngle = 22,
            NeckThick = (0.2f, 0.13f), Head = 0.36f, HeadAngle = 42, HeadThick = (0.11f, 0.075f), Ears = Ears.Hanging,
            Ear = 0.15f, TailLength = 0.62f, Pattern = (easel, build) => Markings.Patches(easel, build, 0x2A2422, 7, 0.16f),
            Extra = Adornments.CowHorns,
        },
        ["sheep"] = new Build
        {
            Back = 0.75f, Fur = 0x4A4038, Length = 1.15f, Chest = 0.56f, Flank = 0.54f, Neck = 0.26f, NeckAngle = 25,
            Head = 0.32f, HeadAngle = 32, HeadThick = (0.1f, 0.06f), Ears = Ears.Hanging, Ear = 0.14f, Tail = Tail.Short,
            TailLength = 0.2f, Ham = 0.09f, Extra = Adornments.Wool,
        },
        ["deer"] = new Build
        {
            Back = 1.1f, Fur = 0xA06C3C, Belly = 0xE0C8A4, Length = 1.08f, Chest = 0.4f, Flank = 0.33f, Neck = 0.5f,
            NeckAngle = 62, NeckThick = (0.14f, 0.075f), Head = 0.33f, HeadAngle = 25, HeadThick = (0.08f, 0.04f), Ear = 0.14f,
            Tail = Tail.Short, TailLength = 0.15f, Shank = 0.024f, Ham = 0.13f, Extra = Adornments.Antlers,
            Pattern = (easel, build) => Markings.Patches(easel, build, 0xE8D4B0, 26, 0.018f),
        },
        ["fox"] = new Build
        {
            Back = 0.4f, Fur = 0xD2692A, Belly = 0xF4E8DA, Socks = 0x2E2420, Length = 1.35f, Neck = 0.26f, NeckAngle = 42,
            Head = 0.44f, HeadAngle = 12, HeadThick = (0.14f, 0.035f), Ear = 0.19f, Tail = Tail.Bushy, TailLength = 1.0f,
            Shank = 0.04f, Extra = Adornments.WhiteTailTip,
        },
        ["wolf"] = new Build
        {
            Back = 0.8f, Fur = 0x7C7C80, Belly = 0xC8C4BC, Length = 1.22f, Neck = 0.32f, NeckAngle = 40,
            NeckThick = (0.2f, 0.14f), Head = 0.4f, HeadAngle = 12, HeadThick = (0.12f, 0.045f), Ear = 0.13f, Tail = Tail.Bushy,
            TailLength = 0.7f, Shank = 0.04f,
        },
        ["bear"] = new Build
        {
            Back = 1.15f, Fur = 0x5C3E28, Length = 1.35f, Chest = 0.6f, Flank = 0.58f, Neck = 0.26f, NeckAngle = 18,
            NeckThick = (0.26f, 0.18f), Head = 0.36f, HeadAngle = 14, HeadThick = (0.16f, 0.07f), Ears = Ears.Round,
            Ear = 0.13f, Tail = Tail.Short, TailLength = 0.1f, Shank = 0.1f, Ham = 0.2f,
        },
        ["rabbit"] = new Build
        {
            Back = 0.2f, Fur = 0xA08A70, Belly = 0xEEE4D8, Length = 1.2f, Chest = 0.66f, Flank = 0.8f, Rump = 0.12f,
            Neck = 0.24f, NeckAngle = 48, NeckThick = (0.22f, 0.18f), Head = 0.38f, HeadAngle = 14, HeadThick = (0.19f, 0.1f),
            Ears = Ears.Long, Ear = 0.52f, Tail = Tail.Short, TailLength = 0.3f, Shank = 0.07f, Ham = 0.26f,
        },
        ["elephant"] = new Build
        {
            Back = 2.9f, Fur = 0x8A8684, Length = 1.2f, Chest = 0.6f, Flank = 0.6f, Neck = 0.22f, NeckAngle = 20,
            NeckThick = (0.26f, 0.22f), Head = 0.24f, HeadAngle = 40, HeadThick = (0.2f, 0.13f), Ears = Ears.None,
            Tail = Tail.Tufted, TailLength = 0.5f, Shank = 0.095f, Ham = 0.17f, Extra = Adornments.TrunkAndTusks,
        },
        ["giraffe"] = new Build
        {
            Back = 2.9f, Fur = 0xE2B468, Length = 0.82f, Chest = 0.34f, Flank = 0.27f, Rump = -0.1f, Neck = 0.8f, NeckAngle = 66,
            NeckThick = (0.13f, 0.06f), Head = 0.22f, HeadAngle = 28, HeadThick = (0.055f, 0.035f), Ear = 0.06f,
            TailLength = 0.42f, Shank = 0.024f, Ham = 0.1f, Pattern = (easel, build) => Markings.Patches(easel, build, 0x8A5224,
            26, 0.05f), Extra = Adornments.GiraffeNeck,
        },
        ["lion"] = new Build
        {
            Back = 1.1f, Fur = 0xC99A54, Belly = 0xE6CFA0, Length = 1.3f, Neck = 0.3f, NeckAngle = 32,
            NeckThick = (0.2f, 0.16f), Head = 0.36f, HeadAngle = 12, HeadThick = (0.14f, 0.09f), Ears = Ears.Round, Ear = 0.1f,
            TailLength = 0.8f, Shank = 0.058f, Extra = Adornments.LionMane,
        },
        ["tiger"] = new Build
        {
            Back = 0.95f, Fur = 0xD8822E, Belly = 0xF2E6D4, Length = 1.4f, Neck = 0.28f, NeckAngle = 26,
            NeckThick = (0.2f, 0.16f), Head = 0.36f, HeadAngle = 12, HeadThick = (0.145f, 0.095f), Ears = Ears.Round,
            Ear = 0.11f, TailLength = 0.85f, Shank = 0.06f, Pattern = (easel, build) => Markings.Stripes(easel, build, 0x241A16,
            15, 0.022f),
        },
        ["camel"] = new Build
        {
            Back = 1.75f, Fur = 0xC09A62, Length = 0.95f, Chest = 0.42f, Flank = 0.32f, Neck = 0.62f, NeckAngle = 38,
            NeckThick = (0.13f, 0.07f), Head = 0.28f, HeadAngle = 10, HeadThick = (0.075f, 0.045f), Ear = 0.06f,
            TailLength = 0.35f, Shank = 0.032f, Ham = 0.1f, Extra = Adornments.CamelHump,
        },
        ["panda"] = new Build
        {
            Back = 0.85f, Fur = 0xF0EDE6, Socks = 0x201E20, Length = 1.3f, Chest = 0.6f, Flank = 0.6f, Neck = 0.24f,
            NeckAngle = 26, NeckThick = (0.26f, 0.22f), Head = 0.36f, HeadAngle = 14, HeadThick = (0.21f, 0.1f),
            Ears = Ears.None, Tail = Tail.Short, TailLength = 0.12f, Shank = 0.1f, Ham = 0.19f, Pattern = Markings.Saddle,
            Extra = Adornments.PandaFace,
        },
        ["monkey"] = new Build
        {
            Back = 0.5f, Fur = 0x7A5638, Belly = 0xD8B48C, Length = 1.1f, Neck = 0.2f, NeckAngle = 50,
            NeckThick = (0.15f, 0.12f), Head = 0.28f, HeadAngle = 8, HeadThick = (0.16f, 0.1f), Ears = Ears.Round, Ear = 0.12f,
            Tail = Tail.Raised, TailLength = 1.0f, Shank = 0.045f,
        },
    };

    /// <summary>By concept and motion.</summary>
    public static readonly Dictionary<string, Drawn> All = Herd();

    /// <summary>A horse that draws a carriage or carries somebody.</summary>
    public static void Draft(Easel easel, Gait gait = Gait.Walking) => Quadruped.Draw(easel,
        _builds["horse"] with { Fur = easel.Chance(0.5f) ? 0x5A3622 : 0xE6E0D6 }, gait);

    private static Dictionary<string, Drawn> Herd()
    {
        Dictionary<string, Drawn> all = [];
        foreach ((string id, Build build) in _builds)
        {
            foreach ((string key, Gait gait) in new[] { (id, Gait.Standing), ($"{id}/walking", Gait.Walking),
            ($"{id}/running", Gait.Running) })
            {
                Room.Extent room = Room.Of(id, gait);
                float shift = (room.Behind - room.Before) / 2 * build.Back;
                all[key] = new Drawn((room.Behind + room.Before) * build.Back, room.Up * build.Back, easel =>
                {
                    using (easel.At(shift, 0)) Quadruped.Draw(easel, build, gait);
                })
                { IsLively = true, Variety = 0.08f };
            }
        }
        return all;
    }
}
