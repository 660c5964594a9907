using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Media.Assets;
using Understudy.Domain.Media.Storage;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>Files that are sent as forms, through the whole app.</summary>
public sealed class FileTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/second/v2/files";

    [Fact]
    public async Task A_file_is_kept_looked_into_counted_and_handed_out()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await PictureAsync();
        Answer kept = await SendAsync(person, picture, ("caption", "題"));
        kept.Status.ShouldBe(HttpStatusCode.Created, kept.ToString());
        kept.Text("data.originalName").ShouldBe("my.png");
        kept.Text("data.caption").ShouldBe("題");
        kept.Number("data.bytes").ShouldBe(picture.Length);
        kept.Number("data.width").ShouldBe(300);
        using HttpClient anybody = app.Anonymous();
        using HttpResponseMessage file = await anybody.GetAsync(kept.Text("data.url"));
        file.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        file.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("my.png");
        (await file.Content.ReadAsByteArrayAsync()).ShouldBe(picture);
        (await UseAsync(person)).ShouldBe(new StorageUse(picture.Length, 0));

        AssetDesk desk = app.Services.GetRequiredService<AssetDesk>();
        (await desk.DeleteAsync(person.Id, "second", kept.Text("data.id"), default)).ShouldBeTrue();
        await ShouldHaveNothingAsync(person);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await PictureAsync();
        (await SendAsync(person, "<html></html>"u8.ToArray())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(person, picture[..200])).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(person, [.. picture, .. new byte[Files.MaxBytes]])).Text("what").ShouldBe("too large");
        Answer unknown = await SendAsync(person, picture, ("caption", "a"), ("other", "b"));
        unknown.Text("fields.0.loc").ShouldBe("Body.other");
        unknown.Text("fields.0.type").ShouldBe("Unknown");
        Answer json = await person.PostAsync(Path, new { file = "abc" });
        json.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        await ShouldHaveNothingAsync(person);
    }

    [Fact]
    public async Task There_is_no_more_room_than_the_product_gives()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await PictureAsync();
        // A chunk that no decoder looks at.
        byte[] large = [.. picture, .. new byte[150_000]];
        (await SendAsync(person, large)).Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(person, large)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await UseAsync(person)).Bytes.ShouldBe(large.Length);
    }

    [Fact]
    public async Task Files_are_exported_and_erased_with_the_account()
    {
        using Person person = await app.NewPersonAsync();
        Answer kept = await SendAsync(person, await PictureAsync());
        AssetData[] areas = [.. app.Services.GetServices<IPersonalData>().OfType<AssetData>()];
        List<string> paths = [];
        await foreach (PersonalItem item in areas[0].CollectAsync(person.Id, default)) paths.Add(item.Path);
        string path = $"files/second/{kept.Text("data.id")}";
        paths.ShouldBe([$"{path}.json", $"{path}.png"]);
        await areas[0].EraseAsync(person.Id, default);
        await ShouldHaveNothingAsync(person);
    }

    internal static async Task<byte[]> PictureAsync()
    {
        using Pictures pictures = new();
        return await pictures.MakeAsync("a.png");
    }

    private static async Task<Answer> SendAsync(Person person, byte[] file, params (string Name, string Text)[] fields)
    {
        using MultipartFormDataContent form = [];
        ByteArrayContent content = new(file);
        // Nobody believes it.
        content.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        form.Add(content, "file", "my.png");
        foreach ((string name, string text) in fields) form.Add(new StringContent(text), name);
        using HttpResponseMessage answer = await person.Http.PostAsync(Path, form);
        return await Answer.OfAsync(answer);
    }

    private Task<StorageUse> UseAsync(Person person) =>
        app.Services.GetRequiredService<StorageBook>().GetAsync(new StorageId(person.Id, "second"), default);

    private async Task ShouldHaveNothingAsync(Person person)
    {
        app.HasMedia($"uploads/assets/{person.Id}").ShouldBeFalse();
        (await UseAsync(person)).ShouldBe(new StorageUse(0, 0));
        AssetDesk desk = app.Services.GetRequiredService<AssetDesk>();
        (await desk.ListAsync(person.Id, "second", null, new Paging(1, 10), default)).Total.ShouldBe(0);
    }
}
