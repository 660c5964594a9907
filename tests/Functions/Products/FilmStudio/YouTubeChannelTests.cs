using System.Net;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, POST /youtube/playlist and GET /youtube/videos.</summary>
public sealed class YouTubeChannelTests(YouTubeApp youTube) : IClassFixture<YouTubeApp>, IDisposable
{
    private const string Playlist = $"{YouTubeApp.YouTubePath}/playlist";
    private const string Videos = $"{YouTubeApp.YouTubePath}/videos";

    public void Dispose() => youTube.YouTube.Script = null;

    [Fact]
    public async Task A_playlist_is_made()
    {
        using Person person = await youTube.NewOwnerAsync();
        Answer made = await person.PostAsync(
            Playlist, new { title = "My AI Films", description = "Collection of AI-generated films", privacy = "public" });
        made.Status.ShouldBe(HttpStatusCode.Created, made.ToString());
        YouTubePlaylist playlist = ListsOf(person).Single();
        (playlist.Title, playlist.Description, playlist.Privacy).ShouldBe(
            ("My AI Films", "Collection of AI-generated films", "public"));
        (made.Text("playlistId"), made.Text("title"), made.Text("url")).ShouldBe(
            (playlist.Id, "My AI Films", $"https://www.youtube.com/playlist?list={playlist.Id}"));
    }

    [Fact]
    public async Task A_playlist_needs_a_channel_and_a_title_that_YouTube_takes()
    {
        using Person person = await FilmPeople.NewAsync(youTube.App);
        (await person.PostAsync(Playlist, new { title = "Mine" })).ShouldFail(HttpStatusCode.Forbidden, "YouTube account not connected");
        (await person.PostAsync(Playlist, new { title = new string('x', 151), privacy = "none" })).ShouldBeWrong("title", "privacy");
        (await person.PostAsync(Playlist, new { title = "<" })).ShouldBeWrong("title");
        (await person.PostAsync(Playlist, new { title = new string('x', 150) })).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_playlist_whose_answer_was_lost_is_found_again_and_not_made_twice()
    {
        using Person person = await youTube.NewOwnerAsync();
        youTube.Fail(request => request is { Method: "POST", Path: "/api/playlists" }, new YouTubeFault.LoseAnswer());
        Answer silent = await person.PostOnceAsync("list", Playlist, new { title = "Mine" });
        silent.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Answer made = await person.PostOnceAsync("list", Playlist, new { title = "Mine" });
        made.Status.ShouldBe(HttpStatusCode.Created, made.ToString());
        made.Text("playlistId").ShouldBe(ListsOf(person).Single().Id);
        (await person.PostOnceAsync("list", Playlist, new { title = "Mine" })).Text("playlistId").ShouldBe(made.Text("playlistId"));
    }

    [Fact]
    public async Task Videos_are_listed_newest_first_with_what_YouTube_says_of_them()
    {
        using Person person = await youTube.NewOwnerAsync();
        (await person.GetAsync(Videos))["videos"]!.AsArray().ShouldBeEmpty();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        foreach (string title in (string[])["One", "Two"]) await YouTubeApp.UploadAsync(person, project, title);
        YouTubeVideo[] there = [.. youTube.YouTube.Videos.Where(video => video.Channel == $"UC-{person.Id}")];
        there[0].Views = 1250;
        there[0].Title = "One, renamed";
        Answer list = await person.GetAsync(Videos);
        list["videos"]!.AsArray().Select(video => video!["title"]!.GetValue<string>()).ShouldBe(["Two", "One, renamed"]);
        (list.Text("videos.1.id"), list.Number("videos.1.views"), list.Number("videos.0.views")).ShouldBe((there[0].Id, 1250, 0));
        list.Text("videos.1.uploadedAt").ShouldEndWith("Z");

        // YouTube is asked once a minute; what it said last is told as long as it does not answer.
        there[0].Views = 2000;
        int reads = youTube.YouTube.VideoReads;
        (await person.GetAsync(Videos)).Number("videos.1.views").ShouldBe(1250);
        youTube.YouTube.VideoReads.ShouldBe(reads);
        youTube.App.Time.Advance(TimeSpan.FromMinutes(2));
        youTube.Fail(request => request.Path == "/api/videos", new YouTubeFault.Answer(503, "x"));
        (await person.GetAsync(Videos)).Number("videos.1.views").ShouldBe(1250);
        (await person.GetAsync(Videos)).Number("videos.1.views").ShouldBe(2000);

        // What was deleted there is gone here.
        youTube.YouTube.Delete(there[0]);
        youTube.App.Time.Advance(TimeSpan.FromHours(2));
        (await person.GetAsync(Videos))["videos"]!.AsArray().Count.ShouldBe(1);

        // Of another channel nothing has been uploaded yet.
        await youTube.ConnectAsync(person, "UC-another");
        (await person.GetAsync(Videos))["videos"]!.AsArray().ShouldBeEmpty();
        await person.DeleteAsync($"{YouTubeApp.YouTubePath}/connection");
        (await person.GetAsync(Videos))["videos"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Videos_are_read_fifty_at_a_time()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 100);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => YouTubeApp.UploadAsync(person, project)));
        for (int i = 0; i < 48; i++) await youTube.CopyAsync(person);
        youTube.Fail(_ => false);
        Answer list = await person.GetAsync(Videos);
        list["videos"]!.AsArray().Count.ShouldBe(51);
        youTube.Asked.Count(request => request.Path == "/api/videos").ShouldBe(2);
    }

    private YouTubePlaylist[] ListsOf(Person person) =>
        [.. youTube.YouTube.Playlists.Where(playlist => playlist.Channel == $"UC-{person.Id}")];
}
