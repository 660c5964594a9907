using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>How the hair is worn.</summary>
internal enum HairStyle
{
    /// <summary>There is none, or nothing is seen of it.</summary>
    None,

    /// <summary>Short.</summary>
    Short,

    /// <summary>Down the back.</summary>
    Long,

    /// <summary>Bound up.</summary>
    Bun,
}

/// <summary>What a body wears, and how it is built.</summary>
internal sealed record Clothes
{
    private static readonly int[] _skins = [0xF0C8A4, 0xE0AC82, 0xB97A50, 0x7A4C30];
    private static readonly int[] _hairs = [0x241C18, 0x4A3020, 0x7A5230, 0xC49A58];
    private static readonly int[] _tops = [0xB8483C, 0x3C6CA0, 0xE4DCC8, 0x4C7A58, 0xC48A3C, 0x6A4C7C, 0x384454];
    private static readonly int[] _trousers = [0x2C3444, 0x4C4438, 0x3C5070, 0x6C6458];

    /// <summary>Of the skin.</summary>
    public Colour Skin { get; init; }

    /// <summary>Of the hair.</summary>
    public Colour HairColour { get; init; }

    /// <summary>How it is worn.</summary>
    public HairStyle Hair { get; init; } = HairStyle.Short;

    /// <summary>Of shirt or coat.</summary>
    public Colour Top { get; init; }

    /// <summary>Of the sleeves, if they differ.</summary>
    public Colour? Sleeves { get; init; }

    /// <summary>Of the trousers.</summary>
    public Colour Legs { get; init; }

    /// <summary>Of the shoes.</summary>
    public Colour Shoes { get; init; } = Colour.Hex(0x2A221E);

    /// <summary>Of a belt, if there is one.</summary>
    public Colour? Belt { get; init; }

    /// <summary>How long a skirt, a coat or a robe hangs from the hips, as a part of the height.</summary>
    public float Skirt { get; init; }

    /// <summary>How wide it falls.</summary>
    public float Flare { get; init; } = 0.22f;

    /// <summary>Of the skirt, if it differs from the trousers.</summary>
    public Colour? SkirtColour { get; init; }

    /// <summary>Whether the legs are bare.</summary>
    public bool Bare { get; init; }

    /// <summary>Whether the arms are bare.</summary>
    public bool BareArms { get; init; }

    /// <summary>Whether the sleeves hang wide.</summary>
    public bool WideSleeves { get; init; }

    /// <summary>Whether the waist is narrow.</summary>
    public bool IsWoman { get; init; }

    /// <summary>How broad the trunk is; 1 is ordinary.</summary>
    public float Broad { get; init; } = 1;

    /// <summary>Draws what is on the head, whose chin is at 0 and whose crown at 0.136.</summary>
    public Action<Easel>? Hat { get; init; }

    /// <summary>What anybody might wear.</summary>
    public static Clothes Any(Easel easel) => new()
    {
        Skin = Colour.Hex(_skins[easel.Below(_skins.Length)]),
        HairColour = Colour.Hex(_hairs[easel.Below(_hairs.Length)]),
        Top = easel.OwnOf(_tops),
        Legs = Colour.Hex(_trousers[easel.Below(_trousers.Length)]),
    };

    /// <summary>A dress or a coat over a narrow waist.</summary>
    public static Clothes Woman(Easel easel)
    {
        Clothes any = Any(easel);
        return any with
        {
            IsWoman = true,
            Hair = easel.Chance(0.6f) ? HairStyle.Long : HairStyle.Bun,
            Skirt = easel.Between(0.2f, 0.32f),
            SkirtColour = any.Top,
            Bare = true,
            Broad = 0.9f,
        };
    }
}
