using Understudy.Domain.Common;

namespace Understudy.Domain.Publishing;

/// <summary>
/// A site of somebody else's where people show videos on channels of their own, such as YouTube. A person lets the app in at a
/// page of the site's; what it gives for that, a grant, leads to the channel until it is withdrawn.
/// </summary>
public interface IVideoSite
{
    /// <summary>The site's name, which documents keep, e.g. <c>youtube</c>.</summary>
    string Name { get; }

    /// <summary>Whether the settings say how it is reached. As long as they do not, nothing else here may be called.</summary>
    bool IsSetUp { get; }

    /// <summary>The page where a person lets the app in.</summary>
    /// <param name="state">A secret that comes back with the answer; see <see cref="Accounts.ConsentStates"/>.</param>
    Uri ConsentPage(string state);

    /// <summary>Exchanges what a person brought back from that page.</summary>
    /// <param name="ownerId">Who it is: the grant is good for nobody else.</param>
    /// <param name="code">The code.</param>
    /// <param name="state">What went along.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel, or a <see cref="SiteProblem"/>.</returns>
    Task<Result<ChannelGrant>> ExchangeAsync(string ownerId, string code, string state, CancellationToken cancellationToken);

    /// <summary>The channel of a grant; whether that still counts is seen when it is used.</summary>
    IVideoChannel Open(string ownerId, string grant);

    /// <summary>Tells the site that a grant is not to count any more; one that did not, does not either afterwards.</summary>
    /// <returns>Whether it was told, or a <see cref="SiteProblem"/>.</returns>
    Task<Result<SiteDone>> RevokeAsync(string ownerId, string grant, CancellationToken cancellationToken);
}

/// <summary>What a person has given the app at a site.</summary>
/// <param name="Grant">What leads to the channel: sealed by the adapter, and worth nothing without its secret.</param>
/// <param name="ChannelId">The site's id of the channel.</param>
/// <param name="ChannelTitle">Its name.</param>
public sealed record ChannelGrant(string Grant, string ChannelId, string ChannelTitle);

/// <summary>The site has done it.</summary>
public sealed record SiteDone
{
    /// <summary>That it has.</summary>
    public static SiteDone Yes { get; } = new();
}
