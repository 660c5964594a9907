using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.FilmStudio;

/// <summary>What all films have in common: where they are, and how much of them there may be.</summary>
public static class FilmWork
{
    /// <summary>How large an uploaded file may be, in bytes: 500 MB as the rest of the platform counts them.</summary>
    public const long LargestUpload = 500L * 1024 * 1024;

    /// <summary>How many bytes of uploads and of what was made an account may have.</summary>
    public const long StorageLimit = 10L << 30;

    /// <summary>The size of films that are made of prompts.</summary>
    public static PictureSize Size { get; } = new(1280, 720);

    /// <summary>Which files are taken in: films and recordings.</summary>
    public static AssetRules Uploads { get; } = new(
        FilmStudioPlans.Product,
        [
            FileFormat.Mp4, FileFormat.Mov, FileFormat.WebM, FileFormat.Avi, FileFormat.Mkv, FileFormat.Wav, FileFormat.Mp3,
            FileFormat.M4a, FileFormat.Ogg, FileFormat.Flac,
        ],
        LargestUpload)
    {
        StorageLimit = StorageLimit,
    };

    /// <summary>The room that a person's files take.</summary>
    public static StorageId RoomOf(string ownerId) => new(ownerId, FilmStudioPlans.Product);

    /// <summary>Where everything is that was made for a person.</summary>
    public static MediaKey FilesOf(string ownerId) => new(MediaKey.Library, $"filmstudio/{ownerId}/");

    /// <summary>Where a job's outputs go.</summary>
    public static MediaKey FolderOf(string ownerId, string jobId) => FilesOf(ownerId).File($"{jobId}/");
}
