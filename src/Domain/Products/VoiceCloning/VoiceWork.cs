using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;

namespace Understudy.Domain.Products.VoiceCloning;

/// <summary>What all of VoiceCloning has in common.</summary>
public static class VoiceWork
{
    /// <summary>The product, where several are told apart.</summary>
    public const string Product = "voicecloning";

    /// <summary>How large an uploaded file may be, in bytes: 500 MB as the rest of the platform counts them.</summary>
    public const long LargestUpload = 500L * 1024 * 1024;

    /// <summary>How many bytes of uploads and of what was made of them an account may have.</summary>
    public const long StorageLimit = 10L << 30;

    /// <summary>The project of files that name none.</summary>
    public const string DefaultProject = "Default";

    /// <summary>The languages that voices speak.</summary>
    public static IReadOnlyList<string> Spoken { get; } = ["en", "ja", "es", "fr", "de", "zh", "hi"];

    /// <summary>Which files are taken in. VoiceCloning, Upload File.</summary>
    public static AssetRules Uploads { get; } = new(
        Product,
        [
            FileFormat.Mp4, FileFormat.Mov, FileFormat.WebM, FileFormat.Avi, FileFormat.Mkv, FileFormat.Wav, FileFormat.Mp3,
            FileFormat.M4a, FileFormat.Ogg, FileFormat.Flac,
        ],
        LargestUpload)
    {
        StorageLimit = StorageLimit,
    };

    /// <summary>The room that a person's files take.</summary>
    public static StorageId RoomOf(string ownerId) => new(ownerId, Product);

    /// <summary>Where everything is that was made for a person.</summary>
    public static MediaKey FilesOf(string ownerId) => new(MediaKey.Library, $"voicecloning/{ownerId}/");

    /// <summary>Where a job's outputs go, and a profile's.</summary>
    public static MediaKey FolderOf(string ownerId, string jobId) => FilesOf(ownerId).File($"{jobId}/");

    /// <summary>Where the speech is kept that was made for segments of a file.</summary>
    public static MediaKey SpeechOf(string ownerId, string fileId) => FilesOf(ownerId).File($"speech/{fileId}/");
}
