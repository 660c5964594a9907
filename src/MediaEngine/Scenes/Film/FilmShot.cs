using Understudy.MediaEngine.Scenes.Canvas;
using Understudy.MediaEngine.Scenes.Painting;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>A shot of a film.</summary>
/// <param name="Start">When it begins, in seconds of the film.</param>
/// <param name="Seconds">How long it is, with the dissolve to the next one.</param>
/// <param name="Paint">Paints what it needs on such a stage; it is asked when the first frame comes.</param>
internal sealed record FilmShot(double Start, double Seconds, Func<Stage, Scene> Paint);
