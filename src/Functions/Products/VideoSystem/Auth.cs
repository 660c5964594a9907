using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Registering and logging in. VideoSystem, User Management.</summary>
[SignedInBy(Way.Nobody)]
public sealed class Auth(
    RegisterHandler register, LoginHandler login, UserBodies bodies, LimitOptions limits, TimeProvider time)
{
    // The contract has no way to continue a session.
    private static readonly SessionPolicy _sessions = new(PromptVideo.Product, TimeSpan.FromDays(1));

    /// <summary>VideoSystem, Register User.</summary>
    [Function("VideoSystem-Account-Register")]
    public async Task<IResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/auth/register")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Registration registration = new(
            fields.Email("email"),
            fields.NewPassword("password"),
            ClientAddress.Of(request.HttpContext, limits.TrustedProxies),
            new Registrant(Name: null, fields.Username("username"), Locale: null));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await register.HandleAsync(registration, _sessions, cancellationToken);
        if (start.Succeeded)
            await new AccountWork(client).StartVerificationAsync(start.Value.User.Id, time.GetUtcNow(), cancellationToken);
        return await AnswerAsync(request, start, StatusCodes.Status201Created, cancellationToken);
    }

    /// <summary>VideoSystem, Login User. It restores an account that was deleted less than 30 days ago.</summary>
    [Function("VideoSystem-Session-Login")]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "videosystem/v1/auth/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        Login attempt = new(
            fields.Line("email", SignInRules.LongestEmail),
            fields.Line("password", SignInRules.LongestPassword),
            ClientAddress.Of(request.HttpContext, limits.TrustedProxies));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await login.HandleAsync(attempt, _sessions, cancellationToken);
        if (start is { Succeeded: true, Value: { WasDeleted: true, User: var user } })
            await new AccountWork(client).StartNoticeAsync(
                user.Id, AccountNotice.Restored, user.UpdatedAt, cancellationToken);
        return await AnswerAsync(request, start, StatusCodes.Status200OK, cancellationToken);
    }

    private async Task<IResult> AnswerAsync(
        HttpRequest request, Result<SessionStart> start, int status, CancellationToken cancellationToken) => start.Succeeded
        ? Dialect.Of(request.HttpContext).Success(
            new SessionAnswer(await bodies.OfAsync(start.Value.User, cancellationToken), start.Value.Tokens.AccessToken),
            status)
        : new Refusal(start.Problem);
}
