using System.Runtime.InteropServices;
using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Figures;

/// <summary>A place of a figure that shines by itself.</summary>
/// <param name="X">Where, in metres from its foot.</param>
/// <param name="Y">Where, in metres; up is negative.</param>
/// <param name="Radius">How far its light is seen, in metres.</param>
/// <param name="Colour">Of the light.</param>
/// <param name="Flicker">0 for a steady light, 1 for a fire.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Glow(float X, float Y, float Radius, Colour Colour, float Flicker = 0);
