using System.Net;
using Understudy.Domain.Products.Sora;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Films that everybody is shown, once they are made. Sora §6.</summary>
public sealed class ShowcaseTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    private readonly HttpClient _http = app.Anonymous();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Pages_are_told_with_how_many_there_are()
    {
        await AllAsync();
        Answer page = await ListAsync("?page=3&page_size=5");
        (page.Number("total"), page.Number("page"), page.Number("page_size"), page.Number("total_pages")).ShouldBe((12, 3, 5, 3));
        page["videos"]!.AsArray().Select(video => video!["id"]!.GetValue<int>()).ShouldBe([11, 12]);
        (await ListAsync("?page=4&page_size=5"))["videos"]!.AsArray().ShouldBeEmpty();
        foreach ((string query, string field) in new[] { ("?page=0", "page"), ("?page_size=101", "page_size"), ("?page_size=x", "page_size") })
            (await ListAsync(query)).ShouldBlame("query", field);
    }

    [Fact]
    public async Task Who_looks_at_a_film_is_counted_however_many_do_at_once()
    {
        await AllAsync();
        Answer[] looks = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => GetAsync(n % 2 == 0 ? "/3" : "/4")));
        looks.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        foreach (int film in new[] { 3, 4 })
            looks.Where(answer => answer.Number("id") == film).Max(answer => answer.Number("view_count")).ShouldBe(100);
        Answer list = await ListAsync();
        (list.Number("videos.2.view_count"), list.Number("videos.3.view_count"), list.Number("videos.0.view_count"))
            .ShouldBe((100, 100, 0));
        using HttpRequestMessage head = new(HttpMethod.Head, "/sora/api/showcase/videos/3");
        using HttpResponseMessage headers = await _http.SendAsync(head);
        headers.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/3")).Number("view_count").ShouldBe(101);
    }

    [Fact]
    public async Task What_is_no_film_is_not_found()
    {
        foreach (string id in new[] { "0", "13", "-1", "one", "99999999999", "1.0" })
            (await GetAsync($"/{id}")).ShouldBeDetail(HttpStatusCode.NotFound, "Video not found");
    }

    private Task<Answer> AllAsync() => _http.AllFilmsAsync(app);

    private Task<Answer> ListAsync(string query = "") => GetAsync(query);

    private Task<Answer> GetAsync(string rest) => _http.FilmsAsync(rest);
}
