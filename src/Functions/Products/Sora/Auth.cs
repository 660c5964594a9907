using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Sora;

/// <summary>Signing in. Sora §1.</summary>
public sealed partial class Auth(
    GoogleSignInHandler google,
    SignInHandler signIn,
    SessionStarts starts,
    Sessions sessions,
    Credits credits,
    IDocumentStore store,
    AvatarLinks avatars,
    IHostEnvironment environment,
    ILogger<Auth> log)
{
    private const int MaxEmail = 254;
    private const int MaxCode = 3000;
    private const int MaxToken = 1000;
    private const int MaxUrl = 2048;
    private const string TestAddress = "test@example.com";

    /// <summary>Sora §1.1.</summary>
    [Limited(SoraLimits.Authentication)]
    [SignedInBy(Way.Nobody)]
    [Function("Sora-Session-Google")]
    public async Task<IResult> Google(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/auth/google/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string code = fields.Line("code", MaxCode);
        string? redirect = fields.OptionalLine("redirect_uri", MaxUrl);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        try
        {
            Result<SessionStart> start = await google.HandleAsync(code, redirect, SoraProduct.Sessions, cancellationToken);
            return start.Succeeded
                ? await StartedAsync(start.Value, client, cancellationToken)
                : new Refusal(start.Problem switch
                {
                    SignInRefused => new Told(StatusCodes.Status401Unauthorized, "Invalid authorization code"),
                    SignInUnavailable => new Told(
                        StatusCodes.Status401Unauthorized,
                        "Invalid authorization code: signing in with Google is not set up here"),
                    RedirectNotAllowed => new Told(StatusCodes.Status400BadRequest, "The redirect_uri is not allowed"),
                    { } other => other,
                });
        }
        catch (IdentityProviderException failed)
        {
            LogGoogleFailed(log, failed);
            return new Refusal(new Told(StatusCodes.Status500InternalServerError, "Authentication failed"));
        }
    }

    /// <summary>Sora §1.2. The token is exchanged; used again later, it ends the session.</summary>
    [Limited(SoraLimits.Authentication)]
    [SignedInBy(Way.Nobody)]
    [Function("Sora-Session-Refresh")]
    public async Task<IResult> Refresh(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/auth/refresh")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string token = fields.Line("refresh_token", MaxToken);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionTokens> tokens = await sessions.RefreshAsync(token, SoraProduct.Sessions, cancellationToken);
        return tokens.Succeeded
            ? SoraDialect.Instance.Success(TokensAnswer.Of(tokens.Value))
            : new Refusal(new Told(StatusCodes.Status401Unauthorized, "Invalid refresh token"));
    }

    /// <summary>Sora §1.3.</summary>
    [SignedInBy(Way.Session)]
    [Function("Sora-Session-Logout")]
    public async Task<IResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/auth/logout")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await sessions.EndAsync(Caller.IdOf(request), Caller.SessionOf(request), cancellationToken);
        return SoraDialect.Instance.Success(new MessageAnswer("Successfully logged out"));
    }

    /// <summary>Sora §1.4.</summary>
    [SignedInBy(Way.Session)]
    [Function("Sora-Session-Get")]
    public async Task<IResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "sora/api/auth/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        if (await store.FindAsync<User>(id, id, cancellationToken) is not { Value: { } user })
            return new Refusal(new NotSignedIn());
        return SoraDialect.Instance.Success(new MeAnswer(
            user.Id,
            user.Email,
            People.UsernameOf(user),
            (await credits.EnsureAsync(id, cancellationToken)).Left,
            avatars.Of(user),
            user.EmailVerified));
    }

    /// <summary>Sora §1.5: in development, anybody is believed to be whoever they say.</summary>
    [Limited(SoraLimits.Authentication)]
    [SignedInBy(Way.Nobody)]
    [Function("Sora-Session-Test")]
    public async Task<IResult> Test(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sora/api/auth/test/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment())
            return new Refusal(new Told(StatusCodes.Status403Forbidden, "Not available in production"));
        QueryFields query = new(request);
        string email = query.Line("email", MaxEmail) ?? TestAddress;
        if (query.Problem is null && !SignInRules.IsEmail(email))
            query.Add(new FieldError("email", FieldFault.Malformed, "Must be an e-mail address."));
        if (query.Problem is { } invalid) return new Refusal(invalid);
        FirebaseIdentity identity = new(
            LocalIdentityProvider.UidOf(email), email, EmailVerified: true, Name: null, Picture: null);
        Result<SessionStart> start = await starts.StartAsync(
            await signIn.HandleAsync(identity, cancellationToken), SoraProduct.Sessions, passwordStamp: null, cancellationToken);
        return start.Succeeded
            ? await StartedAsync(start.Value, client, cancellationToken)
            : new Refusal(start.Problem);
    }

    private async Task<IResult> StartedAsync(
        SessionStart start, DurableTaskClient client, CancellationToken cancellationToken)
    {
        await credits.EnsureAsync(start.User.Id, cancellationToken);
        if (start.WasDeleted) await new AccountWork(client).StartRestoredNoticeAsync(start.User, cancellationToken);
        return SoraDialect.Instance.Success(TokensAnswer.Of(start.Tokens));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody could sign in with Google")]
    private static partial void LogGoogleFailed(ILogger logger, Exception failure);
}
