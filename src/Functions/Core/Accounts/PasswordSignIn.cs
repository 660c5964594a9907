using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Core.Accounts;

/// <summary>Registering and logging in with a password, in whatever product, with the mail that follows from it.</summary>
public sealed class PasswordSignIn(RegisterHandler register, LoginHandler login, LimitOptions limits, TimeProvider time)
{
    /// <summary>Opens an account and signs in; a link to prove the address is mailed.</summary>
    /// <returns>As of <see cref="RegisterHandler.HandleAsync"/>.</returns>
    internal async Task<Result<SessionStart>> RegisterAsync(
        HttpRequest request,
        PasswordFields fields,
        Registrant registrant,
        SessionPolicy policy,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Registration registration = new(fields.Email, fields.Password, ClientOf(request), registrant);
        Result<SessionStart> start = await register.HandleAsync(registration, policy, cancellationToken);
        if (start.Succeeded)
            await new AccountWork(client).StartVerificationAsync(start.Value.User.Id, time.GetUtcNow(), cancellationToken);
        return start;
    }

    /// <summary>Signs in. It restores an account that was deleted less than 30 days ago, and its owner is told.</summary>
    /// <returns>As of <see cref="LoginHandler.HandleAsync"/>.</returns>
    internal async Task<Result<SessionStart>> LoginAsync(
        HttpRequest request,
        PasswordFields fields,
        SessionPolicy policy,
        DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        Login attempt = new(fields.Email, fields.Password, ClientOf(request));
        Result<SessionStart> start = await login.HandleAsync(attempt, policy, cancellationToken);
        if (start is { Succeeded: true, Value: { WasDeleted: true, User: var user } })
            await new AccountWork(client).StartRestoredNoticeAsync(user, cancellationToken);
        return start;
    }

    private string ClientOf(HttpRequest request) => ClientAddress.Of(request.HttpContext, limits.TrustedProxies);
}

/// <summary>What somebody shows who they are with.</summary>
/// <param name="Email">The address.</param>
/// <param name="Password">The password.</param>
internal sealed record PasswordFields(string Email, string Password);
