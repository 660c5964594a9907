using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Infrastructure.Files;

namespace Understudy.Functions.Core.Media;

/// <summary>
/// Where signed URLs lead when media are kept in a folder; with Blob Storage they lead there, and not here.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class MediaTransfer(IServiceProvider services)
{
    /// <summary>Stores or hands out the object that the URL was signed for.</summary>
    [Function("Core-Object-Transfer")]
    [LimitedTo(OpenLimit.Pages)]
    public async Task<IResult> Transfer(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "put", "options", Route = "media/{container}/{*name}")]
        HttpRequest request,
        string container,
        string? name)
    {
        if (name is null || services.GetService<SignedMediaEndpoint>() is not { } endpoint)
            return new Refusal(new UnknownRoute());
        await endpoint.HandleAsync(request.HttpContext, container, name);
        return Results.Empty;
    }
}
