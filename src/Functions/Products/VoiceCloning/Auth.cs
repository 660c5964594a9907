using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.VoiceCloning;

/// <summary>Signing in and out. VoiceCloning, Authentication.</summary>
[Limited(VoiceCloningLimits.Authentication)]
[SignedInBy(Way.Nobody)]
public sealed class Auth(PasswordSignIn signIn, Sessions sessions)
{
    private const int LongestName = 100;
    private const string Bearer = "Bearer ";

    /// <summary>Opens an account; beyond the contract.</summary>
    [Function("VoiceCloning-Account-Register")]
    public async Task<IResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/auth/register")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        PasswordFields registration = new(fields.Email("email"), fields.NewPassword("password"));
        Registrant registrant = new(fields.OptionalLine("name", LongestName), Username: null, Locale: null);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.RegisterAsync(
            request, registration, registrant, VoiceCloningProduct.Sessions, client, cancellationToken);
        return start.Succeeded ? Answer(start.Value.Tokens, StatusCodes.Status201Created) : new Refusal(start.Problem);
    }

    /// <summary>VoiceCloning, Login. It restores an account that was deleted less than 30 days ago.</summary>
    [Function("VoiceCloning-Session-Login")]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/auth/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        PasswordFields attempt = new(fields.Email("email"), fields.Password("password"));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.LoginAsync(
            request, attempt, VoiceCloningProduct.Sessions, client, cancellationToken);
        return start.Succeeded ? Answer(start.Value.Tokens) : new Refusal(start.Problem);
    }

    /// <summary>VoiceCloning, Refresh Token. It is exchanged; used again later, it ends the session.</summary>
    [Function("VoiceCloning-Session-Refresh")]
    public async Task<IResult> Refresh(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "voicecloning/api/v1/auth/refresh")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string token = request.Headers.Authorization is [{ } header] &&
            header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim(' ') : "";
        Result<SessionTokens> tokens = await sessions.RefreshAsync(token, VoiceCloningProduct.Sessions, cancellationToken);
        return tokens.Succeeded ? Answer(tokens.Value) : new Refusal(new NotSignedIn());
    }

    /// <summary>VoiceCloning, Logout. Both tokens end.</summary>
    [SignedInBy(Way.Session)]
    [Function("VoiceCloning-Session-Logout")]
    public async Task<IResult> Logout(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "voicecloning/api/v1/auth/logout")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        await sessions.EndAsync(Caller.IdOf(request), Caller.SessionOf(request), cancellationToken);
        return VoiceCloningDialect.Instance.Success(new MessageAnswer("Successfully logged out"));
    }

    private static IResult Answer(SessionTokens tokens, int status = StatusCodes.Status200OK) =>
        VoiceCloningDialect.Instance.Success(
            new TokensAnswer(tokens.AccessToken, "bearer", (int)tokens.AccessLife.TotalSeconds, tokens.RefreshToken), status);
}

/// <summary>What a client goes on with.</summary>
/// <param name="AccessToken">What to send with each request.</param>
/// <param name="TokenType">How to send it.</param>
/// <param name="ExpiresIn">How long it counts, in seconds.</param>
/// <param name="RefreshToken">What to get the next one with.</param>
internal sealed record TokensAnswer(string AccessToken, string TokenType, int ExpiresIn, string? RefreshToken);

/// <summary>A sentence.</summary>
internal sealed record MessageAnswer(string Message);
