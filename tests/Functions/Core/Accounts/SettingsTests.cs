using System.Net;
using Understudy.Functions.Tests.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>Settings. Clone §10.1, §10.2.</summary>
public sealed class SettingsTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/settings";

    [Fact]
    public async Task A_change_leaves_the_rest_as_it_is()
    {
        using Person person = await app.NewPersonAsync();
        Answer english = await person.PatchAsync(Path, """{"language":"en"}""");
        english.Status.ShouldBe(HttpStatusCode.OK);
        english.Text("settings.language").ShouldBe("en");
        Answer large = await person.PatchAsync(Path, """{"default_resolution":"1080p","language":null}""");
        large.Text("settings.language").ShouldBe("en");
        await person.PatchAsync(Path, """{"email_notifications":false}""");
        (await person.GetAsync(Path)).Body!.ToJsonString().ShouldBe(
            """{"settings":{"email_notifications":false,"language":"en","default_resolution":"1080p"}}""");
    }

    [Fact]
    public async Task Nothing_may_be_changed()
    {
        using Person person = await app.NewPersonAsync();
        Answer nothing = await person.PatchAsync(Path, "{}");
        nothing.Status.ShouldBe(HttpStatusCode.OK);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await person.PatchAsync(Path, "{}")).Body!.ToJsonString().ShouldBe(nothing.Body!.ToJsonString());
        (await person.PatchAsync(Path, """{"language":"ja"}""")).Text("settings.updated_at")
            .ShouldBe(nothing.Text("settings.updated_at"));
        (await person.PatchAsync(Path, """{"language":"en"}""")).Text("settings.updated_at")
            .ShouldNotBe(nothing.Text("settings.updated_at"));
    }

    [Fact]
    public async Task Each_offending_field_is_named_and_nothing_is_changed()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string json in FieldCases.NoWord)
        {
            (await person.PatchAsync(Path, $$"""{"language":{{json}}}""")).ShouldBeInvalid("language");
            (await person.PatchAsync(Path, $$"""{"default_resolution":{{json}}}""")).ShouldBeInvalid("default_resolution");
        }
        foreach (string json in new[] { "\"true\"", "1", "0", "[]", "{}", "\"\"" })
            (await person.PatchAsync(Path, $$"""{"email_notifications":{{json}},"language":"en"}"""))
                .ShouldBeInvalid("email_notifications");
        (await person.PatchAsync(Path, """{"email_notifications":1,"language":"fr","default_resolution":"4k"}"""))
            .ShouldBeInvalid("email_notifications", "language", "default_resolution");
        (await person.PatchAsync(Path, "nonsense")).ShouldBeInvalid("body");
        (await person.GetAsync(Path)).Text("settings.language").ShouldBe("ja");
    }

    [Theory]
    [InlineData(null, "1080p")]
    [InlineData("720p", "720p")]
    public async Task A_video_without_a_resolution_gets_the_persons_own(string? asked, string made)
    {
        using Person person = await app.NewPersonAsync();
        await person.PatchAsync(Path, """{"default_resolution":"1080p"}""");
        string id = await person.MadeVideoAsync(resolution: asked);
        (await person.GetAsync($"/api/v1/videos/{id}")).Text("video.resolution").ShouldBe(made);
    }
}
