using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>The shape of a mouth in one frame.</summary>
/// <param name="Open">Gap between the lips: 0 closed to 1 as wide open as speech gets.</param>
/// <param name="Wide">−1 rounded (as in "oo") to 1 spread (as in "ee"); 0 neutral.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MouthPose(float Open, float Wide);
