using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Figures.Drawing;

namespace Understudy.MediaEngine.Scenes.Figures.People;

/// <summary>What heads wear; the chin is at 0, the crown at 0.136.</summary>
internal static class Hats
{
    /// <summary>A felt hat.</summary>
    public static void Brimmed(Easel easel) => Brimmed(easel, Colour.Hex(0x4A3C30));

    /// <summary>Of straw, as farmers wear it.</summary>
    public static void Straw(Easel easel) => Brimmed(easel, Colour.Hex(0xD8B46C));

    /// <summary>A cone of straw or reed.</summary>
    public static void Cone(Easel easel) =>
        easel.Solid(easel.Poly(-0.125f, 0.092f, 0, 0.186f, 0.125f, 0.092f, 0, 0.08f), Colour.Hex(0xC8A868), 0.1f);

    /// <summary>A woollen cap.</summary>
    public static void Cap(Easel easel) => easel.Solid(
        easel.Smooth(0.052f, 0.102f, 0.036f, 0.15f, -0.01f, 0.162f, -0.052f, 0.138f, -0.06f, 0.09f, 0, 0.096f),
        easel.Own(0xB8402E), 0.08f);

    /// <summary>A helmet of a sportsman.</summary>
    public static void Helmet(Easel easel) => easel.Solid(
        easel.Smooth(0.066f, 0.098f, 0.04f, 0.152f, -0.02f, 0.164f, -0.066f, 0.124f, -0.056f, 0.082f, 0, 0.1f),
        easel.Own(0xE8E4DC), 0.1f);

    private static void Brimmed(Easel easel, Colour felt)
    {
        easel.Solid(easel.Smooth(-0.048f, 0.11f, -0.042f, 0.176f, 0, 0.184f, 0.04f, 0.176f, 0.046f, 0.11f), felt, 0.08f);
        easel.Solid(easel.Oval(0.004f, 0.108f, 0.098f, 0.014f), felt, 0.2f);
    }
}
