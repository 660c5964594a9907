using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Registering and logging in. VideoSystem, User Management.</summary>
[SignedInBy(Way.Nobody)]
public sealed class Auth(PasswordSignIn signIn, UserBodies bodies)
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
        PasswordFields registration = new(fields.Email("email"), fields.NewPassword("password"));
        Registrant registrant = new(Name: null, fields.Username("username"), Locale: null);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.RegisterAsync(
            request, registration, registrant, _sessions, client, cancellationToken);
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
        PasswordFields attempt = new(
            fields.Line("email", SignInRules.LongestEmail), fields.Password("password"));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.LoginAsync(request, attempt, _sessions, client, cancellationToken);
        return await AnswerAsync(request, start, StatusCodes.Status200OK, cancellationToken);
    }

    private async Task<IResult> AnswerAsync(
        HttpRequest request, Result<SessionStart> start, int status, CancellationToken cancellationToken) => start.Succeeded
        ? Dialect.Of(request.HttpContext).Success(
            new SessionAnswer(await bodies.OfAsync(start.Value.User, cancellationToken), start.Value.Tokens.AccessToken),
            status)
        : new Refusal(start.Problem);
}
