using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Files. VoiceCloning, File Management.</summary>
public sealed class FileTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Base = VoicePeople.Base;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_film_is_taken_in_and_told_as_it_is(bool projectFirst)
    {
        using Person person = await VoicePeople.NewAsync(app);
        byte[] film = await VoicePeople.FilmFileAsync();
        Answer file = await person.UploadAsync(film, "my film.mp4", "My Project", projectFirst);
        file.Status.ShouldBe(HttpStatusCode.Created, file.ToString());
        file.Text("original_name").ShouldBe("my film.mp4");
        file.Number("file_size").ShouldBe(film.Length);
        file.Text("format").ShouldBe("mp4");
        file["duration_seconds"]!.GetValue<double>().ShouldBe(1, 0.1);
        file.Text("resolution").ShouldBe("64x48");
        file.Text("project_name").ShouldBe("My Project");
        Answer again = await person.GetAsync($"{Base}/files/{file.Text("file_id")}");
        again.Text("project_name").ShouldBe("My Project");
        using HttpClient anybody = app.Anonymous();
        (await anybody.GetByteArrayAsync(again.Text("download_url"))).ShouldBe(film);
    }

    [Fact]
    public async Task A_recording_without_a_project_belongs_to_the_usual_one_and_has_no_picture()
    {
        using Person person = await VoicePeople.NewAsync(app);
        Answer file = await person.UploadAsync(await VoicePeople.RecordingFileAsync(), "a.mp3");
        // Its name does not count.
        file.Text("format").ShouldBe("wav");
        file.Text("project_name").ShouldBe("Default");
        file["resolution"].ShouldBeNull();
    }

    [Fact]
    public async Task What_is_no_recording_is_refused_and_leaves_nothing()
    {
        using Person person = await VoicePeople.NewAsync(app);
        (await person.UploadAsync(new byte[5000], "a.mp4")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "file");
        (await person.UploadAsync(await VoicePeople.RecordingFileAsync(), "a.wav", new string('p', 256)))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "project_name");
        (await person.UploadAsync(await VoicePeople.RecordingFileAsync(), "a.wav", new string('p', 255)))
            .Status.ShouldBe(HttpStatusCode.Created);
        using MultipartFormDataContent empty = [];
        empty.Add(new StringContent("mine"), "project_name");
        (await Answer.OfAsync(await person.Http.PostAsync($"{Base}/files/upload", empty)))
            .ShouldFail(HttpStatusCode.BadRequest, "validation_error", "file");
    }

    [Fact]
    public async Task More_than_500_MB_are_refused_before_they_come()
    {
        using Person person = await VoicePeople.NewAsync(app);
        using MultipartFormDataContent form = [];
        form.Add(new ByteArrayContent(await VoicePeople.RecordingFileAsync()), "file", "a.wav");
        form.Headers.ContentLength = (500L * 1024 * 1024) + (1024 * 1024);
        using HttpRequestMessage request = new(HttpMethod.Post, $"{Base}/files/upload") { Content = form };
        (await Answer.OfAsync(await person.Http.SendAsync(request))).ShouldFail(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_others_are_nobodys_business()
    {
        using Person person = await VoicePeople.NewAsync(app);
        using Person other = await VoicePeople.NewAsync(app);
        string id = await person.RecordingAsync();
        (await other.GetAsync($"{Base}/files/{id}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
        (await other.DeleteAsync($"{Base}/files/{id}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
        Answer deleted = await person.DeleteAsync($"{Base}/files/{id}");
        deleted.Status.ShouldBe(HttpStatusCode.OK, deleted.ToString());
        deleted.Text("message").ShouldNotBeEmpty();
        (await person.GetAsync($"{Base}/files/{id}")).ShouldFail(HttpStatusCode.NotFound, "not_found");
        (await person.PostAsync($"{Base}/process/extract-audio", new { video_file_id = id }))
            .ShouldFail(HttpStatusCode.NotFound, "not_found");
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_job_made_is_deleted_with_its_job()
    {
        using Person person = await VoicePeople.NewAsync(app);
        string made = await person.ExtractAsync(await person.RecordingAsync());
        (await person.GetAsync($"{Base}/files/{made}")).Number("file_size").ShouldBe(500);
        (await person.DeleteAsync($"{Base}/files/{made}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync($"{Base}/files/{made}")).Status.ShouldBe(HttpStatusCode.NotFound);
        app.HasMedia($"library/voicecloning/{person.Id}/{made}").ShouldBeFalse();
    }
}
