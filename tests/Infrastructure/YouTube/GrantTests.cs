using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Common;
using Understudy.Domain.Publishing;
using Understudy.Infrastructure.YouTube;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.YouTube;

/// <summary>Letting the app in to a channel, and taking that back.</summary>
public sealed class GrantTests : YouTubeTest
{
    [Fact]
    public async Task A_code_becomes_a_grant_that_tells_nothing()
    {
        ChannelGrant granted = (await ExchangeAsync()).Value.ShouldNotBeNull();
        (granted.ChannelId, granted.ChannelTitle).ShouldBe((Channel, $"The channel {Channel}"));
        granted.Grant.ShouldNotContain(YouTube.Grants.Single());
        (await Site.Open(Owner, granted.Grant).ReadAsync(["x"], CancellationToken.None)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_whoever_began_can_end_it()
    {
        // Google checks the verifier, which is made of the state.
        (await ExchangeAsync(ended: "state-2")).Problem.ShouldBeOfType<SiteRefused>();
        YouTube.Grants.ShouldBeEmpty();
        (await Site.ExchangeAsync(Owner, "4/made-up", "state-1", CancellationToken.None)).Problem.ShouldBeOfType<SiteRefused>();
        (await Site.ExchangeAsync(Owner, "", "state-1", CancellationToken.None)).Problem.ShouldBeOfType<SiteRefused>();
        string? challenge = QueryHelpers.ParseQuery(Site.ConsentPage("state-1").Query)["code_challenge"];
        challenge.ShouldNotBe(QueryHelpers.ParseQuery(Site.ConsentPage("state-2").Query)["code_challenge"].ToString());
        challenge.ShouldNotBe(QueryHelpers.ParseQuery(NewSite(new byte[32]).ConsentPage("state-1").Query)["code_challenge"].ToString());
    }

    [Fact]
    public async Task What_is_of_no_use_is_not_kept_at_Google_either()
    {
        YouTube.GrantedScope = "openid";
        (await ExchangeAsync()).Problem.ShouldBeOfType<SiteRefused>().Reason.ShouldContain("permission");
        YouTube.GrantedScope = YouTubeDouble.Scope;
        YouTube.HasChannels = false;
        (await ExchangeAsync()).Problem.ShouldBeOfType<SiteRefused>().Reason.ShouldContain("no YouTube channel");
        YouTube.Grants.ShouldBeEmpty();
        YouTube.HasChannels = true;
        YouTube.GivesRefreshTokens = false;
        (await ExchangeAsync()).Problem.ShouldBeOfType<SiteRefused>().Reason.ShouldContain("lasting");
    }

    [Fact]
    public async Task A_grant_is_good_for_its_owner_and_this_installation_only()
    {
        string grant = (await ExchangeAsync()).Value!.Grant;
        (await Site.Open("ben", grant).ReadAsync(["x"], CancellationToken.None)).Problem.ShouldBeOfType<GrantWithdrawn>();
        IVideoSite another = NewSite(RandomNumberGenerator.GetBytes(32));
        (await another.Open(Owner, grant).ReadAsync(["x"], CancellationToken.None)).Problem.ShouldBeOfType<GrantWithdrawn>();
        (await another.RevokeAsync(Owner, grant, CancellationToken.None)).Succeeded.ShouldBeTrue();
        YouTube.Grants.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_grant_is_revoked_at_Google_and_again_does_no_harm()
    {
        string grant = (await ExchangeAsync()).Value!.Grant;
        Fail(request => request.Path == "/revoke", new YouTubeFault.Answer(503, "backendError"));
        (await Site.RevokeAsync(Owner, grant, CancellationToken.None)).Problem.ShouldBeOfType<SiteUnavailable>();
        (await Site.RevokeAsync(Owner, grant, CancellationToken.None)).Succeeded.ShouldBeTrue();
        YouTube.Grants.ShouldBeEmpty();
        (await Site.RevokeAsync(Owner, grant, CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Access_that_has_expired_is_got_again_once_and_a_withdrawn_grant_is_told_of()
    {
        IVideoChannel channel = await OpenAsync();
        await OfAsync(channel.ReadAsync(["x"], CancellationToken.None));
        YouTube.ExpireAccess();
        Fail(_ => false);
        await OfAsync(channel.ReadAsync(["x"], CancellationToken.None));
        Asked.Select(request => request.Path).ShouldBe(["/api/videos", "/token", "/api/videos"]);
        Fail(request => request.Path == "/api/videos", new YouTubeFault.Answer(401, "authError"), new YouTubeFault.Answer(401, "authError"));
        (await channel.ReadAsync(["x"], CancellationToken.None)).Problem.ShouldBeOfType<GrantWithdrawn>();
        YouTube.WithdrawAll();
        (await channel.ReadAsync(["x"], CancellationToken.None)).Problem.ShouldBeOfType<GrantWithdrawn>();
    }

    [Fact]
    public async Task Google_may_be_silent_and_a_wrong_client_is_no_fault_of_the_persons()
    {
        IVideoChannel channel = await OpenAsync();
        Fail(request => request.Path == "/token", new YouTubeFault.Cut(), new YouTubeFault.Answer(503, "x"), new YouTubeFault.Answer(401, "x"));
        for (int i = 0; i < 3; i++)
            (await channel.ReadAsync(["x"], CancellationToken.None)).Problem.ShouldBeOfType<SiteUnavailable>();
        await OfAsync(channel.ReadAsync(["x"], CancellationToken.None));
    }

    [Fact]
    public void Without_settings_it_is_not_set_up()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddYouTube(null, _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException())
            .BuildServiceProvider();
        IVideoSite site = services.GetRequiredService<IVideoSite>();
        (site.Name, site.IsSetUp).ShouldBe(("youtube", false));
    }

    [Fact]
    public void The_key_of_one_machine_is_made_once()
    {
        using TemporaryFolder folder = new();
        byte[] key = ChannelKey.LoadOrCreate(folder["keys"]);
        key.Length.ShouldBe(32);
        ChannelKey.LoadOrCreate(folder["keys"]).ShouldBe(key);
    }
}
