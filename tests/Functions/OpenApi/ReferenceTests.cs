using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Understudy.Functions.Http.Reference;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>The documents and their pages, as they are served.</summary>
public sealed partial class ReferenceTests(TestApp app) : IClassFixture<TestApp>
{
    public static TheoryData<string> Documents => [.. ApiDescription.All.Select(description => description.BasePath)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Everybody_may_read_them_and_nobody_needs_to_read_them_twice(string basePath)
    {
        using HttpClient http = app.Anonymous();
        await ShouldBeReadOnceAsync(http, $"{basePath}/openapi.yaml", "application/yaml; charset=utf-8");
        await ShouldBeReadOnceAsync(http, $"{basePath}/docs", "text/html; charset=utf-8");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_document_is_served_as_it_is_written(string basePath)
    {
        using HttpClient http = app.Anonymous();
        byte[] served = await http.GetByteArrayAsync($"{basePath}/openapi.yaml");
        served.ShouldBe(ApiDescription.Of($"{basePath}/")!.Yaml);
        Encoding.UTF8.GetString(served).ShouldStartWith("openapi: 3.1");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_page_leads_to_every_operation_and_nowhere_else(string basePath)
    {
        using HttpClient http = app.Anonymous();
        string page = await http.GetStringAsync($"{basePath}/docs");
        ApiDescription description = ApiDescription.Of($"{basePath}/")!;
        foreach ((_, _, JsonNode operation) in description.Section("paths").Concat(description.Section("webhooks")))
            page.ShouldContain($"id=\"{operation["operationId"]}\"");
        string[] anchors = [.. Anchors().Matches(page).Select(match => match.Groups[1].Value)];
        anchors.Distinct().Count().ShouldBe(anchors.Length, "an anchor is there twice");
        foreach (Match link in Links().Matches(page)) anchors.ShouldContain(link.Groups[1].Value);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_page_needs_nothing_from_elsewhere_and_runs_nothing_but_its_own(string basePath)
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage response = await http.GetAsync($"{basePath}/docs");
        string page = await response.Content.ReadAsStringAsync();
        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'sha256-");
        policy.ShouldNotContain("unsafe");
        Resources().Matches(page).ShouldBeEmpty();
        foreach ((Regex element, string directive) in new[] { (Styles(), "style-src"), (Scripts(), "script-src") })
        {
            string text = element.Match(page).Groups["text"].Value;
            string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            policy.ShouldContain($"{directive} 'sha256-{hash}'");
        }
    }

    [Fact]
    public void A_document_that_has_little_makes_a_page_too()
    {
        string page = Encoding.UTF8.GetString(ReferencePage.Render(ApiDocument.Read("""
            openapi: 3.1.1
            info: { title: Little, version: '2' }
            tags: [{ name: Things }]
            paths:
              /things:
                put:
                  tags: [Things]
                  operationId: putThing
                  responses:
                    '200':
                      description: Done.
                      content:
                        application/json:
                          schema:
                            type: object
                            properties:
                              success: { type: boolean, const: true }
                              name: { type: ['null', string], enum: [a, null], default: null }
                          example: { success: true, name: null, 名: 1.50 }
            """u8.ToArray())));
        page.ShouldContain("All paths are below <code>/</code>");
        page.ShouldContain("<span class=\"type\">boolean, always <code>true</code></span>", Case.Sensitive);
        page.ShouldContain("<span class=\"type\">string or null, <code>a</code>, <code>null</code> unless said</span>");
        page.ShouldContain("&quot;name&quot;: null,");
        page.ShouldContain("&quot;名&quot;: 1.5");
    }

    [Fact]
    public void What_is_no_document_is_not_shown() => Should.Throw<InvalidOperationException>(
        () => ApiDocument.Read("openapi: 3.1.1\ninfo: { title: Nothing }"u8.ToArray()));

    [Fact]
    public void What_the_document_says_is_text_to_the_page()
    {
        Prose.Block("<script>alert(1)</script> `<b>` **\"&\"**\n\n* a<i>\n* b").ToString().ShouldBe(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt; <code>&lt;b&gt;</code> <strong>&quot;&amp;&quot;</strong></p>" +
            "<ul><li>a&lt;i&gt;</li><li>b</li></ul>");
        Html.Of($"<p title=\"{"\" onload=\"x"}\">{Html.Of($"<b>{"<"}</b>")}</p>").ToString()
            .ShouldBe("<p title=\"&quot; onload=&quot;x\"><b>&lt;</b></p>");
    }

    private static async Task ShouldBeReadOnceAsync(HttpClient http, string path, string contentType)
    {
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
