using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Scenes.Painting.Finishing;

namespace Understudy.MediaEngine.Scenes.Film;

/// <summary>All that a film is made of.</summary>
/// <param name="Style">How it is painted.</param>
/// <param name="Shots">Its shots, in their order.</param>
/// <param name="Finish">What is done to its pictures at the end.</param>
/// <param name="Report">What <c>scene.json</c> tells of it.</param>
/// <param name="Mark">How it came to be.</param>
internal sealed record FilmScript(
    FilmStyle Style, IReadOnlyList<FilmShot> Shots, Finish Finish, string Report, AiMark Mark);
