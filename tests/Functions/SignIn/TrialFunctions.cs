using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>
/// A product that exists in the tests only: every way to sign in, through the app's own middleware. Its answers name what
/// the core answered.
/// </summary>
public sealed class TrialFunctions(
    RegisterHandler register,
    LoginHandler login,
    ChangePasswordHandler changePassword,
    ResetPasswordHandler reset,
    GoogleSignInHandler google,
    Sessions sessions,
    ApiKeys keys,
    AccountDeletion deletion,
    TimeProvider time)
{
    internal static readonly SessionPolicy Policy = new("trial", TimeSpan.FromHours(1), TimeSpan.FromDays(30))
    {
        RetryLife = TimeSpan.FromMinutes(1),
    };

    [Creates(KeepsAnswer = false)]
    [SignedInBy(Way.Nobody)]
    [Function("Trial-Account-Register")]
    public async Task<IResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/register")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Result<SessionStart> start = await register.HandleAsync(
            new Registration(
                fields.Line("email", 254),
                fields.NewPassword("password"),
                ClientAddress.Of(request.HttpContext, 1),
                new Registrant(fields.OptionalLine("name", 100), fields.OptionalLine("username", 50), "en")),
            Policy,
            cancellationToken);
        if (start.Succeeded)
            await new AccountWork(client).StartVerificationAsync(start.Value.User.Id, time.GetUtcNow(), cancellationToken);
        return Started(start);
    }

    [SignedInBy(Way.Nobody)]
    [Function("Trial-Session-Login")]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/login")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        return Started(await login.HandleAsync(
            new Login(fields.Line("email", 254), fields.Password("password"), ClientAddress.Of(request.HttpContext, 1)),
            Policy,
            cancellationToken));
    }

    [SignedInBy(Way.Nobody)]
    [Function("Trial-Session-Google")]
    public async Task<IResult> Google(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/google")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        return Started(await google.HandleAsync(
            fields.Line("code", 3000), fields.OptionalLine("redirect_uri", 1000), Policy, cancellationToken));
    }

    [SignedInBy(Way.Nobody)]
    [Function("Trial-Session-Refresh")]
    public async Task<IResult> Refresh(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/refresh")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Result<SessionTokens> tokens = await sessions.RefreshAsync(
            fields.Line("refresh_token", 1000), Policy, cancellationToken);
        return tokens.Succeeded
            ? Results.Json(new { access = tokens.Value.AccessToken, refresh = tokens.Value.RefreshToken })
            : Refused(tokens.Problem);
    }

    [SignedInBy(Way.Session)]
    [Function("Trial-Session-End")]
    public async Task<IResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "trial/session")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await sessions.EndAsync(Caller.IdOf(request), Caller.SessionOf(request), cancellationToken);
        return Results.NoContent();
    }

    [SignedInBy(Way.Session)]
    [Function("Trial-Account-Get")]
    public static IResult Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/me")] HttpRequest request) => Who(request);

    [SignedInBy(Way.SessionAndApiKey)]
    [Function("Trial-Both-Get")]
    public static IResult Both(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/both")] HttpRequest request) => Who(request);

    [SignedInBy(Way.ApiKey, Way.Session)]
    [Function("Trial-Either-Get")]
    public static IResult Either(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/either")] HttpRequest request) => Who(request);

    [SignedInBy(Way.Session, Role = Roles.Admin)]
    [Function("Trial-Admin-Get")]
    public static IResult Admin(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/admin")] HttpRequest request) => Who(request);

    [Function("Trial-Forgotten-Get")]
    public static IResult Forgotten(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/forgotten")] HttpRequest request) =>
        Results.Text("Nobody should read this.");

    [SignedInBy(Way.Session)]
    [Function("Trial-Password-Change")]
    public async Task<IResult> ChangePassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "trial/password")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Result<PasswordLogin> changed = await changePassword.HandleAsync(
            new PasswordChange(
                Caller.IdOf(request),
                Caller.SessionOf(request),
                fields.Password("current"),
                fields.NewPassword("next"),
                ClientAddress.Of(request.HttpContext, 1)),
            cancellationToken);
        return changed.Succeeded ? Results.NoContent() : Refused(changed.Problem);
    }

    [SignedInBy(Way.Nobody)]
    [Function("Trial-Password-Forget")]
    public async Task<IResult> ForgetPassword(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/forgot")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Result<string> owner = await reset.RequestAsync(
            fields.Line("email", 254), ClientAddress.Of(request.HttpContext, 1), cancellationToken);
        if (!owner.Succeeded) return Refused(owner.Problem);
        await new AccountWork(client).StartResetAsync(owner.Value, time.GetUtcNow(), cancellationToken);
        return Results.Accepted();
    }

    [SignedInBy(Way.Session)]
    [Function("Trial-ApiKey-Create")]
    public async Task<IResult> CreateKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "trial/keys")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Result<NewApiKey> made = await keys.CreateAsync(
            Caller.IdOf(request), fields.Line("name", 100), null, cancellationToken);
        return made.Succeeded
            ? Results.Json(new { id = made.Value.Key.Id, key = made.Value.Plain, prefix = made.Value.Key.Prefix })
            : Refused(made.Problem);
    }

    [SignedInBy(Way.Session)]
    [Function("Trial-ApiKey-List")]
    public async Task<IResult> ListKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "trial/keys")] HttpRequest request,
        CancellationToken cancellationToken) => Results.Json(
            (await keys.ListAsync(Caller.IdOf(request), cancellationToken))
                .Select(key => new { id = key.Id, name = key.Name, prefix = key.Prefix }));

    [SignedInBy(Way.Session)]
    [Function("Trial-ApiKey-Revoke")]
    public async Task<IResult> RevokeKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "trial/keys/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        Result<ApiKey> revoked = await keys.RevokeAsync(Caller.IdOf(request), id, cancellationToken);
        return revoked.Succeeded ? Results.NoContent() : Refused(revoked.Problem);
    }

    [SignedInBy(Way.Session)]
    [Function("Trial-Account-Delete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "trial/account")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        await deletion.ScheduleAsync(id, cancellationToken);
        await deletion.MarkAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static IResult Who(HttpRequest request)
    {
        var caller = Caller.Of(request);
        return Results.Json(new { id = caller.UserId, roles = caller.Roles.ToString(), scheme = caller.Scheme.ToString() });
    }

    private static IResult Started(Result<SessionStart> start) => start.Succeeded
        ? Results.Json(new
        {
            id = start.Value.User.Id,
            isNew = start.Value.IsNew,
            wasDeleted = start.Value.WasDeleted,
            verified = start.Value.User.EmailVerified,
            access = start.Value.Tokens.AccessToken,
            refresh = start.Value.Tokens.RefreshToken,
        })
        : Refused(start.Problem);

    private static IResult Refused(Problem problem) => problem is TooManyAttempts tooMany
        ? new TooMany(tooMany)
        : Results.Json(
            new { problem = problem.GetType().Name },
            statusCode: problem switch
            {
                SignInRefused => StatusCodes.Status401Unauthorized,
                EmailTaken or UsernameTaken => StatusCodes.Status409Conflict,
                Problem.NotFound => StatusCodes.Status404NotFound,
                Problem.AccountErased => StatusCodes.Status403Forbidden,
                _ => StatusCodes.Status400BadRequest,
            });

    private sealed class TooMany(TooManyAttempts problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter =
                Math.Ceiling(problem.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Results.Json(new { problem = nameof(TooManyAttempts) }, statusCode: 429).ExecuteAsync(httpContext);
        }
    }
}
