using System.Globalization;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Composing;

/// <summary>The file that a film is put into.</summary>
public enum FilmContainer
{
    /// <summary>H.264 and AAC, which can be played while it loads.</summary>
    Mp4,

    /// <summary>VP9 and Opus.</summary>
    Webm,

    /// <summary>H.264 and AAC in QuickTime's own.</summary>
    Mov,
}

/// <summary>How much a film may lose for a smaller file.</summary>
public enum FilmQuality
{
    Low,
    Medium,
    High,
}

/// <summary>Speech that is laid over a film.</summary>
/// <param name="File">A WAV file, or another that the platform takes.</param>
/// <param name="Start">When it begins, in seconds.</param>
public sealed record FilmNarration(string File, double Start);

/// <summary>A title that is shown at the beginning, and fades in and out.</summary>
/// <param name="File">A PNG with transparency; of another size than the picture, it is scaled to it.</param>
/// <param name="Seconds">How long it is seen.</param>
public sealed record FilmTitle(string File, double Seconds);

/// <summary>Captions that can be switched on.</summary>
/// <param name="File">SubRip (<c>.srt</c>) or WebVTT (<c>.vtt</c>).</param>
/// <param name="Language">Its language by ISO 639-2, for instance "eng".</param>
public sealed record FilmCaptions(string File, string Language);

/// <summary>What to put together. Files are absolute paths.</summary>
/// <param name="Picture">A film with moving pictures, as long as the result unless the narration goes on.</param>
/// <param name="Container">The file that is wanted.</param>
/// <param name="Quality">How large it may be.</param>
public sealed record CompositionRequest(string Picture, FilmContainer Container, FilmQuality Quality)
{
    /// <summary>Speech; music and the picture's own sound give way to it. Without it, the music gives way to the own sound.</summary>
    public FilmNarration? Narration { get; init; }

    /// <summary>Music, faded out when it is longer than the film.</summary>
    public string? Music { get; init; }

    /// <summary>Whether the picture's own sound is heard.</summary>
    public bool KeepsSound { get; init; } = true;

    /// <summary>What is known of the picture already; null to find out.</summary>
    public MediaProbe? Probe { get; init; }

    /// <summary>The id of what it is made by, which the film carries; null for none.</summary>
    public string? Recipe { get; init; }

    public FilmTitle? Title { get; init; }

    public FilmCaptions? Captions { get; init; }

    /// <summary>Seconds in which picture and sound go at the end; 0 for none.</summary>
    public double EndFade { get; init; }

    /// <summary>Whether the picture itself says that it is AI-made.</summary>
    public bool Watermark { get; init; }

    /// <summary>A title for the file's metadata.</summary>
    public string? Name { get; init; }

    /// <exception cref="MediaRejectedException">Something in it is not possible.</exception>
    internal void Require()
    {
        if (!Enum.IsDefined(Container)) throw Rejected("Films can be made as MP4, WebM and MOV.");
        if (!Enum.IsDefined(Quality)) throw Rejected("Films can be made in low, medium and high quality.");
        if (Narration is { } narration && !(narration.Start >= 0 && narration.Start <= MediaLimits.MaximumDuration))
            throw Rejected("The narration has to begin within the film.");
        if (Title is { } title && !(title.Seconds >= 1 && title.Seconds <= 60))
            throw Rejected("A title is shown for 1 to 60 seconds.");
        if (!(EndFade >= 0 && EndFade <= 10))
            throw Rejected(string.Create(CultureInfo.InvariantCulture, $"A film cannot fade out in {EndFade:0.##} seconds; up to 10 are possible."));
        if (Captions is { } captions && !(captions.Language.Length == 3 && captions.Language.All(char.IsAsciiLetterLower)))
            throw Rejected("The language of captions is three small letters, such as eng.");
    }

    /// <exception cref="MediaRejectedException">The narration begins where nothing is seen any more.</exception>
    internal void RequireNarrationWithin(double picture)
    {
        if (Narration?.Start >= picture)
            throw Rejected(string.Create(
                CultureInfo.InvariantCulture,
                $"The narration begins at {Narration.Start:0.##} s, where the picture has ended ({picture:0.##} s)."));
    }

    internal static MediaRejectedException Rejected(string message) => new(MediaRejection.ImpossibleFilm, message);
}

/// <summary>A finished film.</summary>
/// <param name="File"><c>film.mp4</c>, <c>film.webm</c> or <c>film.mov</c>.</param>
/// <param name="Duration">Seconds.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="CopiesPicture">Whether the picture went over as it was, without being encoded again.</param>
public sealed record CompositionResult(string File, double Duration, long Size, int Width, int Height, bool CopiesPicture);
