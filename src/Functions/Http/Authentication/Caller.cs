using Understudy.Domain.Accounts;

namespace Understudy.Functions.Http.Authentication;

/// <summary>Who makes the request; set by the authentication middleware, and by nothing else.</summary>
/// <param name="UserId">The account; null only for a person who signs in for the first time.</param>
/// <param name="Roles">What the account may do beyond its own things.</param>
/// <param name="Scheme">How they showed who they are.</param>
internal sealed record Caller(string? UserId, Roles Roles, Way Scheme)
{
    /// <summary>The session, where they are in one.</summary>
    public string? SessionId { get; init; }

    /// <summary>What the identity provider's token says, where there is one.</summary>
    public FirebaseIdentity? Identity { get; init; }

    /// <summary>When the account will be erased; set only for somebody who signs in to a deleted one.</summary>
    public DateTimeOffset? DeletionAt { get; init; }

    /// <summary>Whom the request is counted for.</summary>
    public string Account => UserId ?? Identity?.Uid ?? throw new InvalidOperationException("It is nobody's request.");

    /// <summary>Who makes this request.</summary>
    /// <exception cref="InvalidOperationException">The endpoint is public: nobody was authenticated.</exception>
    public static Caller Of(HttpRequest request) => request.HttpContext.Features.Get<Caller>()
        ?? throw new InvalidOperationException("Nobody was authenticated for this request.");

    /// <summary>The account that makes this request.</summary>
    public static string IdOf(HttpRequest request) => Of(request).UserId
        ?? throw new InvalidOperationException("This request is made by somebody who has no account.");

    /// <summary>The session that this request belongs to.</summary>
    public static string SessionOf(HttpRequest request) => Of(request).SessionId
        ?? throw new InvalidOperationException("This request belongs to no session.");
}
