using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.Domain.Publishing;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, POST /youtube/upload.</summary>
public sealed class YouTubeUploadTests(YouTubeApp youTube) : IClassFixture<YouTubeApp>, IDisposable
{
    private const int Unit = YouTubeApp.Unit;
    private const string Uploads = $"{YouTubeApp.YouTubePath}/uploads";

    public void Dispose()
    {
        youTube.YouTube.Script = null;
        youTube.YouTube.IsUnaudited = false;
    }

    [Fact]
    public async Task A_film_is_uploaded_with_its_still_and_captions()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, (3 * Unit) + 17, isNarrated: true);
        Answer uploaded = await YouTubeApp.UploadAsync(person, project);
        uploaded.Status.ShouldBe(HttpStatusCode.OK, uploaded.ToString());
        YouTubeVideo video = VideoOf(person);
        (uploaded.Text("videoId"), uploaded.Text("url"), uploaded.Text("status")).ShouldBe(
            (video.Id, $"https://www.youtube.com/watch?v={video.Id}", "uploaded"));
        uploaded.Body!.AsObject().Count.ShouldBe(3);
        video.Bytes.ShouldBe(film);
        (video.Title, video.Description, video.Privacy, video.IsSynthetic, video.IsForKids).ShouldBe(
            ("My AI Generated Film", "Created with AI Film Studio", "public", true, false));
        video.Tags.ShouldBe(["AI", "Film", "Generated"]);
        video.Thumbnail.ShouldNotBeNull();
        video.Captions.Keys.ShouldBe(["en"]);
        Publication publication = await youTube.PublicationAsync(person);
        Answer told = await person.GetAsync($"{Uploads}/{publication.Id}");
        (told.Text("id"), told.Text("projectId"), told.Text("status"), told.Number("progress"), told.Text("videoId")).ShouldBe(
            (publication.Id, project, "uploaded", 100, video.Id));
        (told["error"], told["warnings"]!.AsArray().Count).ShouldBe((null, 0));
        publication.Session.ShouldBeNull();
        youTube.YouTube.Unexpected.ShouldBeEmpty();
        using Person other = await FilmPeople.NewAsync(youTube.App);
        (await other.GetAsync($"{Uploads}/{publication.Id}")).ShouldBeMissing();
    }

    [Fact]
    public async Task What_breaks_goes_on_from_the_last_byte()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, (4 * Unit) + 5);
        youTube.YouTube.KeptUnit = 1000;
        youTube.Fail(
            request => request.Brings,
            new YouTubeFault.Cut(150_000), new YouTubeFault.Answer(503, "backendError"), new YouTubeFault.Shorten(10_000),
            new YouTubeFault.Answer(401, "authError"));
        Answer uploaded = await YouTubeApp.UploadAsync(person, project);
        uploaded.Status.ShouldBe(HttpStatusCode.OK, uploaded.ToString());
        VideoOf(person).Bytes.ShouldBe(film);
        youTube.Asked.Where(request => request.Brings).Select(request => request.Range.Split('-')[0]).Take(3).ShouldBe(
            ["0", "150000", "150000"]);
        youTube.Asked.Count(request => request.Path == "/upload/videos").ShouldBe(1);
        youTube.YouTube.Unexpected.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lost_answer_to_the_last_piece_publishes_nothing_twice()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, Unit + 1);
        youTube.Fail(request => request.Ends, new YouTubeFault.LoseAnswer());
        (await YouTubeApp.UploadAsync(person, project)).Text("videoId").ShouldBe(VideoOf(person).Id);
        VideoOf(person).Bytes.ShouldBe(film);
    }

    [Fact]
    public async Task An_upload_that_has_lapsed_is_begun_again_unless_its_video_is_there()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, Unit + 1);
        youTube.Fail(request => request.Brings, new YouTubeFault.Forget());
        (await YouTubeApp.UploadAsync(person, project, "First")).Text("videoId").ShouldBe(VideoOf(person).Id);
        youTube.Asked.Count(request => request.Path == "/upload/videos").ShouldBe(2);
        youTube.Fail(request => request.Ends, new YouTubeFault.Forget(IsDoneBefore: true));
        string second = (await YouTubeApp.UploadAsync(person, project, "Second")).Text("videoId");
        youTube.Asked.Count(request => request.Path == "/upload/videos").ShouldBe(1);
        YouTubeVideo[] videos = [.. youTube.YouTube.Videos.Where(video => video.Channel == $"UC-{person.Id}")];
        videos.Select(video => video.Title).ShouldBe(["First", "Second"]);
        videos[1].Id.ShouldBe(second);
        videos[1].Bytes.ShouldBe(film);
    }

    [Fact]
    public async Task A_video_that_YouTube_shows_to_nobody_is_said_to_be_locked()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        youTube.YouTube.IsUnaudited = true;
        (await YouTubeApp.UploadAsync(person, project)).Text("status").ShouldBe("locked_private");
        Answer wanted = await person.PostAsync($"{YouTubeApp.YouTubePath}/upload", new { projectId = project, title = "Mine", privacy = "private" });
        wanted.Text("status").ShouldBe("uploaded");
    }

    [Fact]
    public async Task Without_a_channel_nothing_is_uploaded_and_what_makes_no_sense_is_said_first()
    {
        using Person person = await FilmPeople.NewAsync(youTube.App);
        (string project, _) = await youTube.FilmAsync(person, 1000);
        Answer refused = await YouTubeApp.UploadAsync(person, project);
        refused.ShouldFail(HttpStatusCode.Forbidden, "YouTube account not connected");
        refused.Body!.AsObject().Count.ShouldBe(1);
        (await person.PostAsync($"{YouTubeApp.YouTubePath}/upload", new { projectId = project })).ShouldBeWrong("title");
        using Person owner = await youTube.NewOwnerAsync();
        (await YouTubeApp.UploadAsync(owner, project)).ShouldBeMissing();
        (await YouTubeApp.UploadAsync(owner, await owner.FilmProjectAsync()))
            .ShouldFail(HttpStatusCode.BadRequest, "This project has no video yet: generate one first");
    }

    [Theory]
    [InlineData("title", "\"\"")]
    [InlineData("title", "\"a < b\"")]
    [InlineData("title", "null")]
    [InlineData("description", "\"x > y\"")]
    [InlineData("tags", "\"AI\"")]
    [InlineData("tags", "[\"<b>\"]")]
    [InlineData("privacy", "\"secret\"")]
    [InlineData("projectId", "\"mine\"")]
    public async Task What_YouTube_would_not_take_is_refused_by_its_name(string field, string value)
    {
        using Person person = await youTube.NewOwnerAsync();
        Dictionary<string, string> body = new() { ["projectId"] = $"\"{Guid.NewGuid()}\"", ["title"] = "\"Mine\"" };
        body[field] = value;
        (await person.PostAsync(
            $"{YouTubeApp.YouTubePath}/upload", $"{{{string.Join(',', body.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}"))
            .ShouldBeWrong(field);
    }

    [Fact]
    public async Task Bounds_are_those_of_YouTube()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        Task<Answer> UploadAsync(object body) => person.PostAsync($"{YouTubeApp.YouTubePath}/upload", body);
        string[] tags = [.. Enumerable.Repeat(new string('t', 99), 5)];
        (await UploadAsync(new { projectId = project, title = new string('é', 100), description = new string('é', 2500), tags }))
            .Status.ShouldBe(HttpStatusCode.OK);
        VideoOf(person).Privacy.ShouldBe("private");
        (await UploadAsync(new { projectId = project, title = new string('x', 101) })).ShouldBeWrong("title");
        (await UploadAsync(new { projectId = project, title = "x", description = new string('é', 2500) + "x" })).ShouldBeWrong("description");
        (await UploadAsync(new { projectId = project, title = "x", description = new string('x', 5001) })).ShouldBeWrong("description");
        (await UploadAsync(new { projectId = project, title = "x", tags = tags.Append("tt") })).ShouldBeWrong("tags");
        // A tag with a space has quotation marks around it.
        tags[0] = $"{new string('t', 49)} {new string('t', 49)}";
        (await UploadAsync(new { projectId = project, title = "x", tags })).ShouldBeWrong("tags");
        (await UploadAsync(new { projectId = project, title = "x", tags = Array.Empty<string>() })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_quota_that_is_used_up_says_when_to_come_again()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        youTube.Fail(request => request.Path == "/upload/videos", new YouTubeFault.Answer(403, "quotaExceeded"));
        Answer busy = await YouTubeApp.UploadAsync(person, project);
        busy.Status.ShouldBe(HttpStatusCode.TooManyRequests, busy.ToString());
        busy.Text("error").ShouldStartWith("YouTube quota exceeded");
        busy.Header("Retry-After").ShouldBe($"{busy.Number("retryAfter")}");
        busy.Number("retryAfter").ShouldBeInRange(1, 86_400);
        (await YouTubeApp.UploadAsync(person, project)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_YouTube_refuses_is_said_in_its_words()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        youTube.Fail(request => request.Path == "/upload/videos", new YouTubeFault.Answer(400, "invalidTitle"));
        (await YouTubeApp.UploadAsync(person, project))
            .ShouldFail(HttpStatusCode.BadRequest, "YouTube refuses it: It is invalidTitle.");
        Publication publication = await youTube.PublicationAsync(person);
        (await person.GetAsync($"{Uploads}/{publication.Id}")).Text("status").ShouldBe("failed");
    }

    [Fact]
    public async Task A_grant_that_was_withdrawn_is_told_and_a_channel_connected_again_works()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        youTube.YouTube.WithdrawAll();
        for (int i = 0; i < 2; i++)
        {
            Answer refused = await YouTubeApp.UploadAsync(person, project);
            refused.Status.ShouldBe(HttpStatusCode.Forbidden);
            refused.Text("error").ShouldStartWith("YouTube account not connected: Google");
        }
        Answer told = await person.GetAsync($"{YouTubeApp.YouTubePath}/connection");
        told["connected"]!.GetValue<bool>().ShouldBeFalse();
        told.Text("problem").ShouldContain("Connect the channel again");
        await youTube.ConnectAsync(person, $"UC-{person.Id}");
        (await YouTubeApp.UploadAsync(person, project)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_takes_long_goes_on_without_the_request_and_a_repeated_one_begins_nothing_anew()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, 2 * Unit);
        youTube.Fail(request => request.Ends, new YouTubeFault.Hold(1000));
        object body = new { projectId = project, title = "Mine" };
        Task<Answer> asked = person.PostOnceAsync("once", $"{YouTubeApp.YouTubePath}/upload", body);
        await Eventually.HoldsAsync(() => youTube.YouTube.Held > 0, "YouTube holds it");
        await youTube.App.AdvanceUntilAsync(
            TimeSpan.FromSeconds(51), () => Task.FromResult(asked.IsCompleted), isAnswered => isAnswered);
        Answer going = await asked;
        going.Status.ShouldBe(HttpStatusCode.Accepted, going.ToString());
        (going.Text("status"), going.Number("progress")).ShouldBe(("uploading", 50));
        string id = going.Text("uploadId");
        (await person.PostOnceAsync("once", $"{YouTubeApp.YouTubePath}/upload", body)).Text("uploadId").ShouldBe(id);
        Answer done = await youTube.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(6), () => person.GetAsync($"{Uploads}/{id}"), told => told.Text("status") == "uploaded");
        done.Text("videoId").ShouldBe(VideoOf(person).Id);
        VideoOf(person).Bytes.ShouldBe(film);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_set_is_done_without()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        youTube.Fail(request => request.Path == "/upload/thumbnails/set", new YouTubeFault.Answer(403, "forbidden"));
        (await YouTubeApp.UploadAsync(person, project)).Text("status").ShouldBe("uploaded");
        Publication publication = await youTube.PublicationAsync(person);
        (await person.GetAsync($"{Uploads}/{publication.Id}"))["warnings"]!.AsArray().Single()!.GetValue<string>()
            .ShouldStartWith("The picture could not be set: ");
    }

    [Fact]
    public async Task Only_some_are_under_way_at_once()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, _) = await youTube.FilmAsync(person, 1000);
        IDocumentStore store = youTube.App.Services.GetRequiredService<IDocumentStore>();
        await YouTubeApp.UploadAsync(person, project);
        Publication made = await youTube.PublicationAsync(person);
        for (int i = 0; i < PublishVideoHandler.MostAtOnce; i++)
            await store.CreateAsync(made with { Id = Guid.CreateVersion7().ToString(), State = PublicationState.Uploading });
        Answer busy = await YouTubeApp.UploadAsync(person, project);
        busy.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        busy.Number("retryAfter").ShouldBe(60);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_started_is_started_and_what_has_lost_its_file_fails()
    {
        using Person person = await youTube.NewOwnerAsync();
        (string project, byte[] film) = await youTube.FilmAsync(person, 1000);
        await YouTubeApp.UploadAsync(person, project);
        Publication made = await youTube.PublicationAsync(person);
        IDocumentStore store = youTube.App.Services.GetRequiredService<IDocumentStore>();
        Publication lost = made with
        {
            Id = Guid.CreateVersion7().ToString(),
            Details = made.Details with { Title = "Lost" },
            State = PublicationState.Queued,
            VideoId = null,
            FinishedAt = null,
            Sessions = 0,
            Extras = new PublishedExtras(),
            DeadlineAt = made.CreatedAt.AddDays(2),
        };
        Publication gone = lost with
        {
            Id = Guid.CreateVersion7().ToString(),
            Files = new PublishedFiles(new MediaKey(MediaKey.Library, "films/gone.mp4")),
        };
        await store.CreateAsync(lost);
        await store.CreateAsync(gone);
        await youTube.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(6), () => person.GetAsync($"{Uploads}/{lost.Id}"), told => told.Text("status") == "uploaded");
        youTube.YouTube.Videos.Single(video => video.Title == "Lost").Bytes.ShouldBe(film);
        Answer failed = await youTube.App.AdvanceUntilAsync(
            TimeSpan.FromMinutes(6), () => person.GetAsync($"{Uploads}/{gone.Id}"), told => told.Text("status") == "failed");
        failed.Text("error").ShouldBe("The video was deleted before it was uploaded.");
    }

    private YouTubeVideo VideoOf(Person person) => youTube.YouTube.Videos.Single(video => video.Channel == $"UC-{person.Id}");
}
