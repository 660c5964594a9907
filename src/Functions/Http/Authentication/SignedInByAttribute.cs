using Understudy.Domain.Accounts;

namespace Understudy.Functions.Http.Authentication;

/// <summary>A way to show who one is.</summary>
internal enum Way
{
    /// <summary>None is needed: what the function shows or takes is open, or carries its own proof.</summary>
    Nobody,

    /// <summary>A Firebase ID token.</summary>
    Firebase,

    /// <summary>The access token of a session.</summary>
    Session,

    /// <summary>An API key.</summary>
    ApiKey,

    /// <summary>The access token of a session and an API key, of the same person.</summary>
    SessionAndApiKey,
}

/// <summary>
/// Who may call a function: whoever shows who they are in one of these ways. A function that does not say so is closed to
/// everybody.
/// </summary>
/// <param name="ways">The ways. With <see cref="Way.Nobody"/> among others, the others are looked at where they are used.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class SignedInByAttribute(params Way[] ways) : Attribute
{
    /// <summary>The ways; none for a function that is closed.</summary>
    public IReadOnlyList<Way> Ways { get; } = ways;

    /// <summary>
    /// Whether people may come who have no account, and those whose account is deleted: a function that opens accounts and
    /// restores them.
    /// </summary>
    public bool Newcomers { get; init; }

    /// <summary>
    /// Whether a token that was right when it was made is not enough: the identity provider is asked whether it has been
    /// revoked since. For what hands out or destroys an account, or moves money; every such call costs one to the provider.
    /// </summary>
    public bool Sensitive { get; init; }

    /// <summary>What the account has to be allowed, beside being signed in.</summary>
    public Roles Role { get; init; }

    /// <summary>Whether one of the ways is open.</summary>
    public bool Takes(Way way) => Ways.Contains(way);
}
