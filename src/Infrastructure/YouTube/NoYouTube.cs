using Understudy.Domain.Common;
using Understudy.Domain.Publishing;

namespace Understudy.Infrastructure.YouTube;

/// <summary>Nobody publishes on YouTube here.</summary>
internal sealed class NoYouTube : IVideoSite
{
    /// <inheritdoc/>
    public string Name => YouTubeSite.SiteName;

    /// <inheritdoc/>
    public bool IsSetUp => false;

    /// <inheritdoc/>
    public Uri ConsentPage(string state) => throw NotSetUp();

    /// <inheritdoc/>
    public Task<Result<ChannelGrant>> ExchangeAsync(
        string ownerId, string code, string state, CancellationToken cancellationToken) => throw NotSetUp();

    /// <inheritdoc/>
    public IVideoChannel Open(string ownerId, string grant) => throw NotSetUp();

    /// <inheritdoc/>
    public Task<Result<SiteDone>> RevokeAsync(string ownerId, string grant, CancellationToken cancellationToken) =>
        throw NotSetUp();

    private static InvalidOperationException NotSetUp() => new("YouTube is not set up.");
}
