using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;

namespace Understudy.Domain.Products.Sora;

/// <summary>Which files people may upload. Sora §2.1.</summary>
public static class Uploads
{
    /// <summary>How large a file may be: 100 MB, as the contract counts them.</summary>
    public const long MaxBytes = 104_857_600;

    /// <summary>How large a file has to be: 1 KB.</summary>
    public const long MinBytes = 1024;

    /// <summary>The formats of pictures.</summary>
    public static IReadOnlyList<FileFormat> Pictures { get; } =
        [FileFormat.Jpeg, FileFormat.Png, FileFormat.Gif, FileFormat.WebP];

    /// <summary>The extensions of pictures.</summary>
    public static IReadOnlyList<string> PictureExtensions { get; } = [".jpg", ".jpeg", ".png", ".gif", ".webp"];

    /// <summary>The formats of videos.</summary>
    public static IReadOnlyList<FileFormat> Videos { get; } =
        [FileFormat.Mp4, FileFormat.Avi, FileFormat.Mov, FileFormat.WebM];

    /// <summary>The extensions of videos.</summary>
    public static IReadOnlyList<string> VideoExtensions { get; } = [".mp4", ".avi", ".mov", ".webm"];

    /// <summary>What is taken in; what a file has to be, a form may say only behind it.</summary>
    public static AssetRules Rules { get; } = new(Credits.Product, [.. Pictures, .. Videos], MaxBytes)
    {
        MinBytes = MinBytes,
        // Nobody deletes them by hand here.
        Lifetime = TimeSpan.FromDays(30),
        StorageLimit = 5L * 1024 * 1024 * 1024,
    };

    /// <summary>Whether a file is what it was said to be: what is in it, and its extension.</summary>
    /// <param name="asset">The file.</param>
    /// <param name="isVideo">Whether it was said to be a video, and not a picture.</param>
    public static bool Is(Asset asset, bool isVideo) =>
        asset.Content?.Kind == (isVideo ? AssetKind.Video : AssetKind.Image) &&
        (isVideo ? VideoExtensions : PictureExtensions).Contains(ExtensionOf(asset.OriginalName));

    /// <summary>A name's extension in lower case, with its dot.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name).ToLowerInvariant();
}
