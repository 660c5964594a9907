using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Media;

/// <summary>A signed URL outlives what it is for, and takes nothing more then.</summary>
public sealed class ClosedUploadTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Avatar = "/api/v1/settings/avatar";

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_that_was_deleted_takes_no_upload(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        await person.DeleteAsync($"/api/v1/models/{kind}/{created.Text("model.id")}");
        (await person.UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Forbidden);
        app.HasMedia($"uploads/{kind}s/{person.Id}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("video")]
    [InlineData("voice")]
    public async Task A_model_that_was_confirmed_with_a_part_of_its_file_takes_no_rest(string kind)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.CreateModelAsync(kind);
        string id = created.Text("model.id");
        (await person.UploadAsync(kind, created, bytes: 999)).ShouldBe(HttpStatusCode.Created);
        (await person.UploadAsync(kind, created, bytes: 998)).ShouldBe(HttpStatusCode.Created);
        await person.CompleteUploadAsync(kind, id);
        (await person.UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Forbidden);
        await person.ModelAsync(kind, id, "failed");
        (await person.UploadAsync(kind, created)).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_avatar_that_was_confirmed_takes_no_upload_also_after_another_one_was_asked_for()
    {
        using Person person = await app.NewPersonAsync();
        using Pictures pictures = new();
        byte[] picture = await pictures.MakeAsync("a.jpg");
        string first = await AskAsync(person);
        (await person.PutAsync(first, picture, "image/jpeg")).ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync($"{Avatar}/confirm")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.PutAsync(first, picture, "image/jpeg")).ShouldBe(HttpStatusCode.Forbidden);

        app.Time.Advance(TimeSpan.FromMinutes(1));
        string second = await AskAsync(person);
        (await person.PutAsync(first, picture, "image/jpeg")).ShouldBe(HttpStatusCode.Forbidden);
        (await person.PutAsync(second, picture, "image/jpeg")).ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<string> AskAsync(Person person) =>
        (await person.PostAsync(Avatar, """{"file_name":"a.jpg","content_type":"image/jpeg","file_size_bytes":1000}"""))
            .Text("upload.presigned_url");
}
