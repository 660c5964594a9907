namespace Understudy.MediaEngine.Stills;

/// <summary>The kinds of pictures that are taken. Skia reads more, and would be asked to by how a file begins.</summary>
internal enum StillFormat
{
    /// <summary>None of them.</summary>
    Other,

    /// <summary>JPEG.</summary>
    Jpeg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>WebP.</summary>
    WebP,

    /// <summary>GIF.</summary>
    Gif,
}
