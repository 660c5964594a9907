using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Files that come as forms: one PNG image and its caption.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Files(FileForms forms, AssetDesk assets)
{
    internal const long MaxBytes = 200_000;

    internal static AssetRules Rules { get; } = new("second", [FileFormat.Png], MaxBytes) { StorageLimit = 250_000 };

    private static readonly FileForm _form = new("file", MaxBytes, "caption");

    [Creates(StreamsBody = true)]
    [Function("Second-File-Upload")]
    public async Task<IResult> Upload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "second/v2/files")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string owner = Caller.IdOf(request);
        Result<ReceivedForm<Asset>> form = await forms.ReceiveAsync<Asset>(
            request,
            _form,
            (file, cancel) => assets.BringAsync(new BringAsset(owner, file.Name, file.AtMost, file.Content), Rules, cancel),
            asset => assets.DeleteAsync(owner, asset.Product, asset.Id, CancellationToken.None),
            cancellationToken);
        if (!form.Succeeded) return new Refusal(form.Problem);
        Asset kept = form.Value.File;
        return Dialect.Of(request.HttpContext).Success(
            new
            {
                kept.Id,
                kept.OriginalName,
                kept.Bytes,
                kept.Content!.Width,
                Caption = form.Value.Fields.GetValueOrDefault("caption"),
                Url = assets.Link(kept, TimeSpan.FromHours(1)),
            },
            StatusCodes.Status201Created);
    }
}
