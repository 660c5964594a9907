using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Webhooks;

/// <summary>Looking after webhook endpoints.</summary>
public sealed class EndpointTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/webhook-endpoints";

    [Fact]
    public async Task A_new_endpoint_is_told_of_everything_and_shows_its_secret_once()
    {
        using Person person = await app.NewPersonAsync();

        Answer created = await person.CreateEndpointAsync();

        created.Status.ShouldBe(HttpStatusCode.Created, created.ToString());
        created.Body!.AsObject().Select(field => field.Key).ShouldBe(["endpoint", "secret"]);
        created["endpoint"]!.AsObject().Select(field => field.Key).ShouldBe(
            ["id", "url", "events", "description", "status", "created_at", "updated_at"]);
        created.Text("endpoint.url").ShouldBe("http://127.0.0.1:50001/hook");
        created["endpoint.events"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldBe(
            ["video.completed", "video.failed", "model.completed", "model.failed"]);
        created["endpoint.description"].ShouldBeNull();
        created.Text("endpoint.status").ShouldBe("enabled");
        string secret = created.Text("secret");
        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);

        string id = created.Text("endpoint.id");
        Answer shown = await person.GetAsync($"{Path}/{id}");
        shown["endpoint"]!.ToJsonString().ShouldBe(created["endpoint"]!.ToJsonString());
        Answer list = await person.GetAsync(Path);
        list["endpoints.0"]!.ToJsonString().ShouldBe(created["endpoint"]!.ToJsonString());
        foreach (Answer answer in new[] { shown, list }) answer.ToString().ShouldNotContain("whsec_");
    }

    [Fact]
    public async Task No_two_secrets_are_alike()
    {
        using Person person = await app.NewPersonAsync();
        string first = (await person.CreateEndpointAsync()).Text("secret");
        (await person.CreateEndpointAsync()).Text("secret").ShouldNotBe(first);
    }

    [Fact]
    public async Task Endpoints_are_listed_newest_first_and_by_the_page()
    {
        using Person person = await app.NewPersonAsync();
        List<string> ids = [];
        for (int i = 0; i < 3; i++) ids.Add((await person.CreateEndpointAsync()).Text("endpoint.id"));

        Answer page = await person.GetAsync($"{Path}?page=2&limit=2");

        page["endpoints"]!.AsArray().Count.ShouldBe(1);
        page.Text("endpoints.0.id").ShouldBe(ids[0]);
        page["pagination"]!.ToJsonString().ShouldBe("""{"page":2,"limit":2,"total":3,"total_pages":2}""");
    }

    [Fact]
    public async Task What_is_changed_changes_and_nothing_else()
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.PostAsync(Path, new { url = "http://127.0.0.1:50001/", description = "Mine" }))
            .Text("endpoint.id");

        Answer changed = await person.PatchAsync($"{Path}/{id}", new { events = new[] { "video.failed" } });
        changed.Status.ShouldBe(HttpStatusCode.OK);
        changed["endpoint.events"]!.ToJsonString().ShouldBe("""["video.failed"]""");
        changed.Text("endpoint.description").ShouldBe("Mine");
        changed.Text("endpoint.url").ShouldBe("http://127.0.0.1:50001/");

        changed = await person.PatchAsync(
            $"{Path}/{id}", new { url = "http://localhost:50002/", status = "disabled", description = "" });
        changed.Text("endpoint.url").ShouldBe("http://localhost:50002/");
        changed.Text("endpoint.status").ShouldBe("disabled");
        changed["endpoint.description"].ShouldBeNull();
        (await person.GetAsync($"{Path}/{id}"))["endpoint"]!.ToJsonString()
            .ShouldBe(changed["endpoint"]!.ToJsonString());
    }

    [Fact]
    public async Task A_deleted_endpoint_is_gone_and_so_are_its_deliveries()
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.TestEndpointAsync()).Text("delivery.endpoint_id");
        string kept = (await person.TestEndpointAsync()).Text("delivery.id");

        (await person.DeleteAsync($"{Path}/{id}")).Status.ShouldBe(HttpStatusCode.OK);

        (await person.GetAsync($"{Path}/{id}")).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        (await person.DeleteAsync($"{Path}/{id}")).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        Answer deliveries = await person.GetAsync("/api/v1/webhook-deliveries");
        deliveries["deliveries"]!.AsArray().Count.ShouldBe(1);
        deliveries.Text("deliveries.0.id").ShouldBe(kept);
    }

    [Fact]
    public async Task An_account_has_ten_endpoints_at_most()
    {
        using Person person = await app.NewPersonAsync();
        Answer[] made = await Task.WhenAll(Enumerable.Range(0, 14).Select(_ => person.CreateEndpointAsync()));
        made.Count(answer => answer.Status == HttpStatusCode.Created).ShouldBe(10);
        foreach (Answer refused in made.Where(answer => answer.Status != HttpStatusCode.Created))
            refused.ShouldBeError(HttpStatusCode.BadRequest, "TOO_MANY_ENDPOINTS");
        (await person.GetAsync(Path)).Number("pagination.total").ShouldBe(10);
    }

    [Theory]
    [InlineData("\"ftp://hooks.example.com/\"")]
    [InlineData("\"hooks.example.com\"")]
    [InlineData("\"/hook\"")]
    [InlineData("\"https://\"")]
    [InlineData("\"http://10.0.0.1:8080/\"")]
    [InlineData("\"https://10.0.0.1/\"")]
    [InlineData("\"https://169.254.169.254/latest/meta-data/\"")]
    [InlineData("\"https://[fd00:ec2::254]/\"")]
    [InlineData("\"https://0xa9fea9fe/\"")]
    [InlineData("\"https://me:you@127.0.0.1/\"")]
    [InlineData("\"http://127.0.0.1:25/\"")]
    [InlineData("\"javascript:alert(1)\"")]
    [InlineData("\"\"")]
    [InlineData("\"https://a\\nb.example/\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_url_that_the_app_would_not_call_is_refused(string? url)
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(Path, new JsonObject().With("url", url))).ShouldBeInvalid("url");
        if (url is null or "null") return;
        string id = (await person.CreateEndpointAsync()).Text("endpoint.id");
        (await person.PatchAsync($"{Path}/{id}", new JsonObject().With("url", url))).ShouldBeInvalid("url");
    }

    [Fact]
    public async Task Every_offending_field_is_named()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(
            Path,
            new { url = "https://10.0.0.1/", events = new[] { "video.made" }, description = new string('a', 201) }))
            .ShouldBeInvalid("url", "events", "description");
        string id = (await person.CreateEndpointAsync()).Text("endpoint.id");
        (await person.PatchAsync($"{Path}/{id}", new { status = "off", events = "video.failed" }))
            .ShouldBeInvalid("status", "events");
        (await person.GetAsync($"{Path}?page=0&limit=101")).ShouldBeInvalid("page", "limit");
        (await person.GetAsync("/api/v1/webhook-deliveries?endpoint_id=x&status=lost&event_type=y&limit=0"))
            .ShouldBeInvalid("endpoint_id", "status", "event_type", "limit");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"webhook.test\"]")]
    [InlineData("[\"video.failed\",7]")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("\"video.failed\"")]
    public async Task Events_are_a_list_of_known_words(string events)
    {
        using Person person = await app.NewPersonAsync();
        JsonObject body = new() { ["url"] = "http://127.0.0.1:50001/" };
        (await person.PostAsync(Path, body.With("events", events))).ShouldBeInvalid("events");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("73")]
    [InlineData("1.5")]
    [InlineData("\"24\"")]
    public async Task An_overlap_is_a_whole_number_of_hours_up_to_three_days(string hours)
    {
        using Person person = await app.NewPersonAsync();
        string id = (await person.CreateEndpointAsync()).Text("endpoint.id");
        (await person.PostAsync($"{Path}/{id}/rotate-secret", new JsonObject().With("overlap_hours", hours)))
            .ShouldBeInvalid("overlap_hours");
    }
}
