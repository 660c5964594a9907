using Microsoft.Azure.Functions.Worker;
using Understudy.Functions.Core.Billing;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Products.Sora;

/// <summary>
/// Where people come back to from paying who named no page of their own; beyond the contract. How the payment stands
/// <c>GET /payments/{payment_id}</c> tells.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class ReturnPage
{
    private const string Path = "sora/api/payments/done";

    /// <summary>The page's address.</summary>
    internal static Uri Of(OriginOptions origins) => DonePage.At(origins, Path);

    /// <summary>The page. Its function's name sorts before that of payments, as the Functions host wants it.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Sora-Payment-Done")]
    public IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Path)] HttpRequest request) => DonePage.Show(request);
}
