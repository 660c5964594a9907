namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>
/// How a body stands: angles in degrees from straight down, forward positive; the near arm and leg are those on our side.
/// </summary>
internal sealed record Pose
{
    /// <summary>How far the trunk leans forward.</summary>
    public float Lean { get; init; }

    /// <summary>How far the head is bent forward.</summary>
    public float Nod { get; init; }

    /// <summary>The near thigh and shin.</summary>
    public (float Thigh, float Shin) NearLeg { get; init; } = (4, 1);

    /// <summary>The far thigh and shin.</summary>
    public (float Thigh, float Shin) FarLeg { get; init; } = (-5, -7);

    /// <summary>The near upper arm and forearm.</summary>
    public (float Upper, float Fore) NearArm { get; init; } = (-4, 10);

    /// <summary>The far upper arm and forearm.</summary>
    public (float Upper, float Fore) FarArm { get; init; } = (8, 20);

    /// <summary>At ease.</summary>
    public static Pose Standing { get; } = new();

    /// <summary>On a bench, a rock or the ground's edge.</summary>
    public static Pose Sitting { get; } = new()
    {
        Lean = 6,
        Nod = 8,
        NearLeg = (84, 2),
        FarLeg = (78, -6),
        NearArm = (22, 62),
        FarArm = (26, 66),
    };

    /// <summary>At a moment of a step.</summary>
    /// <param name="phase">0 to 1 through two steps.</param>
    public static Pose Walking(float phase)
    {
        float swing = MathF.Sin(phase * MathF.Tau), lift = MathF.Cos(phase * MathF.Tau);
        return new Pose
        {
            Lean = 3,
            NearLeg = (24 * swing, 24 * swing - 4 - 26 * MathF.Max(lift, 0)),
            FarLeg = (-24 * swing, -24 * swing - 4 - 26 * MathF.Max(-lift, 0)),
            NearArm = (-22 * swing, -18 * swing + 14),
            FarArm = (22 * swing, 22 * swing + 14),
        };
    }

    /// <summary>At a moment of a run.</summary>
    /// <param name="phase">0 to 1 through two steps.</param>
    public static Pose Running(float phase)
    {
        float swing = MathF.Sin(phase * MathF.Tau), lift = MathF.Cos(phase * MathF.Tau);
        return new Pose
        {
            Lean = 13,
            Nod = -6,
            NearLeg = (46 * swing + 8, 46 * swing - 22 - 62 * MathF.Max(lift, 0)),
            FarLeg = (-46 * swing + 8, -46 * swing - 22 - 62 * MathF.Max(-lift, 0)),
            NearArm = (-48 * swing, -48 * swing + 82),
            FarArm = (48 * swing, 48 * swing + 82),
        };
    }
}
