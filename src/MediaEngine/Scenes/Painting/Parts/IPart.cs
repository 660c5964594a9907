using Understudy.MediaEngine.Scenes.Canvas;

namespace Understudy.MediaEngine.Scenes.Painting.Parts;

/// <summary>Something in a scene; a scene is painted part by part, from what is far to what is near.</summary>
internal interface IPart : IDisposable
{
    /// <summary>Paints it over what is in the picture. Several threads may do so at once, each on a picture of its own.</summary>
    void Paint(Picture picture);
}
