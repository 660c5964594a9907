namespace Understudy.Domain.Media;

/// <summary>Makes avatars of what people upload.</summary>
public interface IAvatarMaker
{
    /// <summary>The longest side of a picture that is taken, in pixels.</summary>
    const int MaxSide = 4096;

    /// <summary>
    /// Makes a square picture of <see cref="Side"/> pixels: turned upright, cut to its middle, without any metadata.
    /// What is there under <paramref name="target"/> is replaced.
    /// </summary>
    /// <param name="source">The upload; a JPEG, PNG or WebP image if it is what it should be.</param>
    /// <param name="target">Where the avatar goes, a JPEG.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Null when it is made. Otherwise why it cannot be, in a sentence for its owner: the upload is no such image, is
    /// damaged, or has a side of more than <see cref="MaxSide"/>.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no upload.</exception>
    /// <exception cref="Exception">The maker broke, which says nothing about the upload.</exception>
    Task<string?> MakeAsync(MediaKey source, MediaKey target, CancellationToken cancellationToken);

    /// <summary>The width and height of an avatar, in pixels.</summary>
    const int Side = 512;
}
