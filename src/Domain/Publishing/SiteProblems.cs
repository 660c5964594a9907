using Understudy.Domain.Common;

namespace Understudy.Domain.Publishing;

/// <summary>A site does not do what it was asked for.</summary>
public abstract record SiteProblem : Problem;

/// <summary>The settings do not say how the site is reached.</summary>
public sealed record SiteNotSetUp : SiteProblem;

/// <summary>Nobody has let the app in to a channel.</summary>
/// <param name="WasWithdrawn">Whether somebody had, and it does not count any more.</param>
public sealed record ChannelNotConnected(bool WasWithdrawn = false) : SiteProblem;

/// <summary>The grant does not count any more: it was withdrawn at the site, or has lapsed.</summary>
public sealed record GrantWithdrawn : SiteProblem;

/// <summary>The site takes no more for now.</summary>
/// <param name="IsOfChannel">Whether the channel has reached its limit, and not the app.</param>
/// <param name="Until">When it does again.</param>
public sealed record SiteQuotaReached(bool IsOfChannel, DateTimeOffset Until) : SiteProblem;

/// <summary>The site will not do it, however often it is asked.</summary>
/// <param name="Reason">Why, in a sentence for the person.</param>
public sealed record SiteRefused(string Reason) : SiteProblem;

/// <summary>The site knows nothing of such an upload: it has lapsed, or was over long ago.</summary>
public sealed record UploadUnknown : SiteProblem;

/// <summary>The site has not answered, or not so that it can be read; whether it did what it was asked for is not known.</summary>
/// <param name="RetryAfter">When to ask again, if it says so.</param>
public sealed record SiteUnavailable(TimeSpan? RetryAfter = null) : SiteProblem;

/// <summary>A consent is not the answer to a question of ours that is still open.</summary>
public sealed record ConsentUnknown : Problem;

/// <summary>A video cannot be published.</summary>
/// <param name="Failure">Why.</param>
public sealed record NotPublished(PublicationFailure Failure) : Problem;

/// <summary>A person has as many uploads under way as may be.</summary>
/// <param name="Max">How many those are.</param>
public sealed record TooManyPublications(int Max) : Problem;
