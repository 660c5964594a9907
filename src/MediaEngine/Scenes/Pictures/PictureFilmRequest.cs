using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Scenes.Film;

namespace Understudy.MediaEngine.Scenes.Pictures;

/// <summary>Which film to make of which pictures.</summary>
/// <param name="Pictures">Their files, 1 to 10, in their order: JPEG, PNG, WebP or GIF.</param>
/// <param name="Film">The film; without a style it is painted as its prompt says, or else as the pictures are.</param>
public sealed record PictureFilmRequest(IReadOnlyList<string> Pictures, FilmRequest Film)
{
    /// <summary>So many pictures a film takes.</summary>
    public const int MostPictures = 10;

    private const double ShortestShow = 0.25;

    /// <summary>Checks it.</summary>
    /// <exception cref="MediaRejectedException">It cannot be made.</exception>
    internal void Validate()
    {
        Film.Validate();
        if (Pictures.Count is < 1 or > MostPictures)
            throw new MediaRejectedException(MediaRejection.InvalidFilm, $"A film is made of 1 to {MostPictures} pictures.");
        // Each is seen, and by itself.
        if (Film.Seconds < Pictures.Count * ShortestShow || Film.Frames < 2 * Pictures.Count)
            throw new MediaRejectedException(
                MediaRejection.InvalidFilm, "The film is too short: each picture needs a quarter of a second and two frames.");
    }
}
