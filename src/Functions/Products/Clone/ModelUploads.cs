using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>Reading the promise of an upload: name, size and type of a source file. Clone §4.3, §5.3.</summary>
internal sealed class ModelUploads
{
    private readonly string[] _extensions;
    private readonly HashSet<string> _types;
    private readonly long _maxBytes;

    private ModelUploads(long maxBytes, string[] extensions, string[] types)
    {
        _maxBytes = maxBytes;
        _extensions = extensions;
        _types = [.. types];
    }

    /// <summary>Source videos: mp4, mov, avi and webm of at most 500 MB.</summary>
    public static ModelUploads Video { get; } = new(
        524_288_000,
        ["mp4", "mov", "avi", "webm"],
        ["video/mp4", "video/quicktime", "video/x-msvideo", "video/webm"]);

    /// <summary>Voice samples: mp3, wav, m4a, aac and webm of at most 100 MB.</summary>
    public static ModelUploads Voice { get; } = new(
        104_857_600,
        ["mp3", "wav", "m4a", "aac", "webm"],
        ["audio/mpeg", "audio/wav", "audio/mp4", "audio/aac", "audio/webm"]);

    /// <summary>Reads the fields that both contracts share.</summary>
    public (string Name, string Extension, UploadPromise Promise) Read(JsonFields fields)
    {
        string name = fields.Line("name", 100);
        string fileName = fields.Line("file_name", 255);
        string extension = fileName[(fileName.LastIndexOf('.') + 1)..].ToLowerInvariant();
        if (fileName.Length > 0
            && (!fileName.Contains('.', StringComparison.Ordinal) || !_extensions.Contains(extension)))
            fields.Add("file_name", FieldFault.Malformed, $"Must end in one of: {string.Join(", ", _extensions)}.");
        long bytes = fields.Whole("file_size_bytes", 1, _maxBytes);
        string contentType = fields.Line("content_type", 100);
        // A browser's recorder adds its codecs, and not by the book: video/webm;codecs=vp9,opus.
        if (contentType.Length > 0 && (MediaType.Parse(contentType) is not { } type || !_types.Contains(type.Name)))
            fields.Add("content_type", FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", _types)}.");
        return (name, extension, new UploadPromise(contentType, bytes));
    }

    /// <summary>The body of the answer that tells where to PUT the file.</summary>
    public static UploadBody Body(ModelCreated created) => new(
        created.UploadUrl, created.Model.Source.Name, (int)created.Lifetime.TotalSeconds);
}
