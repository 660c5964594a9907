namespace Understudy.MediaEngine.Models;

/// <summary>The codes of <see cref="MediaRejectedException"/>.</summary>
public static class MediaRejection
{
    /// <summary>No face was found in the video.</summary>
    public const string NoFace = "no_face";

    /// <summary>More than one person is in the picture.</summary>
    public const string SeveralFaces = "several_faces";

    /// <summary>The face covers too little of the picture to be animated.</summary>
    public const string FaceTooSmall = "face_too_small";

    /// <summary>The recording is shorter than training needs.</summary>
    public const string TooShort = "too_short";

    /// <summary>The recording is longer than the platform takes.</summary>
    public const string TooLong = "too_long";

    /// <summary>The picture is larger than the platform takes.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A still picture has too few pixels to fill a film with.</summary>
    public const string TooSmall = "too_small";

    /// <summary>To look at the file, or to decode it, takes more than an ordinary recording does.</summary>
    public const string TooCostly = "too_costly";

    /// <summary>Nothing can be heard, or nobody speaks.</summary>
    public const string SilentAudio = "silent_audio";

    /// <summary>The recording is overdriven.</summary>
    public const string ClippedAudio = "clipped_audio";

    /// <summary>The file is damaged or incomplete.</summary>
    public const string CorruptFile = "corrupt_file";

    /// <summary>The file is not what was promised, for instance a picture instead of a video.</summary>
    public const string WrongContent = "wrong_content";

    /// <summary>A real recording, in a format that the platform does not take.</summary>
    public const string Unsupported = "unsupported";

    /// <summary>A film without sound, where the sound is what is wanted.</summary>
    public const string NoSound = "no_sound";

    /// <summary>The language that is spoken cannot be recognised, or told from others.</summary>
    public const string UnknownLanguage = "unknown_language";

    /// <summary>A file of captions that cannot be read.</summary>
    public const string InvalidCaptions = "invalid_captions";

    /// <summary>A number or a name in what was asked for is not possible.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The text has nothing in it that the voice can say.</summary>
    public const string UnspeakableText = "unspeakable_text";

    /// <summary>What was asked of a voice cannot be: an empty or too long text, or a pace out of range.</summary>
    public const string InvalidSpeech = "invalid_speech";

    /// <summary>There is no stock voice of that name.</summary>
    public const string UnknownVoice = "unknown_voice";

    /// <summary>The segments of a dubbing are empty, out of order or out of range.</summary>
    public const string InvalidDubbing = "invalid_dubbing";

    /// <summary>The size that is wanted of a picture cannot be made.</summary>
    public const string PictureSize = "picture_size";

    /// <summary>The title has no letter that can be drawn, or so many that they cannot be read in the picture.</summary>
    public const string UnreadableTitle = "unreadable_title";

    /// <summary>The trained model that a video is made with is not there any more.</summary>
    public const string ModelGone = "model_deleted";

    /// <summary>Music was asked for that cannot be made, for instance of no length.</summary>
    public const string ImpossibleMusic = "impossible_music";

    /// <summary>A film was asked for that cannot be put together, for instance of a container and no picture.</summary>
    public const string ImpossibleFilm = "impossible_film";

    /// <summary>A film was asked for with an empty prompt, or of a size, length or rate that is not made.</summary>
    public const string InvalidFilm = "invalid_film";
}
