using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;

namespace Understudy.Functions.Products.Sora;

/// <summary>
/// Where people come back to from paying who named no page of their own; beyond the contract. It knows nobody, and says
/// nothing of the payment: that is what <c>GET /payments/{payment_id}</c> does.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class ReturnPage
{
    private const string Path = "sora/api/payments/done";

    /// <summary>The page's address.</summary>
    internal static Uri Of(OriginOptions origins) => new($"{origins.PublicUrl.AbsoluteUri.TrimEnd('/')}/{Path}");

    /// <summary>The page. Its function's name sorts before that of payments, as the Functions host wants it.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Sora-Payment-Done")]
    public IResult Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Path)] HttpRequest request) =>
        AccountPage.LanguageOf(request) == Language.Japanese
            ? AccountPage.Message(
                Language.Japanese, "お支払いの画面を離れました", "アプリに戻ると、お支払いの結果とクレジットの残高を確認できます。")
            : AccountPage.Message(
                Language.English,
                "You have left the payment page",
                "Go back to the app: it shows how the payment stands, and your credits.");
}
