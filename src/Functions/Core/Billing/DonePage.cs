using Understudy.Domain.Common;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;

namespace Understudy.Functions.Core.Billing;

/// <summary>
/// Where people come back to from paying who named no page of their own. It knows nobody, and says nothing of the payment, for
/// that may still be under way.
/// </summary>
internal static class DonePage
{
    /// <summary>The page, in the language that the browser asks for.</summary>
    public static IResult Show(HttpRequest request) => AccountPage.LanguageOf(request) == Language.Japanese
        ? AccountPage.Message(
            Language.Japanese, "お支払いの画面を離れました", "アプリに戻ると、お支払いの結果とクレジットの残高を確認できます。")
        : AccountPage.Message(
            Language.English,
            "You have left the payment page",
            "Go back to the app: it shows how the payment stands, and your credits.");

    /// <summary>The address of a path of this app.</summary>
    public static Uri At(OriginOptions origins, string path) => new($"{origins.PublicUrl.AbsoluteUri.TrimEnd('/')}/{path}");
}
