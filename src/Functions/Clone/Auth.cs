using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Persistence;
using Understudy.Functions.Http;

namespace Understudy.Functions.Clone;

/// <summary>Signing in with a Firebase ID token. Clone §2.</summary>
public sealed class Auth(SignIn signIn, Minutes minutes, Subscriptions subscriptions, IDocumentStore store, TimeProvider time)
{
    internal const string LoginFunction = "Clone-Session-Login";

    /// <summary>Clone §2.1.</summary>
    [Function(LoginFunction)]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/auth/login")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        SignedIn signedIn = await signIn.HandleAsync(Caller.Of(request).Identity, cancellationToken);
        await minutes.EnsureAsync(signedIn.User.Id, cancellationToken);
        LoginAnswer answer = new(Body(signedIn.User), signedIn.IsNew, OnboardingCompleted: false);
        return signedIn.IsNew
            ? CloneResults.Created(answer, CloneJson.Wire.LoginAnswer)
            : CloneResults.Ok(answer, CloneJson.Wire.LoginAnswer);
    }

    /// <summary>Clone §2.2. The profile is null until the onboarding survey has been answered.</summary>
    [Function("Clone-Session-Get")]
    public async Task<IResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/v1/auth/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        Stored<User>? user = await store.FindAsync<User>(id, id, cancellationToken);
        if (user is null) return CloneErrors.Unauthorized("There is no account yet: POST /api/v1/auth/login first.");
        Subscription? subscription = await subscriptions.FindAsync(id, cancellationToken);
        return CloneResults.Ok(
            new MeAnswer(
                Body(user.Value), Profile: null, BillingBodies.Short(subscription, time.GetUtcNow())),
            CloneJson.Wire.MeAnswer);
    }

    private static UserBody Body(User user) => new(user.Id, user.Email, user.Name, user.AvatarUrl, user.CreatedAt);
}
