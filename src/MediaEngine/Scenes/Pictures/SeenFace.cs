using System.Runtime.InteropServices;
using SkiaSharp;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>A face in a picture, in parts of its width and height.</summary>
/// <param name="Face">From the brows to the chin.</param>
/// <param name="Head">With hair and ears; it may reach out of the picture.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeenFace(SKRect Face, SKRect Head);
