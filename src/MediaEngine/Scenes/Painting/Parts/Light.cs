using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Parts;

/// <summary>Soft light that changes: aurora, beams, the flash of lightning.</summary>
/// <param name="parallax">Its depth.</param>
/// <param name="shine">What shines at a time, or null for nothing.</param>
/// <param name="from">The upper height of where it may shine, in units.</param>
/// <param name="to">The lower one.</param>
internal sealed class Light(float parallax, Func<float, Shader?> shine, float from, float to) : IPart
{
    /// <inheritdoc/>
    public void Paint(Picture picture)
    {
        if (shine(picture.Time) is { } shader) picture.Shine(this, parallax, shader, from, to);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
