using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Parts;

/// <summary>Something that a function draws anew in every frame.</summary>
internal sealed class Drawing(Action<Picture> draw) : IPart
{
    /// <inheritdoc/>
    public void Paint(Picture picture) => draw(picture);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
