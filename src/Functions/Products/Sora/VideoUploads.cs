using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Files to make videos of. Sora §2.1.</summary>
[Limited(SoraLimits.Generation)]
[SignedInBy(Way.SessionAndApiKey)]
public sealed class VideoUploads(FileForms forms, AssetDesk assets, TimeProvider time)
{
    private const string FileType = "file_type";
    private const string Image = "image";
    private const string Video = "video";

    private static readonly FileForm _form = new("file", Uploads.MaxBytes, FileType);
    private static readonly TimeSpan _linkLife = TimeSpan.FromHours(24);

    /// <summary>Sora §2.1.</summary>
    [Creates(StreamsBody = true)]
    [Function("Sora-File-Upload")]
    public async Task<IResult> Upload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/videos/upload")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Result<ReceivedForm<Asset>> form = await forms.ReceiveAsync<Asset>(
            request,
            _form,
            async (file, cancel) => IsKnown(file.Name)
                ? await assets.BringAsync(new BringAsset(owner, file.Name, file.AtMost, file.Content), Uploads.Rules, cancel)
                : new FileOfWrongFormat(Uploads.Rules.Formats),
            asset => DiscardAsync(asset),
            cancellationToken);
        if (!form.Succeeded) return new Refusal(form.Problem);
        // What the file was to be may stand behind it.
        Asset kept = form.Value.File;
        string type = form.Value.Fields.GetValueOrDefault(FileType) is { Length: > 0 } said ? said.Trim() : Image;
        if (type is Image or Video && Uploads.Is(kept, type == Video))
            return SoraDialect.Instance.Success(Answer(kept, type));
        await DiscardAsync(kept);
        return new Refusal(new Told(StatusCodes.Status400BadRequest, WrongWith(type)));
    }

    private Task DiscardAsync(Asset asset) =>
        assets.DeleteAsync(asset.OwnerId, asset.Product, asset.Id, CancellationToken.None);

    private UploadAnswer Answer(Asset asset, string type) => new(
        true,
        assets.Link(asset, _linkLife),
        string.Create(
            CultureInfo.InvariantCulture,
            $"uploads/{type}/{asset.OwnerId}/{asset.CreatedAt.UtcDateTime:yyyy'/'MM'/'dd}/{asset.Id}_{asset.OriginalName}"),
        asset.Bytes,
        asset.ContentType,
        type,
        type == Video ? "Video uploaded successfully" : "Image uploaded successfully",
        time.GetUtcNow() + _linkLife);

    private static bool IsKnown(string name) =>
        Uploads.PictureExtensions.Concat(Uploads.VideoExtensions).Contains(Uploads.ExtensionOf(name));

    private static string WrongWith(string type) => type switch
    {
        Image => $"Invalid file type. Allowed image extensions: {string.Join(", ", Uploads.PictureExtensions)}",
        Video => $"Invalid file type. Allowed video extensions: {string.Join(", ", Uploads.VideoExtensions)}",
        _ => "Invalid file_type. Must be 'image' or 'video'",
    };
}

/// <summary>A file that was taken in. Sora §2.1.</summary>
/// <param name="Success">True.</param>
/// <param name="FileUrl">Where it can be read until <paramref name="ExpiresAt"/>, and what videos are asked for with at any time.</param>
/// <param name="StorageKey">What to call it.</param>
/// <param name="FileSize">In bytes.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="FileType">image or video.</param>
/// <param name="Message">For people.</param>
/// <param name="ExpiresAt">Until when the address can be read; beyond the contract.</param>
internal sealed record UploadAnswer(
    bool Success,
    Uri FileUrl,
    string StorageKey,
    long FileSize,
    string ContentType,
    string FileType,
    string Message,
    DateTimeOffset ExpiresAt);
