using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Idempotency;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Files of one's own, for lip-sync; beyond the contract.</summary>
[SignedInBy(Way.Session)]
public sealed class Assets(AssetDesk assets, TimeProvider time)
{
    private const int LongestName = 255, LongestType = 100;

    /// <summary>Makes room for a file, and says where to PUT it.</summary>
    [Creates]
    [Function("FilmStudio-Asset-Create")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/assets")] HttpRequest request) =>
        request.HandleAsync(
            fields => new AwaitAsset(
                Caller.IdOf(request),
                fields.Line("fileName", LongestName),
                new UploadPromise(fields.Line("contentType", LongestType), fields.Whole("fileSize", 1, FilmWork.LargestUpload)),
                Group: null,
                NewResource.IdOf(request)),
            (command, cancel) => assets.AwaitAsync(command, FilmWork.Uploads, cancel),
            awaited => new AwaitedAnswer(
                awaited.Asset.Id, FilmFiles.PathOf(awaited.Asset.File), awaited.UploadUrl, time.GetUtcNow() + awaited.Lifetime),
            StatusCodes.Status201Created);

    /// <summary>The files that can be used, newest first.</summary>
    [Function("FilmStudio-Asset-List")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/assets")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        QueryFields query = new(request);
        Paging paging = query.Paging(defaultLimit: 20, maxLimit: 100);
        if (query.Problem is { } invalid) return new Refusal(invalid);
        DocumentPage<Asset> page = await assets.ListAsync(
            Caller.IdOf(request), FilmStudioPlans.Product, group: null, paging, cancellationToken);
        return FilmStudioDialect.Instance.Page(
            "assets", [.. page.Items.Select(item => BodyOf(item.Value))], paging, page.Total ?? 0);
    }

    /// <summary>A file; one that has just been uploaded is looked at now.</summary>
    [Function("FilmStudio-Asset-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/assets/{assetId}")] HttpRequest request,
        string assetId,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        string id = CanonicalId.OrNone(assetId);
        Result<Asset> asset = await assets.UseAsync(owner, id, FilmWork.Uploads, cancellationToken);
        if (asset.Succeeded) return FilmStudioDialect.Instance.Success(BodyOf(asset.Value));
        return asset.Problem is AssetNotUploaded &&
            await assets.FindAsync(owner, FilmStudioPlans.Product, id, cancellationToken) is { } awaited
            ? FilmStudioDialect.Instance.Success(BodyOf(awaited))
            : new Refusal(asset.Problem is AssetNotUploaded ? FilmFiles.Missing : FilmFiles.Word(asset.Problem, "file"));
    }

    /// <summary>Deletes a file, whose room comes back. What was made of it stays.</summary>
    [Function("FilmStudio-Asset-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "filmstudio/api/assets/{assetId}")] HttpRequest request,
        string assetId,
        CancellationToken cancellationToken) =>
        await assets.DeleteAsync(
            Caller.IdOf(request), FilmStudioPlans.Product, CanonicalId.OrNone(assetId), cancellationToken)
            ? FilmStudioDialect.Instance.Success(new MessageAnswer("Asset deleted successfully"))
            : new Refusal(FilmFiles.Missing);

    private static AssetAnswer BodyOf(Asset asset) => new(
        asset.Id,
        FilmFiles.PathOf(asset.File),
        asset.OriginalName,
        asset.ContentType,
        asset.Bytes,
        asset.State == AssetState.Ready ? "ready" : "awaited",
        asset.Content?.DurationSeconds is { } seconds ? Math.Round(seconds, 3) : null,
        asset.CreatedAt);
}

/// <summary>A file that is to be uploaded.</summary>
/// <param name="AssetId">Its id.</param>
/// <param name="Path">The name under which lip-sync takes it.</param>
/// <param name="UploadUrl">Where to PUT it, with the type and the size that were announced.</param>
/// <param name="ExpiresAt">Until when that works.</param>
internal sealed record AwaitedAnswer(string AssetId, string Path, Uri UploadUrl, DateTimeOffset ExpiresAt);

/// <summary>A file.</summary>
internal sealed record AssetAnswer(
    string AssetId,
    string Path,
    string FileName,
    string ContentType,
    long FileSize,
    string Status,
    double? Duration,
    DateTimeOffset CreatedAt);
