using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Rate Limits.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly TestApp _app = new() { KeepsContractLimits = true };

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Ten_films_of_prompts_an_hour()
    {
        using Person person = await Creator.NewAsync(_app);
        string project = await person.ProjectAsync();
        for (int i = 0; i < 9; i++) (await person.OrderAsync(project)).Status.ShouldBe(HttpStatusCode.Accepted);
        // What is refused counts, too.
        Answer tenth = await person.OrderAsync(project, " ");
        tenth.Status.ShouldBe(HttpStatusCode.BadRequest);
        tenth.Header("RateLimit-Policy").ShouldBe("\"generate\";q=10;w=3600");
        Answer many = await person.OrderAsync(project);
        many.ShouldFail(HttpStatusCode.TooManyRequests, "RATE_001");
        many.Header("Retry-After").ShouldNotBeNull();
        many.Number("error.details.limit").ShouldBe(10);
        // Others have limits of their own, and an estimate is no order.
        (await person.PostAsync($"{Creator.Base}/generate/estimate", new { projectId = project, prompt = "A boat" }))
            .Status.ShouldBe(HttpStatusCode.OK);
        using Person other = await Creator.NewAsync(_app);
        (await other.OrderAsync(await other.ProjectAsync())).Status.ShouldBe(HttpStatusCode.Accepted);
        _app.Time.Advance(TimeSpan.FromHours(1));
        (await person.OrderAsync(project)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_hundred_looks_at_templates_an_hour()
    {
        using Person person = await Creator.NewAsync(_app);
        for (int i = 0; i < 100; i++)
            (await person.GetAsync($"{Creator.Base}/templates?limit=1")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync($"{Creator.Base}/templates")).ShouldFail(HttpStatusCode.TooManyRequests, "RATE_001");
        (await person.GetAsync($"{Creator.Base}/users/profile")).Status.ShouldBe(HttpStatusCode.OK);
        _app.Time.Advance(TimeSpan.FromHours(1));
        (await person.GetAsync($"{Creator.Base}/templates")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everything_else_is_counted_together_and_by_address_without_a_token()
    {
        using Person person = await Creator.NewAsync(_app);
        Answer first = await person.GetAsync($"{Creator.Base}/users/profile");
        first.Header("RateLimit-Policy").ShouldBe("\"other\";q=1000;w=3600");
        first.Header("RateLimit").ShouldStartWith("\"other\";r=999;");
        (await person.GetAsync($"{Creator.Base}/projects")).Header("RateLimit").ShouldStartWith("\"other\";r=998;");
        using HttpClient nobody = _app.Anonymous();
        (await nobody.LoginAsync("nobody@example.com", "password123")).Header("RateLimit")
            .ShouldNotBeNull().ShouldStartWith("\"other\";r=998;");
        for (int i = 0; i < 998; i++) await person.GetAsync($"{Creator.Base}/users/settings");
        (await person.GetAsync($"{Creator.Base}/projects")).ShouldFail(HttpStatusCode.TooManyRequests, "RATE_001");
    }
}
