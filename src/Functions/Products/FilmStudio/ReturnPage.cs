using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Where people come back to from paying who named no page of their own; beyond the contract.</summary>
[SignedInBy(Way.Nobody)]
public sealed class ReturnPage
{
    private const string Path = "filmstudio/api/credits/done";

    /// <summary>The page's address.</summary>
    internal static Uri Of(OriginOptions origins) => DonePage.At(origins, Path);

    /// <summary>The page.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Payment-Done")]
    public IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Path)] HttpRequest request) => DonePage.Show(request);
}
