using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Publishing;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>
/// Where Google sends people back to; beyond the contract. Proof is the state, which Google passes on. In the browser that began
/// the channel is connected at once; in any other one the page first says to whose account, and asks: else a channel could be
/// connected to the account of whoever sends its owner a link.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class YouTubeReturn(ChannelConnections connections, IDocumentStore store, OriginOptions origins)
{
    internal const string Route = "filmstudio/api/youtube/callback";
    private const int LongestValue = 2048;

    /// <summary>The person is back.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Consent-Return")]
    public async Task<IResult> Return(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (string state, string code) = (Text(request, "state"), Text(request, "code"));
        Language language = AccountPage.LanguageOf(request);
        (string? ownerId, IResult? refusal) = await OwnerAsync(language, state, code, cancellationToken);
        if (ownerId is null) return refusal!;
        // Asking what is there changes nothing.
        if (!ConsentCookie.IsThere(request, state, origins.PublicUrl) || HttpMethods.IsHead(request.Method))
            return await AskAsync(language, ownerId, state, code, cancellationToken);
        return await ConnectAsync(request, language, state, code, cancellationToken);
    }

    /// <summary>The person has read whose account it is, and wants it.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("FilmStudio-Consent-Confirm")]
    public async Task<IResult> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (string state, string code) = (Text(request, "state"), Text(request, "code"));
        Language language = AccountPage.LanguageOf(request);
        return (await OwnerAsync(language, state, code, cancellationToken)).Refusal
            ?? await ConnectAsync(request, language, state, code, cancellationToken);
    }

    // Who began, or the page that says why nothing can be connected.
    private async Task<(string? OwnerId, IResult? Refusal)> OwnerAsync(
        Language language, string state, string code, CancellationToken cancellationToken)
    {
        if (await connections.PeekAsync(state, cancellationToken) is not { OwnerId: { } ownerId })
            return (null, Words.Page(language, Words.Expired, StatusCodes.Status400BadRequest));
        return code.Length == 0
            ? (null, Words.Page(language, Words.Declined, StatusCodes.Status400BadRequest))
            : (ownerId, null);
    }

    private async Task<IResult> ConnectAsync(
        HttpRequest request, Language language, string state, string code, CancellationToken cancellationToken)
    {
        Result<ChannelConnection> connected = await connections.FinishAsync(code, state, cancellationToken);
        if (connected.Succeeded)
        {
            ConsentCookie.Clear(request.HttpContext, origins.PublicUrl);
            return AccountPage.Message(
                language, Words.In(language, Words.Connected), Words.ConnectedText(language, connected.Value.ChannelTitle));
        }
        return connected.Problem switch
        {
            ConsentUnknown => Words.Page(language, Words.Expired, StatusCodes.Status400BadRequest),
            SiteRefused { Reason: var reason } => AccountPage.Message(
                language, Words.In(language, Words.NotConnected), reason, StatusCodes.Status400BadRequest),
            _ => Words.Page(language, Words.Silent, StatusCodes.Status503ServiceUnavailable),
        };
    }

    private async Task<IResult> AskAsync(
        Language language, string ownerId, string state, string code, CancellationToken cancellationToken)
    {
        string email = (await store.FindAsync<User>(ownerId, ownerId, cancellationToken))?.Value.Email ?? "";
        string action = $"/{Route}?state={Uri.EscapeDataString(state)}&code={Uri.EscapeDataString(code)}";
        return new AccountPage(
            language,
            Words.In(language, Words.Ask),
            Html.Of(
                $"""
                <section><h1>{Words.In(language, Words.Ask)}</h1><p>{Words.AskText(language, email)}</p>
                <form method="post" action="{action}"><button>{Words.In(language, Words.Button)}</button></form></section>
                """));
    }

    private static string Text(HttpRequest request, string name) =>
        request.Query[name] is [{ Length: <= LongestValue } value] ? value : "";

    private static class Words
    {
        public static (string, string) Ask { get; } = ("Connect your YouTube channel?", "YouTube チャンネルを接続しますか");

        public static (string, string) Button { get; } = ("Connect", "接続する");

        public static (string, string) Connected { get; } = ("Connected", "接続しました");

        public static (string, string) NotConnected { get; } = ("Not connected", "接続できませんでした");

        public static ((string, string) Title, (string, string) Text) Expired { get; } = (
            ("This page has expired", "このページは期限切れです"),
            ("Go back to the app and connect the channel again.", "アプリに戻り、もう一度チャンネルを接続してください。"));

        public static ((string, string) Title, (string, string) Text) Declined { get; } = (
            NotConnected,
            ("Google was not given permission. Nothing was changed.", "Google で許可されませんでした。何も変更されていません。"));

        public static ((string, string) Title, (string, string) Text) Silent { get; } = (
            NotConnected,
            ("Google does not answer at the moment. Go back to the app and try again.",
                "Google が応答していません。アプリに戻り、もう一度お試しください。"));

        public static AccountPage Page(
            Language language, ((string, string) Title, (string, string) Text) words, int status) =>
            AccountPage.Message(language, In(language, words.Title), In(language, words.Text), status);

        public static string In(Language language, (string English, string Japanese) words) =>
            language == Language.Japanese ? words.Japanese : words.English;

        public static string AskText(Language language, string email) => In(
            language,
            ($"Films will be uploaded from the account {email}. If that is not your account, close this page.",
                $"アカウント {email} から動画がアップロードされます。ご自分のアカウントでない場合は、このページを閉じてください。"));

        public static string ConnectedText(Language language, string channel) => In(
            language,
            ($"The channel “{channel}” is connected. You can close this page and go back to the app.",
                $"チャンネル「{channel}」を接続しました。このページを閉じてアプリにお戻りください。"));
    }
}
