using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Understudy.Functions.Reference;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>The document and its page, as they are served.</summary>
public sealed partial class ReferenceTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/api/v1/openapi.yaml", "application/yaml; charset=utf-8")]
    [InlineData("/api/v1/docs", "text/html; charset=utf-8")]
    public async Task Everybody_may_read_it_and_nobody_needs_to_read_it_twice(string path, string contentType)
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage first = await http.GetAsync(path);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
        using HttpRequestMessage again = new(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using HttpResponseMessage second = await http.SendAsync(again);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsStringAsync()).ShouldBeEmpty();
        using HttpRequestMessage other = new(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"another\""));
        using HttpResponseMessage changed = await http.SendAsync(other);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_document_is_served_as_it_is_written()
    {
        using HttpClient http = app.Anonymous();
        (await http.GetStringAsync("/api/v1/openapi.yaml")).ShouldStartWith("openapi: 3.1");
        (await http.GetByteArrayAsync("/api/v1/openapi.yaml")).ShouldBe(ApiDocument.Yaml);
    }

    [Fact]
    public async Task The_page_leads_to_every_operation_and_nowhere_else()
    {
        using HttpClient http = app.Anonymous();
        string page = await http.GetStringAsync("/api/v1/docs");
        foreach (ApiOperation operation in ApiOperation.All) page.ShouldContain($"id=\"{operation.Id}\"");
        string[] anchors = [.. Anchors().Matches(page).Select(match => match.Groups[1].Value)];
        anchors.Distinct().Count().ShouldBe(anchors.Length, "an anchor is there twice");
        foreach (Match link in Links().Matches(page)) anchors.ShouldContain(link.Groups[1].Value);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere_and_runs_nothing_but_its_own()
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage response = await http.GetAsync("/api/v1/docs");
        string page = await response.Content.ReadAsStringAsync();
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldNotContain("unsafe");
        Resources().Matches(page).ShouldBeEmpty();
        foreach ((Regex element, string directive) in new[] { (Styles(), "style-src"), (Scripts(), "script-src") })
        {
            string text = element.Match(page).Groups["text"].Value;
            string hash = Convert.ToBase64String(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
            policy.ShouldContain($"{directive} 'sha256-{hash}'");
        }
    }

    [Fact]
    public void What_the_document_says_is_text_to_the_page()
    {
        Prose.Block("<script>alert(1)</script> `<b>` **\"&\"**\n\n* a<i>\n* b").ToString().ShouldBe(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; <code>&lt;b&gt;</code> <strong>&quot;&amp;&quot;</strong></p>" +
            "<ul><li>a&lt;i&gt;</li><li>b</li></ul>");
        Html.Of($"<p title=\"{"\" onload=\"x"}\">{Html.Of($"<b>{"<"}</b>")}</p>").ToString()
            .ShouldBe("<p title=\"&quot; onload=&quot;x\"><b>&lt;</b></p>");
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Anchors();

    [GeneratedRegex("href=\"#([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<(link|img|iframe|object|embed|base)\\b|\\ssrc=|\\sstyle=|\\son[a-z]+=|@import|url\\(")]
    private static partial Regex Resources();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Styles();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();
}
