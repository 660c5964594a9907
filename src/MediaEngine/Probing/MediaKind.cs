namespace Understudy.MediaEngine.Probing;

/// <summary>What a file was promised to be.</summary>
public enum MediaKind
{
    /// <summary>Moving pictures, with or without sound: mp4, mov, avi, webm, mkv.</summary>
    Video,

    /// <summary>Sound alone: mp3, wav, m4a, aac, webm; a cover picture is ignored.</summary>
    Audio,
}
