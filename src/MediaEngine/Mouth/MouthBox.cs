using System.Runtime.InteropServices;

namespace Understudy.MediaEngine.Mouth;

/// <summary>A part of a picture, in pixels; all four are even.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MouthBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The size in bytes of the part as yuv420p.</summary>
    public int Bytes => Width * Height * 3 / 2;
}
