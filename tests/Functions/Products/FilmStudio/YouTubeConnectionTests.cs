using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Domain.Publishing;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>Connecting a channel, and ending that. FilmStudio, YouTube Service.</summary>
public sealed class YouTubeConnectionTests(YouTubeApp youTube) : IClassFixture<YouTubeApp>
{
    private const string Path = $"{YouTubeApp.YouTubePath}/connection";

    private IDocumentStore Store => youTube.App.Services.GetRequiredService<IDocumentStore>();

    [Fact]
    public async Task In_the_browser_that_began_a_channel_is_connected_at_once_and_once()
    {
        using Person person = await FilmPeople.NewAsync(youTube.App);
        Answer none = await person.GetAsync(Path);
        (none["connected"]!.GetValue<bool>(), none["channelId"]).ShouldBe((false, null));
        (Uri back, string cookie) = await youTube.LeaveAsync(person, "UC-one");
        back.AbsolutePath.ShouldBe("/filmstudio/api/youtube/callback");
        (HttpStatusCode status, string page) = await youTube.ReturnAsync("GET", back, cookie);
        status.ShouldBe(HttpStatusCode.OK);
        page.ShouldContain("The channel UC-one");
        Answer connected = await person.GetAsync(Path);
        connected["connected"]!.GetValue<bool>().ShouldBeTrue();
        (connected.Text("channelId"), connected.Text("channelTitle"), connected["problem"]).ShouldBe(
            ("UC-one", "The channel UC-one", null));
        connected.Text("connectedAt").ShouldEndWith("Z");
        (await youTube.ReturnAsync("GET", back, cookie)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task In_another_browser_the_page_says_whose_account_it_is_and_asks()
    {
        using Person person = await FilmPeople.NewAsync(youTube.App);
        (Uri back, string cookie) = await youTube.LeaveAsync(person, "UC-two");
        (_, string others) = await youTube.LeaveAsync(person, "UC-two");
        foreach (string? wrong in new[] { null, others, $"{cookie}x" })
        {
            (HttpStatusCode status, string page) = await youTube.ReturnAsync("GET", back, wrong);
            status.ShouldBe(HttpStatusCode.OK);
            page.ShouldContain(person.Email);
            page.ShouldContain("<form method=\"post\"");
        }
        (await youTube.ReturnAsync("HEAD", back, cookie)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync(Path))["connected"]!.GetValue<bool>().ShouldBeFalse();
        (await youTube.ReturnAsync("POST", back, null)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync(Path)).Text("channelId").ShouldBe("UC-two");
        (await youTube.ReturnAsync("POST", back, null)).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_nobody_asked_for_or_is_too_old_or_was_declined_connects_nothing()
    {
        using Person person = await FilmPeople.NewAsync(youTube.App);
        (Uri back, string cookie) = await youTube.LeaveAsync(person, "UC-three");
        foreach (string query in (string[])["", "?state=x&code=y", "?code=y", $"?error=access_denied&{back.Query.Split('&')[0][1..]}"])
            foreach (string method in (string[])["GET", "POST"])
                (await youTube.ReturnAsync(method, new Uri(back.GetLeftPart(UriPartial.Path) + query), cookie)).Status.ShouldBe(HttpStatusCode.BadRequest, query);
        (Uri late, string lateCookie) = await youTube.LeaveAsync(person, "UC-three");
        youTube.App.Time.Advance(ConsentStates.Life + TimeSpan.FromSeconds(1));
        (await youTube.ReturnAsync("GET", late, lateCookie)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await person.GetAsync(Path))["connected"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task The_grant_is_kept_sealed_and_told_to_nobody()
    {
        using Person person = await youTube.NewOwnerAsync();
        ChannelConnection connection = (await Store.FindAsync<ChannelConnection>(person.Id, "youtube"))!.Value;
        foreach (string grant in youTube.YouTube.Grants) connection.ToString().ShouldNotContain(grant);
        List<string> exported = [];
        foreach (IPersonalData area in youTube.App.Services.GetServices<IPersonalData>().Where(area => area is PublishingData))
            await foreach (PersonalItem item in area.CollectAsync(person.Id, CancellationToken.None))
                exported.Add(item.ToString());
        exported.ShouldContain(item => item.Contains($"UC-{person.Id}"));
        exported.ShouldAllBe(item => !item.Contains(connection.Grant));
    }

    [Fact]
    public async Task Disconnecting_tells_Google_and_may_be_repeated()
    {
        using Person person = await youTube.NewOwnerAsync();
        int grants = youTube.YouTube.Grants.Count;
        youTube.Fail(request => request.Path == "/revoke", new YouTubeFault.Answer(503, "x"));
        Answer silent = await person.DeleteAsync(Path);
        silent.ShouldFail(HttpStatusCode.ServiceUnavailable, "YouTube does not answer at the moment; please try again later");
        silent.Header("Retry-After").ShouldBe("60");
        (await person.GetAsync(Path))["connected"]!.GetValue<bool>().ShouldBeTrue();
        for (int i = 0; i < 2; i++)
            (await person.DeleteAsync(Path)).Text("message").ShouldBe("YouTube account disconnected");
        youTube.YouTube.Grants.Count.ShouldBe(grants - 1);
        (await person.GetAsync(Path))["connected"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task An_account_that_is_erased_is_let_in_nowhere_any_more()
    {
        using Person person = await youTube.NewOwnerAsync();
        int grants = youTube.YouTube.Grants.Count;
        PublishingData data = youTube.App.Services.GetServices<IPersonalData>().OfType<PublishingData>().Single();
        youTube.Fail(request => request.Path == "/revoke", new YouTubeFault.Cut());
        await Should.ThrowAsync<SiteSilentException>(() => data.EraseAsync(person.Id, CancellationToken.None));
        await data.EraseAsync(person.Id, CancellationToken.None);
        youTube.YouTube.Grants.Count.ShouldBe(grants - 1);
        (await Store.FindAsync<ChannelConnection>(person.Id, "youtube")).ShouldBeNull();
    }

    [Fact]
    public async Task Where_YouTube_is_not_set_up_it_is_said()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync();
        using Person person = await FilmPeople.NewAsync(own.App);
        (await person.GetAsync($"{YouTubeApp.YouTubePath}/connect"))
            .ShouldFail(HttpStatusCode.Forbidden, "YouTube is not set up in this installation");
        (await YouTubeApp.UploadAsync(person, await person.FilmProjectAsync()))
            .ShouldFail(HttpStatusCode.Forbidden, "YouTube account not connected");
        (await person.GetAsync($"{YouTubeApp.YouTubePath}/videos"))["videos"]!.AsArray().ShouldBeEmpty();
        (await person.DeleteAsync(Path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void Half_a_setting_keeps_the_app_from_starting()
    {
        using TempFolder folder = new();
        foreach ((string setting, string value, string blamed) in new[]
        {
            ("YouTubeClientSecret", "", "YouTubeClientSecret"), ("YouTubeClientId", "", "YouTubeClientId"),
            ("YouTubeTokenUrl", "http://example.com/token", "YouTubeTokenUrl"), ("YouTubeApiUrl", "nonsense", "YouTubeApiUrl"),
            ("YouTubeUploadUrl", "https://example.com/?x=1", "YouTubeUploadUrl"),
        })
        {
            Dictionary<string, string?> settings = new() { ["YouTubeClientId"] = "id", ["YouTubeClientSecret"] = "hidden" };
            settings[setting] = value;
            InvalidOperationException refusal = Should.Throw<InvalidOperationException>(
                () => TestApp.Builder(folder.Path, settings: settings));
            refusal.Message.ShouldStartWith($"Understudy:{blamed} ");
            refusal.Message.ShouldNotContain("hidden");
        }
    }
}
