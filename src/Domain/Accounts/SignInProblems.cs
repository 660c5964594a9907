using Understudy.Domain.Common;

namespace Understudy.Domain.Accounts;

/// <summary>Another account signs in with this address, or has proved that it is its own.</summary>
public sealed record EmailTaken : Problem;

/// <summary>Another account has this username, in whatever case.</summary>
public sealed record UsernameTaken : Problem;

/// <summary>
/// The address, the password, the authorization code or the token does not count. Which of them, and why, is nobody's
/// business.
/// </summary>
public sealed record SignInRefused : Problem;

/// <summary>Too many attempts; the next one may come after that time.</summary>
/// <param name="RetryAfter">How long to wait; more than nothing.</param>
public sealed record TooManyAttempts(TimeSpan RetryAfter) : Problem;

/// <summary>A link from a mail is unknown, used up, too old, or no longer true.</summary>
public sealed record LinkExpired : Problem;

/// <summary>The address that authorization codes come back to is none of those that were agreed.</summary>
public sealed record RedirectNotAllowed : Problem;

/// <summary>This way to sign in is not set up here.</summary>
public sealed record SignInUnavailable : Problem;

/// <summary>A person has as many API keys as there may be.</summary>
/// <param name="Limit">How many that is.</param>
public sealed record TooManyApiKeys(int Limit) : Problem;
