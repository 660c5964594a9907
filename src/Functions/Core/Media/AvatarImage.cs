using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Media;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Core.Media;

/// <summary>
/// Where avatars are shown from: an address that cannot be guessed, that everybody who was shown it may read, and that
/// is another one as soon as the picture is. Clone §10.4.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class AvatarImage(IMediaStore media)
{
    internal const string Function = "Core-Avatar-Get";

    /// <summary>Sends an avatar.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function(Function)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "avatars/{userId}/{name}")]
        HttpRequest request,
        string userId,
        string name,
        CancellationToken cancellationToken)
    {
        if (KeyOf(userId, name) is not { } key || await media.FindAsync(key, cancellationToken) is not { } avatar)
            return new Refusal(new UnknownRoute());
        Stream content;
        try
        {
            content = await media.OpenReadAsync(key, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            return new Refusal(new UnknownRoute());
        }
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        // A day, and not for ever: who erases an account wants the picture gone from caches, too.
        headers.CacheControl = "public, max-age=86400";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Stream(
            content,
            "image/jpeg",
            lastModified: avatar.StoredAt,
            entityTag: new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(name)}\""));
    }

    // Both parts are checked to be ids before they become a part of a key.
    private static MediaKey? KeyOf(string userId, string name) =>
        CanonicalId.Of(userId) is { } user && name.EndsWith(".jpg", StringComparison.Ordinal) &&
        CanonicalId.Of(name[..^4]) is { } avatar
            ? AvatarUpload.Targets(user).File($"{avatar}.jpg")
            : null;
}

/// <summary>The addresses of profile images.</summary>
public sealed class AvatarLinks(OriginOptions options)
{
    /// <summary>The uploaded picture's, or else that of the identity provider's picture, or null.</summary>
    public string? Of(User user) => user.Avatar is { } avatar
        ? $"{options.PublicUrl.AbsoluteUri.TrimEnd('/')}/{avatar.Name}"
        : user.AvatarUrl;
}
