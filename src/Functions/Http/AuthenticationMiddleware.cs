using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Clone;
using Understudy.Functions.Identity;
using Understudy.Functions.Media;

namespace Understudy.Functions.Http;

/// <summary>
/// Lets nobody past without a valid token, except at the few functions named here: a new endpoint is closed until
/// somebody opens it.
/// </summary>
internal sealed class AuthenticationMiddleware(FirebaseTokens tokens, IDocumentStore store)
    : IFunctionsWorkerMiddleware
{
    // These carry their own proof (a signed URL), hand out the proof (the development token) or have nothing to hide.
    private static readonly HashSet<string> Open = [
        "Dev-Token-Create", "Media-Object-Transfer", "Clone-Route-Unknown", "App-Health-Get", AvatarImage.Function];

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        string function = context.FunctionDefinition.Name;
        if (Open.Contains(function))
        {
            await next(context);
            return;
        }

        HttpContext http = context.GetHttpContext()
            ?? throw new InvalidOperationException("This middleware is for HTTP functions only.");
        string header = http.Request.Headers.Authorization.ToString();
        FirebaseIdentity? identity = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? await tokens.ValidateAsync(header["Bearer ".Length..].Trim())
            : null;
        if (identity is null)
        {
            await CloneErrors.Unauthorized("A valid Firebase ID token is required.").ExecuteAsync(http);
            return;
        }
        string claim = Claim.FirebaseUid(identity.Uid);
        Claim? known = (await store.FindAsync<Claim>(claim, claim, http.RequestAborted))?.Value;
        string? userId = known?.UserId;
        if (userId is null && function != Auth.LoginFunction)
        {
            await CloneErrors.Unauthorized("There is no account yet: POST /api/v1/auth/login first.")
                .ExecuteAsync(http);
            return;
        }
        if (known?.DeletionAt is { } deletionAt && function != Auth.LoginFunction)
        {
            await CloneErrors.AccountDeleted(deletionAt).ExecuteAsync(http);
            return;
        }
        http.Features.Set(new Caller(userId, identity, known?.DeletionAt));
        await next(context);
    }
}
