using System.Net;
using System.Net.Http.Headers;
using Understudy.Functions.Tests.Support;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Core.Media;

/// <summary>The whole app with its media in Blob Storage, to which people send their files themselves.</summary>
public sealed class BlobMediaTests : IAsyncLifetime
{
    private readonly HttpClient _outside = new() { Timeout = Limits.Wait };
    private Azurite _azurite = null!;
    private AppOfOwn _own = null!;

    private TestApp App => _own.App;

    public async Task InitializeAsync()
    {
        _azurite = await Azurite.StartAsync();
        _own = await AppOfOwn.StartAsync(app => app.MediaStorage = _azurite.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        _outside.Dispose();
        await _own.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task What_people_send_to_it_is_trained_and_what_is_made_is_read_from_it()
    {
        using Person person = await App.NewPersonAsync();
        Pair pair = new(await TrainAsync(person, "video"), await TrainAsync(person, "voice"));
        string id = await person.MadeVideoAsync(pair, title: "Hello");

        Answer download = await person.GetAsync($"/api/v1/videos/{id}/download");
        using HttpRequestMessage part = new(HttpMethod.Get, download.Text("download_url"));
        part.Headers.Range = new RangeHeaderValue(100, 199);
        using HttpResponseMessage video = await _outside.SendAsync(part);
        video.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await video.Content.ReadAsByteArrayAsync()).Length.ShouldBe(100);
        video.Content.Headers.ContentType!.MediaType.ShouldBe("video/mp4");
        video.Content.Headers.ContentDisposition!.FileName.ShouldBe("hello.mp4");
        Directory.Exists(Path.Combine(App.DataFolder, "media")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1001)]
    public async Task A_file_of_another_size_than_promised_is_refused_and_deleted_however_often_it_comes(int bytes)
    {
        using Person person = await App.NewPersonAsync();
        Answer created = await person.CreateModelAsync("video");
        string id = created.Text("model.id");
        (await SendAsync(created, bytes)).ShouldBe(HttpStatusCode.Created);
        await person.CompleteUploadAsync("video", id);
        Answer failed = await person.ModelAsync("video", id, "failed");
        failed.Text("model.error_message").ShouldContain($"{bytes} bytes");

        // Only where there is nothing any more can a file be sent.
        await Eventually.GetAsync(() => SendAsync(created, bytes), status => status == HttpStatusCode.Created);
        await Eventually.GetAsync(() => SendAsync(created, bytes), status => status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_sent_for_a_model_that_was_deleted_is_deleted()
    {
        using Person person = await App.NewPersonAsync();
        Answer created = await person.CreateModelAsync("video");
        await person.DeleteAsync($"/api/v1/models/video/{created.Text("model.id")}");
        (await SendAsync(created, 1000)).ShouldBe(HttpStatusCode.Created);
        await Eventually.GetAsync(() => SendAsync(created, 1000), status => status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_picture_becomes_an_avatar_that_everybody_sees()
    {
        using Person person = await App.NewPersonAsync();
        using Pictures pictures = new();
        Answer asked = await person.PostAsync(
            "/api/v1/settings/avatar", """{"file_name":"a.jpg","content_type":"image/jpeg","file_size_bytes":1000}""");
        byte[] picture = await pictures.MakeAsync("a.jpg");
        (await SendAsync(asked.Text("upload.presigned_url"), picture, "image/jpeg")).ShouldBe(HttpStatusCode.Created);
        Answer confirmed = await person.PostAsync("/api/v1/settings/avatar/confirm");
        using HttpClient anybody = App.Anonymous();
        using HttpResponseMessage avatar = await anybody.GetAsync(confirmed.Text("avatar_url"));
        avatar.StatusCode.ShouldBe(HttpStatusCode.OK);
        avatar.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        (await avatar.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_file_of_any_size_but_a_picture_is_no_avatar_and_is_deleted()
    {
        using Person person = await App.NewPersonAsync();
        Answer asked = await person.PostAsync(
            "/api/v1/settings/avatar", """{"file_name":"a.jpg","content_type":"image/jpeg","file_size_bytes":1000}""");
        foreach (int size in (int[])[6_000_000, 5000])
        {
            (await SendAsync(asked.Text("upload.presigned_url"), new byte[size], "image/jpeg")).ShouldBe(HttpStatusCode.Created);
            (await person.PostAsync("/api/v1/settings/avatar/confirm")).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    private async Task<string> TrainAsync(Person person, string kind)
    {
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        (await SendAsync(created, 1000)).ShouldBe(HttpStatusCode.Created);
        // The runtime finds it by itself.
        await person.ModelAsync(kind, id, "uploading");
        await person.CompleteUploadAsync(kind, id);
        await person.ModelAsync(kind, id, "completed");
        return id;
    }

    private Task<HttpStatusCode> SendAsync(Answer created, int bytes) =>
        SendAsync(created.Text("upload.presigned_url"), new byte[bytes], "video/mp4");

    private async Task<HttpStatusCode> SendAsync(string url, byte[] bytes, string type)
    {
        using HttpRequestMessage put = new(HttpMethod.Put, url) { Content = new ByteArrayContent(bytes) };
        put.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        put.Headers.Add("x-ms-blob-type", "BlockBlob");
        using HttpResponseMessage response = await _outside.SendAsync(put);
        return response.StatusCode;
    }
}
