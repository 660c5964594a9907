using Understudy.Domain.Accounts;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Who makes the request; set by the authentication middleware, and by nothing else.</summary>
/// <param name="UserId">The account; null only for a person who signs in for the first time.</param>
/// <param name="Identity">What the token says.</param>
/// <param name="DeletionAt">When the account will be erased; set only for somebody who signs in to a deleted one.</param>
internal sealed record Caller(string? UserId, FirebaseIdentity Identity, DateTimeOffset? DeletionAt)
{
    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is public: nobody was authenticated.</exception>
    public static Caller Of(HttpRequest request) => request.HttpContext.Features.Get<Caller>()
        ?? throw new InvalidOperationException("Nobody was authenticated for this request.");

    /// <summary>The account that makes this request.</summary>
    public static string IdOf(HttpRequest request) => Of(request).UserId
        ?? throw new InvalidOperationException("This request is made by somebody who has no account.");
}
