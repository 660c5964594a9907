using System.Net;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>How the films that everybody is shown come to be. Sora §6.</summary>
public sealed class ShowcaseMakingTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        _app.Settings["CdnUrl"] = "https://cdn.example.com";
        await _app.InitializeAsync();
        _http = _app.Anonymous();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Films_are_made_once_when_somebody_asks_and_shown_as_they_come()
    {
        _app.Engine.Begun.ShouldBeEmpty();
        TaskCompletionSource gate = _app.Engine.Hold();
        Answer[] first = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ListAsync()));
        first.ShouldAllBe(answer => answer.Number("total") == 0 && answer["videos"]!.AsArray().Count == 0);
        first[0].Text("message").ShouldStartWith("Showcase feature being set up");
        Answer early = await GetAsync("/1");
        early.ShouldBeDetail(HttpStatusCode.ServiceUnavailable, "Showcase feature being set up");
        early.Header("Retry-After").ShouldNotBeNull();
        gate.SetResult();

        Answer all = await AllAsync();
        all.Body!.AsObject().ContainsKey("message").ShouldBeFalse();
        all["videos"]!.AsArray().Select(video => video!["id"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 12));
        await ListAsync();
        _app.Engine.Begun.Count.ShouldBe(ShowcaseFilm.All.Count);
        all.Body["videos"]![0]!.AsObject().Part(
            "task_type", "quality", "aspect_ratio", "view_count", "like_count", "is_active").ShouldBe(
            """{"task_type":"TEXT_TO_VIDEO","quality":"standard","aspect_ratio":"landscape","view_count":0,"like_count":0,"is_active":true}""");
        foreach (string url in new[] { "video_url", "thumbnail_url" })
        {
            Uri address = new(all.Text($"videos.0.{url}"));
            address.GetLeftPart(UriPartial.Authority).ShouldBe("https://cdn.example.com");
            // The network asks the store.
            using HttpResponseMessage file = await _http.GetAsync(address.PathAndQuery);
            file.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_film_that_could_not_be_made_is_tried_again_after_a_while()
    {
        _app.Engine.Script = ScriptedEngine.Refuse("no", "It cannot be made.");
        await ListAsync();
        await Eventually.GetAsync(() => Task.FromResult(_app.Engine.Begun.Count), begun => begun == 12);
        (await ListAsync()).Number("total").ShouldBe(0);
        _app.Engine.Script = null;
        await _app.AdvanceUntilAsync(TimeSpan.FromMinutes(5), () => ListAsync(), list => list.Number("total") == 12);
        _app.Engine.Begun.Count.ShouldBe(24);
    }

    private Task<Answer> AllAsync() => _http.AllFilmsAsync(_app);

    private Task<Answer> ListAsync(string query = "") => GetAsync(query);

    private Task<Answer> GetAsync(string rest) => _http.FilmsAsync(rest);
}

/// <summary>Asking for the films.</summary>
internal static class Films
{
    /// <summary>The list, or what follows in the address.</summary>
    public static async Task<Answer> FilmsAsync(this HttpClient http, string rest = "") =>
        await Answer.OfAsync(await http.GetAsync("/sora/api/showcase/videos" + rest));

    /// <summary>The list once all are made.</summary>
    public static Task<Answer> AllFilmsAsync(this HttpClient http, TestApp app) => Eventually.GetAsync(
        async () =>
        {
            // What was read is told for a second.
            app.Time.Advance(TimeSpan.FromSeconds(2));
            return await http.FilmsAsync();
        },
        list => list.Number("total") == ShowcaseFilm.All.Count);
}
