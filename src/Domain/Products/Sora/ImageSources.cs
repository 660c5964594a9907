using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Domain.Media.Assets;

namespace Understudy.Domain.Products.Sora;

/// <summary>A picture that a video is to be made from.</summary>
/// <param name="File">Where it is kept.</param>
/// <param name="FetchedId">The id of the asset that it was fetched into for this video; null for one that was uploaded.</param>
public sealed record ImageSource(MediaKey File, string? FetchedId);

/// <summary>
/// Finds the pictures that a request names: those that the person uploaded where they are, those of others by fetching them.
/// Sora §2.3.
/// </summary>
public sealed class ImageSources(AssetDesk assets, IMediaStore media, IForeignAddresses addresses)
{
    /// <summary>How many a video may be made from.</summary>
    public const int Max = 10;

    /// <summary>How large one from elsewhere may be, in bytes.</summary>
    public const long MaxFetchedBytes = 20 * 1024 * 1024;

    /// <summary>The longest address, in characters.</summary>
    public const int MaxAddress = 2048;

    private const string NotHttp =
        "must be an http or https address; base64 and blob URLs are not supported: upload the file first.";

    private static readonly AssetRules _fetched = new(Credits.Product, Uploads.Pictures, MaxFetchedBytes)
    {
        Kind = AssetKind.Image,
        // Longer than a task can wait and work; one that is tried again fetches them again.
        Lifetime = TimeSpan.FromDays(7),
    };

    /// <summary>Finds all of them, in their order, or says which one cannot be used, and keeps none then.</summary>
    public async Task<Result<IReadOnlyList<ImageSource>>> FindAsync(
        string ownerId, IReadOnlyList<string> addressesOf, CancellationToken cancellationToken)
    {
        Result<ImageSource>[] found = await Task.WhenAll(
            addressesOf.Select((address, index) => FindAsync(ownerId, address, index, cancellationToken)));
        ImageSource[] sources = [.. found.Where(each => each.Succeeded).Select(each => each.Value!)];
        if (found.FirstOrDefault(each => !each.Succeeded) is not { } refused) return sources;
        await DiscardAsync(ownerId, sources);
        return refused.Problem!;
    }

    /// <summary>Throws away what was fetched for a video that there will not be.</summary>
    public async Task DiscardAsync(string ownerId, IReadOnlyList<ImageSource> sources)
    {
        foreach (ImageSource source in sources)
            if (source.FetchedId is { } id) await assets.DeleteAsync(ownerId, Credits.Product, id, CancellationToken.None);
    }

    private async Task<Result<ImageSource>> FindAsync(
        string ownerId, string text, int index, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
            return new ImageRefused(index, NotHttp);
        if (await OwnAsync(ownerId, address, cancellationToken) is { } own)
            return own.Content?.Kind == AssetKind.Image
                ? new ImageSource(own.File, FetchedId: null)
                : new ImageRefused(index, "is no picture.");
        Result<Asset> fetched = await addresses.ReadAsync(
            address,
            MaxFetchedBytes,
            (content, cancel) => assets.BringAsync(
                new BringAsset(ownerId, NameOf(address), MaxFetchedBytes, content), _fetched, cancel),
            cancellationToken);
        return fetched.Succeeded
            ? new ImageSource(fetched.Value.File, fetched.Value.Id)
            : ReasonOf(fetched.Problem) is { } reason ? new ImageRefused(index, reason) : fetched.Problem;
    }

    // The address of an upload leads to it also when its signature has expired: it is the person's own.
    private async Task<Asset?> OwnAsync(string ownerId, Uri address, CancellationToken cancellationToken)
    {
        string id = Path.GetFileNameWithoutExtension(address.AbsolutePath);
        if (CanonicalId.Of(id) is null ||
            await assets.FindAsync(ownerId, Credits.Product, id, cancellationToken) is not { State: AssetState.Ready } asset)
            return null;
        Uri link = media.SignDownload(asset.File, TimeSpan.FromMinutes(1));
        return link.GetLeftPart(UriPartial.Path) == address.GetLeftPart(UriPartial.Path) ? asset : null;
    }

    private static string NameOf(Uri address)
    {
        string name = Uri.UnescapeDataString(address.Segments[^1]).Trim('/');
        return name.Length is > 0 and <= 255 && !name.Any(char.IsControl) ? name : "image";
    }

    private static string? ReasonOf(Problem problem) => problem switch
    {
        Unreachable unreachable => $"cannot be fetched: {unreachable.Reason}",
        FileOfWrongFormat => "is no JPEG, PNG, GIF or WebP picture.",
        FileOfWrongSize => "is empty, or too large.",
        FileRefused refused => $"cannot be used: {refused.Reason}",
        _ => null,
    };
}
