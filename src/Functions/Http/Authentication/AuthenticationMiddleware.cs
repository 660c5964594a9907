using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Http.Authentication;

/// <summary>
/// Lets nobody past who does not show who they are in a way that the function takes: see <see cref="SignedInByAttribute"/>.
/// Each way costs one point read, which also says whether the account is deleted and what it may do.
/// </summary>
internal sealed class AuthenticationMiddleware(
    HttpFunctions functions,
    FirebaseTokens firebase,
    IProviderUsers provider,
    AccessTokenReader accessTokens,
    Sessions sessions,
    ApiKeys apiKeys,
    IDocumentStore store,
    RateLimits limits)
    : IFunctionsWorkerMiddleware
{
    /// <summary>The header that an API key comes in.</summary>
    public const string ApiKeyHeader = "X-API-Key";

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        if (functions.Find(context) is not { } function)
        {
            await Anonymous(http, Unauthorized()).Refusal!.ExecuteAsync(http);
            return;
        }
        SignedInByAttribute rule = function.SignedInBy;
        if (rule.Ways is [Way.Nobody])
        {
            await next(context);
            return;
        }
        var shown = Credentials.Of(http.Request);
        if (rule.Takes(Way.Nobody) && shown.AreNone)
        {
            await next(context);
            return;
        }
        Outcome outcome = await JudgeAsync(http, function, rule, shown);
        if (outcome.Caller is { } caller && (caller.Roles & rule.Role) == rule.Role)
        {
            http.Features.Set(caller);
            await next(context);
            return;
        }
        IResult refusal = outcome.Refusal
            ?? limits.OfAccount(http, outcome.Caller!.Account, creates: false)
            ?? new Refusal(new NotPermitted());
        await refusal.ExecuteAsync(http);
    }

    private Task<Outcome> JudgeAsync(HttpContext http, HttpFunction function, SignedInByAttribute rule, Credentials shown)
    {
        if (rule.Takes(Way.SessionAndApiKey)) return BothAsync(http, function, shown);
        if (rule.Takes(Way.Session) && shown.Token.Length > 0 &&
            (!rule.Takes(Way.Firebase) || AccessTokenReader.Concern(shown.Token)))
            return SessionAsync(http, function, shown.Token);
        if (rule.Takes(Way.Firebase)) return FirebaseAsync(http, rule, shown.Token);
        return rule.Takes(Way.ApiKey) && shown.ApiKey.Length > 0
            ? ApiKeyAsync(http, shown.ApiKey)
            : Task.FromResult(Anonymous(http, Unauthorized()));
    }

    private async Task<Outcome> FirebaseAsync(HttpContext http, SignedInByAttribute rule, string token)
    {
        if (token.Length == 0) return Anonymous(http, Unauthorized());
        Bearer? bearer = firebase.Remembered(token);
        if (bearer is null)
        {
            // Verifying a signature is what a guess costs; who has guessed too often does not get that far.
            if (limits.BeforeGuess(http) is { } tooMany) return new Outcome(tooMany);
            bearer = await firebase.ValidateAsync(token, http.RequestAborted);
        }
        if (bearer is null) return Guess(http, Unauthorized());
        Claim? known = (await store.FindAsync<Claim>(bearer.ClaimId, bearer.ClaimId, http.RequestAborted))?.Value;
        if (known is null && !rule.Newcomers) return Anonymous(http, new Refusal(new NoAccountYet()));
        if (known?.DeletionAt is { } deletionAt && !rule.Newcomers)
            return new Outcome(
                limits.OfAccount(http, known.UserId, creates: false) ?? new Refusal(new AccountLeaving(deletionAt)));
        // To open an account or to restore one is as much as to delete one.
        bool isSensitive = rule.Sensitive || known is null or { DeletionAt: not null };
        if (isSensitive && !await IsHonouredAsync(bearer, http.RequestAborted)) return Anonymous(http, Unauthorized());
        return new Outcome(new Caller(known?.UserId, known?.Roles ?? Roles.None, Way.Firebase)
        {
            Identity = bearer.Identity,
            DeletionAt = known?.DeletionAt,
        });
    }

    private async Task<bool> IsHonouredAsync(Bearer bearer, CancellationToken cancellationToken) =>
        await provider.FindAsync(bearer.Identity.Uid, cancellationToken) is { } user && user.Honours(bearer.SignedInAt);

    private async Task<Outcome> SessionAsync(HttpContext http, HttpFunction function, string token)
    {
        SessionBearer? bearer = accessTokens.Remembered(token);
        if (bearer is null)
        {
            if (limits.BeforeGuess(http) is { } tooMany) return new Outcome(tooMany);
            bearer = await accessTokens.ValidateAsync(token, http.RequestAborted);
        }
        if (bearer is null) return Guess(http, Unauthorized());
        // A token of one product is none in another, but the core's own functions belong to all.
        Session? session = function.Product is HttpFunction.Core || function.Product == bearer.Product
            ? await sessions.FindAsync(bearer.OwnerId, bearer.SessionId, http.RequestAborted)
            : null;
        return session is null || session.Product != bearer.Product
            ? Anonymous(http, Unauthorized())
            : new Outcome(new Caller(session.OwnerId, session.Roles, Way.Session) { SessionId = session.Id });
    }

    private async Task<Outcome> ApiKeyAsync(HttpContext http, string key)
    {
        if (limits.BeforeGuess(http) is { } tooMany) return new Outcome(tooMany);
        Claim? claim = await apiKeys.FindAsync(key, http.RequestAborted);
        if (claim is null) return Guess(http, Unauthorized());
        return claim.DeletionAt is null
            ? new Outcome(new Caller(claim.UserId, claim.Roles, Way.ApiKey))
            : Anonymous(http, Unauthorized());
    }

    private async Task<Outcome> BothAsync(HttpContext http, HttpFunction function, Credentials shown)
    {
        if (shown.Token.Length == 0 || shown.ApiKey.Length == 0) return Anonymous(http, Unauthorized());
        Outcome session = await SessionAsync(http, function, shown.Token);
        if (session.Caller is null) return session;
        Outcome key = await ApiKeyAsync(http, shown.ApiKey);
        if (key.Caller is null) return key;
        // The key of another person is as good as none.
        return key.Caller.UserId == session.Caller.UserId
            ? new Outcome(session.Caller with { Scheme = Way.SessionAndApiKey })
            : Guess(http, Unauthorized());
    }

    private Outcome Anonymous(HttpContext http, IResult refusal) =>
        new(limits.OfAddress(http, OpenLimit.Anonymous) ?? refusal);

    private Outcome Guess(HttpContext http, IResult refusal) => new(limits.OfGuess(http) ?? refusal);

    private static Refusal Unauthorized() => new(new NotSignedIn());

    /// <summary>Who it is, or else what to answer.</summary>
    private sealed record Outcome(Caller? Caller, IResult? Refusal)
    {
        public Outcome(Caller caller)
            : this(caller, null)
        {
        }

        public Outcome(IResult refusal)
            : this(null, refusal)
        {
        }
    }

    /// <summary>What a request shows; empty where it shows nothing, or more than one.</summary>
    private sealed record Credentials(string Token, string ApiKey)
    {
        private const string Scheme = "Bearer ";

        public bool AreNone => Token.Length == 0 && ApiKey.Length == 0;

        public static Credentials Of(HttpRequest request)
        {
            StringValues authorization = request.Headers.Authorization;
            return new Credentials(
                authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                    ? header[Scheme.Length..].Trim(' ')
                    : "",
                request.Headers[ApiKeyHeader] is [{ } key] ? key.Trim(' ') : "");
        }
    }
}
