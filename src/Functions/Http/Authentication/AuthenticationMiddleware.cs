using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Primitives;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Health;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Products.Clone;

namespace Understudy.Functions.Http.Authentication;

/// <summary>
/// Lets nobody past without a valid token, except at the few functions named here: a new endpoint is closed until
/// somebody opens it.
/// </summary>
internal sealed class AuthenticationMiddleware(FirebaseTokens tokens, IDocumentStore store, RateLimits limits)
    : IFunctionsWorkerMiddleware
{
    // These carry their own proof (a signed or unguessable URL, a signed event), hand out the proof (the development
    // token) or have nothing to hide.
    private static readonly HashSet<string> _open = [
        "Core-DevelopmentToken-Create", "Core-Object-Transfer", "Z-Route-Elsewhere",
        Health.Function, Health.LiveFunction, Health.ReadyFunction,
        "Clone-Reference-Document", "Clone-Reference-Page", AvatarImage.Function,
        "Core-SandboxCheckout-Get", "Core-SandboxCheckout-Act", "Core-SandboxPortal-Get", "Core-SandboxPortal-Act",
        StripeWebhook.ReceiveFunction];

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        string function = context.FunctionDefinition.Name;
        if (_open.Contains(function))
        {
            await next(context);
            return;
        }

        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        string token = TokenOf(http.Request.Headers.Authorization);
        Bearer? bearer = tokens.Remembered(token);
        if (bearer is null && token.Length > 0)
        {
            // Verifying a signature is what a guess costs; who has guessed too often does not get that far.
            if (limits.BeforeGuess(http) is { } tooMany)
            {
                await tooMany.ExecuteAsync(http);
                return;
            }
            bearer = await tokens.ValidateAsync(token);
        }
        if (bearer is null)
        {
            IResult? tooMany = token.Length > 0 ? limits.OfGuess(http) : limits.OfAddress(http, OpenLimit.Anonymous);
            await (tooMany ?? new Refusal(new NotSignedIn())).ExecuteAsync(http);
            return;
        }
        Claim? known = (await store.FindAsync<Claim>(bearer.ClaimId, bearer.ClaimId, http.RequestAborted))?.Value;
        string? userId = known?.UserId;
        if (userId is null && function != Auth.LoginFunction)
        {
            IResult refusal = limits.OfAddress(http, OpenLimit.Anonymous)
                ?? new Refusal(new NoAccountYet());
            await refusal.ExecuteAsync(http);
            return;
        }
        if (known?.DeletionAt is { } deletionAt && function != Auth.LoginFunction)
        {
            IResult refusal = limits.OfAccount(http, known.UserId, creates: false)
                ?? new Refusal(new AccountLeaving(deletionAt));
            await refusal.ExecuteAsync(http);
            return;
        }
        http.Features.Set(new Caller(userId, bearer.Identity, known?.DeletionAt));
        await next(context);
    }

    private static string TokenOf(StringValues headers)
    {
        const string Scheme = "Bearer ";
        return headers is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim(' ')
            : "";
    }
}
