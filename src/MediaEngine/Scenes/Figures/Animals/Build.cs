using SkiaSharp;
using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.Animals;

/// <summary>Of what shape ears are.</summary>
internal enum Ears
{
    /// <summary>Upright and pointed.</summary>
    Pointed,

    /// <summary>Small and round.</summary>
    Round,

    /// <summary>To the side or down.</summary>
    Hanging,

    /// <summary>Upright and very long.</summary>
    Long,

    /// <summary>None, or drawn with the rest.</summary>
    None,
}

/// <summary>Of what kind a tail is.</summary>
internal enum Tail
{
    /// <summary>A stump.</summary>
    Short,

    /// <summary>Thin, with a tuft at its end.</summary>
    Tufted,

    /// <summary>Thick fur.</summary>
    Bushy,

    /// <summary>Long hair.</summary>
    Hair,

    /// <summary>Long, bent upwards.</summary>
    Raised,
}

/// <summary>How an animal of four legs is built; lengths as parts of the height of its back.</summary>
internal sealed record Build
{
    /// <summary>The height of its back, in metres.</summary>
    public required float Back { get; init; }

    /// <summary>Of the fur.</summary>
    public required int Fur { get; init; }

    /// <summary>Of belly and throat, if they differ.</summary>
    public int? Belly { get; init; }

    /// <summary>Of the lower legs, if they differ.</summary>
    public int? Socks { get; init; }

    /// <summary>From chest to rump.</summary>
    public float Length { get; init; } = 1.15f;

    /// <summary>From back to chest.</summary>
    public float Chest { get; init; } = 0.46f;

    /// <summary>From back to flank.</summary>
    public float Flank { get; init; } = 0.4f;

    /// <summary>How much higher than the back the rump is.</summary>
    public float Rump { get; init; }

    /// <summary>Half a leg's thickness below the knee.</summary>
    public float Shank { get; init; } = 0.034f;

    /// <summary>Half a thigh's thickness.</summary>
    public float Ham { get; init; } = 0.15f;

    /// <summary>How long the neck is.</summary>
    public float Neck { get; init; } = 0.5f;

    /// <summary>How steep the neck rises, in degrees.</summary>
    public float NeckAngle { get; init; } = 50;

    /// <summary>Half the neck's thickness at its root and at the head.</summary>
    public (float Root, float Top) NeckThick { get; init; } = (0.17f, 0.1f);

    /// <summary>How long the head is.</summary>
    public float Head { get; init; } = 0.36f;

    /// <summary>Half the head's thickness at the brow and at the nose.</summary>
    public (float Brow, float Nose) HeadThick { get; init; } = (0.095f, 0.05f);

    /// <summary>How far the head is bent down from level, in degrees.</summary>
    public float HeadAngle { get; init; } = 35;

    /// <summary>The ears.</summary>
    public Ears Ears { get; init; } = Ears.Pointed;

    /// <summary>How long the ears are.</summary>
    public float Ear { get; init; } = 0.13f;

    /// <summary>The tail.</summary>
    public Tail Tail { get; init; } = Tail.Tufted;

    /// <summary>How long the tail is.</summary>
    public float TailLength { get; init; } = 0.5f;

    /// <summary>Draws spots or stripes, within the trunk.</summary>
    public Action<Easel, Build>? Pattern { get; init; }

    /// <summary>
    /// Draws what only this kind has, before (false) or after (true) head and trunk are drawn, given where the head begins.
    /// </summary>
    public Action<Easel, Build, SKPoint, bool>? Extra { get; init; }

    /// <summary>How its fur looks on this easel.</summary>
    public Colour Coat(Easel easel) => easel.Own(Fur);
}
