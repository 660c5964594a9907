using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Publishing;

/// <summary>Connects people's accounts with their channels at a site, and ends that.</summary>
public sealed class ChannelConnections(IDocumentStore store, IVideoSite site, ConsentStates states, TimeProvider time)
{
    private string Consent => $"{site.Name}-channel";

    /// <summary>Begins: the page to send the person to, and the state that will come back.</summary>
    public async Task<Result<ConsentJourney>> BeginAsync(string ownerId, CancellationToken cancellationToken)
    {
        if (!site.IsSetUp) return new SiteNotSetUp();
        string state = await states.BeginAsync(Consent, ownerId, cancellationToken);
        return new ConsentJourney(site.ConsentPage(state), state);
    }

    /// <summary>Who went to the page with a state that has not come back yet; null when nobody did.</summary>
    public Task<ConsentReturn?> PeekAsync(string state, CancellationToken cancellationToken) =>
        states.PeekAsync(Consent, state, cancellationToken);

    /// <summary>Ends: the person is back with a code. A channel that was connected before is replaced.</summary>
    public async Task<Result<ChannelConnection>> FinishAsync(string code, string state, CancellationToken cancellationToken)
    {
        if (!site.IsSetUp) return new SiteNotSetUp();
        ConsentReturn? back = await states.EndAsync(Consent, state, cancellationToken);
        if (back?.OwnerId is not { } ownerId) return new ConsentUnknown();
        Result<ChannelGrant> exchanged = await site.ExchangeAsync(ownerId, code, state, cancellationToken);
        if (!exchanged.Succeeded) return exchanged.Problem;
        ChannelGrant granted = exchanged.Value;
        ChannelConnection connection = new()
        {
            Id = site.Name,
            OwnerId = ownerId,
            Grant = granted.Grant,
            ChannelId = granted.ChannelId,
            ChannelTitle = granted.ChannelTitle,
            ConnectedAt = time.GetUtcNow(),
        };
        // The grant before is let lapse, and not revoked: sites revoke all that a person gave the app at once, this one too.
        Stored<ChannelConnection> known = await store.FindOrCreateAsync(ownerId, site.Name, () => connection, cancellationToken);
        if (known.Value != connection)
            await store.UpdateAsync<ChannelConnection>(ownerId, site.Name, _ => connection, cancellationToken);
        return connection;
    }

    /// <summary>A person's channel, or null when there is none.</summary>
    public async Task<ChannelConnection?> FindAsync(string ownerId, CancellationToken cancellationToken) =>
        (await store.FindAsync<ChannelConnection>(ownerId, site.Name, cancellationToken))?.Value;

    /// <summary>A person's channel, if the app is still let in.</summary>
    public async Task<Result<OpenChannel>> OpenAsync(string ownerId, CancellationToken cancellationToken)
    {
        ChannelConnection? connection = await FindAsync(ownerId, cancellationToken);
        if (connection is not { WithdrawnAt: null } || !site.IsSetUp)
            return new ChannelNotConnected(connection?.WithdrawnAt is not null);
        return new OpenChannel(connection, site.Open(ownerId, connection.Grant));
    }

    /// <summary>
    /// What a problem of the site's means for the person: when the grant does not count any more, that is written down, unless the
    /// channel has been connected again since.
    /// </summary>
    public async Task<Problem> JudgeAsync(ChannelConnection used, Problem problem, CancellationToken cancellationToken)
    {
        if (problem is not GrantWithdrawn) return problem;
        await store.UpdateAsync<ChannelConnection>(
            used.OwnerId,
            used.Id,
            known => known.Grant == used.Grant && known.WithdrawnAt is null ? known with { WithdrawnAt = time.GetUtcNow() } : known,
            cancellationToken);
        return new ChannelNotConnected(WasWithdrawn: true);
    }

    /// <summary>
    /// Ends a person's connection, at the site and here; nothing happens when there is none. When the site cannot be told, it
    /// stays, so that it can be tried again.
    /// </summary>
    public async Task<Result<SiteDone>> EndAsync(string ownerId, CancellationToken cancellationToken)
    {
        ChannelConnection? connection = await FindAsync(ownerId, cancellationToken);
        if (connection is null) return SiteDone.Yes;
        if (site.IsSetUp && connection.WithdrawnAt is null)
        {
            Result<SiteDone> revoked = await site.RevokeAsync(ownerId, connection.Grant, cancellationToken);
            if (revoked is { Succeeded: false, Problem: SiteUnavailable }) return revoked.Problem;
        }
        await store.DeleteAsync<ChannelConnection>(ownerId, site.Name, cancellationToken);
        await store.DeleteAsync<ChannelFigures>(ownerId, site.Name, cancellationToken);
        return SiteDone.Yes;
    }
}

/// <summary>A person is on the way to a page of consent.</summary>
/// <param name="Page">The page.</param>
/// <param name="State">What comes back from there; whoever has it can end the journey.</param>
public sealed record ConsentJourney(Uri Page, string State);

/// <summary>A channel that the app is let in to.</summary>
/// <param name="Connection">What is known of it.</param>
/// <param name="Channel">The channel.</param>
public sealed record OpenChannel(ChannelConnection Connection, IVideoChannel Channel);
