using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Uploads. Sora §2.1.</summary>
public sealed class UploadTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_picture_is_taken_in_and_can_be_read_for_a_while()
    {
        using Person person = await app.NewSoraPersonAsync();
        byte[] picture = await SoraPeople.PictureAsync();
        Answer kept = await person.UploadAsync(picture, "holiday.png");
        kept.Status.ShouldBe(HttpStatusCode.OK, kept.ToString());
        kept["success"]!.GetValue<bool>().ShouldBeTrue();
        kept.Number("file_size").ShouldBe(picture.Length);
        kept.Text("content_type").ShouldBe("image/png");
        kept.Text("file_type").ShouldBe("image");
        kept.Text("message").ShouldBe("Image uploaded successfully");
        string day = app.Time.GetUtcNow().ToString("yyyy'/'MM'/'dd", null);
        kept.Text("storage_key").ShouldStartWith($"uploads/image/{person.Id}/{day}/");
        kept.Text("storage_key").ShouldEndWith("_holiday.png");
        using HttpClient anybody = app.Anonymous();
        (await anybody.GetByteArrayAsync(kept.Text("file_url"))).ShouldBe(picture);
    }

    [Theory]
    [InlineData(1023, HttpStatusCode.BadRequest)]
    [InlineData(1024, HttpStatusCode.OK)]
    public async Task It_has_at_least_a_kilobyte(int bytes, HttpStatusCode status)
    {
        using Person person = await app.NewSoraPersonAsync();
        byte[] picture = await SoraPeople.PictureAsync(bytes);
        picture.Length.ShouldBe(bytes);
        (await person.UploadAsync(picture)).Status.ShouldBe(status);
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBe(status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_byte_more_than_100_MB_is_too_large_and_leaves_nothing()
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.UploadAsync(await SoraPeople.PictureAsync(104_857_601)))
            .ShouldBeDetail(HttpStatusCode.RequestEntityTooLarge);
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBeFalse();
    }

    [Theory]
    [InlineData("image", true)]
    [InlineData("image", false)]
    public async Task What_it_is_may_be_said_before_it_or_after_it(string type, bool first)
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.UploadAsync(await SoraPeople.PictureAsync(), "a.png", type, first)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a.png", "video")]
    [InlineData("a.mp4", "image")]
    [InlineData("a.mp4", "video")]
    [InlineData("a.txt", "image")]
    [InlineData("a", null)]
    [InlineData("a.png", "audio")]
    public async Task What_is_not_what_it_says_to_be_is_refused_and_leaves_nothing(string name, string? type)
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.UploadAsync(await SoraPeople.PictureAsync(), name, type)).ShouldBeDetail(HttpStatusCode.BadRequest);
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called()
    {
        using Person person = await app.NewSoraPersonAsync();
        (await person.UploadAsync(new byte[5000], "a.png")).ShouldBeDetail(HttpStatusCode.BadRequest);
        using MultipartFormDataContent empty = [];
        empty.Add(new StringContent("image"), "file_type");
        (await Answer.OfAsync(await person.Http.PostAsync($"{SoraPeople.Base}/videos/upload", empty)))
            .ShouldBlame("body", "file");
    }

    [Fact]
    public async Task Both_a_token_and_a_key_of_one_person_are_needed()
    {
        using Person person = await app.NewSoraPersonAsync();
        using var tokenOnly = Person.WithSession(app, "", "", person.Token);
        (await tokenOnly.AskAsync()).ShouldBeDetail(HttpStatusCode.Unauthorized, "Not authenticated");
        using Person other = await app.NewSoraPersonAsync();
        using var mixed = Person.WithSession(
            app, "", "", person.Token, other.Http.DefaultRequestHeaders.GetValues(Person.ApiKeyHeader).Single());
        (await mixed.AskAsync()).ShouldBeDetail(HttpStatusCode.Unauthorized, "Not authenticated");
        (await person.AskAsync()).Status.ShouldBe(HttpStatusCode.OK);
    }
}
