namespace Understudy.MediaEngine.Music.Styles;

/// <summary>The style of each genre.</summary>
internal static class StyleBook
{
    public static Style Of(MusicGenre genre) => genre switch
    {
        MusicGenre.Electronic => ElectronicStyle.Style,
        MusicGenre.Ambient => AmbientStyle.Style,
        MusicGenre.Cinematic => CinematicStyle.Style,
        MusicGenre.Rock => RockStyle.Style,
        MusicGenre.Jazz => JazzStyle.Style,
        MusicGenre.Classical => ClassicalStyle.Style,
        MusicGenre.Lofi => LofiStyle.Style,
        _ => FolkStyle.Style,
    };
}
