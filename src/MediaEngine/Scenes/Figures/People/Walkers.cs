using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>People of no trade: who stand, walk, run or sit.</summary>
internal static class Walkers
{
    private const float Man = 1.76f, Woman = 1.66f, Child = 1.2f;

    /// <summary>By concept and motion.</summary>
    public static readonly Dictionary<string, Drawn> All = People();

    /// <summary>Draws a man or a woman of everyday.</summary>
    public static void Anybody(Easel easel, Pose pose, float height, float? hip = null)
    {
        Clothes clothes = easel.Chance(0.5f) ? Clothes.Any(easel) : Clothes.Woman(easel);
        using (easel.At(0, 0, scale: height)) new Body(easel, pose, clothes, hip).Draw();
    }

    private static Dictionary<string, Drawn> People()
    {
        Dictionary<string, Drawn> all = [];
        Add("person", Man, easel => easel.Chance(0.6f) ? Clothes.Any(easel) with
        {
            Skirt = 0.16f,
            Flare = 0.1f
        } : Clothes.Woman(easel));
        Add("man", Man, Gentleman);
        Add("woman", Woman, Clothes.Woman);
        Add("child", Child, easel => Clothes.Any(easel) with { Broad = 1.12f });
        Add("runner", Man, easel => Clothes.Any(easel) with { Bare = true, BareArms = true });
        all["runner"] = all["runner/running"];
        all["couple"] = new Drawn(0.98f, 1.8f, easel => Couple(easel, Pose.Standing, Pose.Standing)) { Variety = 0.05f };
        all["couple/walking"] = new Drawn(1.5f, 1.84f, easel =>
            Couple(easel, Pose.Walking(easel.Time * 0.95f), Pose.Walking(easel.Time * 0.95f + 0.08f)))
        {
            IsLively = true,
            Variety = 0.05f
        };
        all["crowd"] = new Drawn(6.9f, 1.9f, Crowd) { Variety = 0.05f, IsLively = true };
        return all;

        void Add(string id, float height, Func<Easel, Clothes> dress)
        {
            float wide = height * 0.4f;
            all[id] = Of(wide, height * 1.02f, Pose.Standing) with { IsLively = false };
            all[$"{id}/walking"] = Of(height * 0.68f, height * 1.05f, null, time => Pose.Walking(time * 0.95f));
            all[$"{id}/running"] = Of(height * 1.02f, height * 1.02f, null, time => Pose.Running(time * 1.4f));
            all[$"{id}/sitting"] = Of(height * 0.64f, height * 0.84f, Pose.Sitting) with { IsLively = false };

            Drawn Of(float width, float tall, Pose? still, Func<float, Pose>? moving = null) => new(width, tall, easel =>
            {
                Clothes clothes = dress(easel);
                float phase = easel.Between(0, 1);
                Pose pose = still ?? moving!(easel.Time + phase);
                bool sits = still == Pose.Sitting;
                using (easel.At(sits ? -0.16f * height : 0, 0, scale: height)) new Body(easel, pose,
                    sits ? clothes with { Skirt = 0 } : clothes).Draw();
            })
            { IsLively = true, Variety = 0.06f };
        }
    }

    private static Clothes Gentleman(Easel easel)
    {
        var clothes = Clothes.Any(easel);
        return easel.Chance(0.4f) ? clothes with
        {
            Hat = Hats.Brimmed,
            Skirt = 0.2f,
            SkirtColour = clothes.Top,
            Flare = 0.08f
        } : clothes;
    }

    private static void Couple(Easel easel, Pose his, Pose hers)
    {
        Clothes man = Clothes.Any(easel), woman = Clothes.Woman(easel);
        using (easel.At(-0.16f, 0, scale: Man)) new Body(easel, his with { NearArm = (14, 20) }, man).Draw();
        using (easel.At(0.2f, 0, scale: Woman)) new Body(easel, hers with { FarArm = (-14, -8) }, woman).Draw();
    }

    private static void Crowd(Easel easel)
    {
        for (int i = 0; i < 22; i++)
        {
            float x = easel.Between(-3.1f, 3.1f), phase = easel.Between(0, 1);
            bool walks = easel.Chance(0.4f), turned = easel.Chance(0.5f);
            float shift = walks ? MathF.Sin(easel.Time * 0.2f + phase * 9) * 0.2f : 0;
            using (easel.At(x + shift, 0, mirrored: turned))
                Anybody(easel, walks ? Pose.Walking(easel.Time * 0.9f + phase) : Pose.Standing, easel.Between(1.5f, 1.78f));
        }
    }
}
