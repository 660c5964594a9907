using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Products.VideoSystem;

/// <summary>Who one is. VideoSystem, User Management.</summary>
[SignedInBy(Way.Session)]
public sealed class Users(IDocumentStore store, UserBodies bodies)
{
    /// <summary>VideoSystem, Get User Profile.</summary>
    [Function("VideoSystem-Profile-Get")]
    public async Task<IResult> Profile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "videosystem/v1/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        if (await store.FindAsync<User>(id, id, cancellationToken) is not { Value: var user })
            return new Refusal(new UserMissing());
        UserBody body = await bodies.OfAsync(user, cancellationToken);
        return Dialect.Of(request.HttpContext).Success(new ProfileAnswer(
            body.Id, body.Email, body.Username, body.SubscriptionTier, body.StorageUsed, body.StorageLimit, user.CreatedAt));
    }
}

/// <summary>Writes people as the contract's bodies.</summary>
public sealed class UserBodies(StorageBook storage)
{
    internal async Task<UserBody> OfAsync(User user, CancellationToken cancellationToken)
    {
        StorageUse use = await storage.GetAsync(PromptVideo.RoomOf(user.Id), cancellationToken);
        return new UserBody(
            user.Id, user.Email, user.Username, VideoSystemWords.FreeTier, use.Bytes, PromptVideo.StorageLimit);
    }
}

/// <param name="Id">Its id.</param>
/// <param name="Email">Its address.</param>
/// <param name="Username">Null for an account that was opened in another product, where nobody chose one.</param>
/// <param name="SubscriptionTier">FREE.</param>
/// <param name="StorageUsed">Bytes of clips.</param>
/// <param name="StorageLimit">How many there may be.</param>
internal sealed record UserBody(
    string Id, string Email, string? Username, string SubscriptionTier, long StorageUsed, long StorageLimit);

internal sealed record SessionAnswer(UserBody User, string Token);

internal sealed record ProfileAnswer(
    string Id,
    string Email,
    string? Username,
    string SubscriptionTier,
    long StorageUsed,
    long StorageLimit,
    DateTimeOffset CreatedAt);
