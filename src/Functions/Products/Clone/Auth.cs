using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Billing;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Core.Media;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.Clone;

/// <summary>Signing in with a Firebase ID token. Clone §2.</summary>
[SignedInBy(Way.Firebase)]
public sealed class Auth(
    SignInHandler signIn,
    AccountDeletion deletion,
    Profiles profiles,
    Minutes minutes,
    Subscriptions subscriptions,
    IDocumentStore store,
    AvatarLinks avatars,
    TimeProvider time)
{
    internal const string LoginFunction = "Clone-Session-Login";

    /// <summary>Clone §2.1. Signing in restores an account that was deleted less than 30 days ago.</summary>
    [SignedInBy(Way.Firebase, Newcomers = true)]
    [Function(LoginFunction)]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/auth/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var caller = Caller.Of(request);
        FirebaseIdentity identity = caller.Identity
            ?? throw new InvalidOperationException("Nobody signs in here but with a token that says who they are.");
        SignedIn signedIn = await signIn.HandleAsync(identity, cancellationToken);
        User user = signedIn.User;
        if (user.DeletionAt is not null || caller.DeletionAt is not null)
        {
            Result<Restored> restored = await deletion.RestoreAsync(user.Id, cancellationToken);
            if (!restored.Succeeded) return CloneErrors.From(restored.Problem);
            user = restored.Value.User;
            if (restored.Value.WasDeleted)
                await new AccountWork(client).StartRestoredNoticeAsync(user, cancellationToken);
        }
        await minutes.EnsureAsync(user.Id, cancellationToken);
        bool onboarded = !signedIn.IsNew && await profiles.FindAsync(user.Id, cancellationToken) is not null;
        LoginAnswer answer = new(Body(user), signedIn.IsNew, onboarded);
        return signedIn.IsNew
            ? CloneResults.Created(answer, CloneJson.Wire.LoginAnswer)
            : CloneResults.Ok(answer, CloneJson.Wire.LoginAnswer);
    }

    /// <summary>Clone §2.2. The profile is null until the onboarding survey has been answered.</summary>
    [Function("Clone-Session-Get")]
    public async Task<IResult> Me(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/auth/me")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        Stored<User>? user = await store.FindAsync<User>(id, id, cancellationToken);
        if (user is null) return CloneErrors.From(new NoAccountYet());
        Profile? profile = await profiles.FindAsync(id, cancellationToken);
        Subscription? subscription = await subscriptions.OfCloneAsync(id, cancellationToken);
        return CloneResults.Ok(
            new MeAnswer(
                Body(user.Value), Body(profile), BillingBodies.Short(subscription, time.GetUtcNow())),
            CloneJson.Wire.MeAnswer);
    }

    private UserBody Body(User user) => new(
        user.Id, user.Email, user.Name, avatars.Of(user), user.CreatedAt);

    private static ProfileBody? Body(Profile? profile) => profile is null
        ? null
        : new ProfileBody(
            AccountWords.UsageTypes[profile.Answers.Usage],
            AccountWords.Roles[profile.Answers.Role],
            OnboardingCompleted: true);
}
