using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;
using Understudy.Functions.Http.Reference;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Where the links in mails lead, whatever the product: proving an address, choosing a password. Opening a link changes
/// nothing, since programs open links too; pressing a button does.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class AccountLinks(
    VerifyAddressHandler verify, ResetPasswordHandler reset, LimitOptions options, TimeProvider time)
{
    private const int LongestKey = 20;
    private const int LongestValue = 1024;
    private const int MostFields = 5;

    /// <summary>Asks for the password that goes with the link.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-AddressProof-Get")]
    public async Task<IResult> AskForProof(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/verify")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (Language language, string token) = (AccountPage.LanguageOf(request), request.Query["token"].ToString());
        return await verify.LookAsync(token, cancellationToken) is { } user
            ? ProofPage(language, user, token)
            : Expired(language);
    }

    /// <summary>Verifies the address.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-AddressProof-Give")]
    public async Task<IResult> GiveProof(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/verify")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        Language language = AccountPage.LanguageOf(request);
        var words = AccountLinkWords.In(language);
        IReadOnlyDictionary<string, StringValues> form = await FormAsync(request);
        string token = Text(form, "token");
        string address = ClientAddress.Of(request.HttpContext, options.TrustedProxies);
        Result<User> proved = await verify.HandleAsync(
            new AddressProof(token, Text(form, "password"), address), cancellationToken);
        if (proved.Succeeded) return AccountPage.Message(language, words.VerifiedTitle, words.VerifiedText);
        if (proved.Problem is TooManyAttempts tooMany) return TooMany(request, language, tooMany);
        return proved.Problem is SignInRefused && await verify.LookAsync(token, cancellationToken) is { } user
            ? ProofPage(language, user, token, words.Wrong)
            : Expired(language);
    }

    /// <summary>Asks for a new password, or, without a link, where to send one.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-Password-Get")]
    public async Task<IResult> AskForPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "account/reset")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        (Language language, string token) = (AccountPage.LanguageOf(request), request.Query["token"].ToString());
        if (token.Length == 0) return ForgottenPage(language);
        return await reset.LookAsync(token, cancellationToken) is { } user
            ? PasswordPage(language, user, token)
            : Expired(language);
    }

    /// <summary>Sets the password, or sends a link.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-Password-Set")]
    public async Task<IResult> SetPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "account/reset")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Language language = AccountPage.LanguageOf(request);
        var words = AccountLinkWords.In(language);
        IReadOnlyDictionary<string, StringValues> form = await FormAsync(request);
        string token = Text(form, "token");
        if (token.Length == 0)
            return await SendLinkAsync(request, client, language, Text(form, "email").Trim(), cancellationToken);
        string password = Text(form, "password");
        if (!SignInRules.IsPassword(password))
            return await reset.LookAsync(token, cancellationToken) is { } user
                ? PasswordPage(language, user, token, words.BadPassword)
                : Expired(language);
        Result<User> done = await reset.HandleAsync(token, password, cancellationToken);
        if (done.Succeeded) return AccountPage.Message(language, words.ResetDoneTitle, words.ResetDoneText);
        return done.Problem is TooManyAttempts tooMany ? TooMany(request, language, tooMany) : Expired(language);
    }

    private async Task<IResult> SendLinkAsync(
        HttpRequest request,
        DurableTaskClient client,
        Language language,
        string email,
        CancellationToken cancellationToken)
    {
        var words = AccountLinkWords.In(language);
        if (!SignInRules.IsEmail(email)) return ForgottenPage(language, words.BadEmail);
        Result<string> owner = await reset.RequestAsync(
            email, ClientAddress.Of(request.HttpContext, options.TrustedProxies), cancellationToken);
        if (!owner.Succeeded) return TooMany(request, language, (TooManyAttempts)owner.Problem);
        await new AccountWork(client).StartResetAsync(owner.Value, time.GetUtcNow(), cancellationToken);
        return AccountPage.Message(language, words.AskedTitle, words.AskedText);
    }

    private static AccountPage ProofPage(Language language, User user, string token, string? wrong = null)
    {
        var words = AccountLinkWords.In(language);
        Html form = PasswordForm("/account/verify", user, token, words.Password, "current-password", words.VerifyButton);
        return Form(language, words.VerifyTitle, words.VerifyText, wrong, form);
    }

    private static AccountPage PasswordPage(Language language, User user, string token, string? wrong = null)
    {
        var words = AccountLinkWords.In(language);
        Html form = PasswordForm("/account/reset", user, token, words.PasswordRule, "new-password", words.ResetButton);
        return Form(language, words.ResetTitle, words.ResetText, wrong, form);
    }

    private static Html PasswordForm(
        string action, User user, string token, string label, string autocomplete, string button) =>
        Html.Of(
            $"""
            <form method="post" action="{action}">
            <p>{user.Email}</p>
            <input type="hidden" name="token" value="{token}" />
            <label for="password">{label}</label>
            <input id="password" name="password" type="password" autocomplete="{autocomplete}" required="required" />
            <button>{button}</button>
            </form>
            """);

    private static AccountPage ForgottenPage(Language language, string? wrong = null)
    {
        var words = AccountLinkWords.In(language);
        return Form(
            language,
            words.AskTitle,
            words.AskText,
            wrong,
            Html.Of(
                $"""
                <form method="post" action="/account/reset">
                <label for="email">{words.Email}</label>
                <input id="email" name="email" type="email" autocomplete="username" required="required" />
                <button>{words.AskButton}</button>
                </form>
                """));
    }

    private static AccountPage Form(Language language, string title, string text, string? wrong, Html form) => new(
        language,
        title,
        Html.Of(
            $"""
            <section>
            <h1>{title}</h1>
            <p>{text}</p>
            {(wrong is null ? Html.None : Html.Of($"<p class=\"bad\" role=\"alert\">{wrong}</p>"))}
            {form}
            </section>
            """),
        wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static AccountPage Expired(Language language)
    {
        var words = AccountLinkWords.In(language);
        return AccountPage.Message(language, words.ExpiredTitle, words.ExpiredText, StatusCodes.Status410Gone);
    }

    private static AccountPage TooMany(HttpRequest request, Language language, TooManyAttempts tooMany)
    {
        var words = AccountLinkWords.In(language);
        request.HttpContext.Response.Headers.RetryAfter =
            Math.Ceiling(tooMany.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return AccountPage.Message(
            language, words.TooManyTitle, words.TooMany, StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IReadOnlyDictionary<string, StringValues>> FormAsync(HttpRequest request)
    {
        try
        {
            await RequestBody.ReadAsync(request);
            FormReader reader = new(request.Body)
            {
                KeyLengthLimit = LongestKey,
                ValueLengthLimit = LongestValue,
                ValueCountLimit = MostFields,
            };
            using (reader) return await reader.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return new Dictionary<string, StringValues>();
        }
    }

    private static string Text(IReadOnlyDictionary<string, StringValues> form, string name) =>
        form.GetValueOrDefault(name).ToString();
}
