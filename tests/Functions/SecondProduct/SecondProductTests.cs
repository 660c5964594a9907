using System.Net;
using System.Text;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>
/// A product that speaks otherwise than the first needs a dialect and its endpoints, and nothing else. That its answers are
/// those of its document is held on their way, and checked by what <c>OpenApi</c> makes of it.
/// </summary>
public sealed class SecondProductTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task It_creates_shows_and_lists_in_its_own_words()
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.PostAsync("/second/v2/notes", new { noteText = "One", starCount = 5, color = "BLUE" });
        created.Status.ShouldBe(HttpStatusCode.Created);
        created.Text("data.noteText").ShouldBe("One");
        await person.PostAsync("/second/v2/notes", new { noteText = "Two", starCount = 0, color = "RED" });
        (await person.GetAsync($"/second/v2/notes/{created.Text("data.id")}")).Text("data.color").ShouldBe("BLUE");

        Answer page = await person.GetAsync("/second/v2/notes?page=2&pageSize=1");
        page.Text("data.notes.0.noteText").ShouldBe("One");
        page.Number("data.pageSize").ShouldBe(1);
        page.Number("data.totalItems").ShouldBe(2);
    }

    [Fact]
    public async Task It_names_every_offending_field_with_its_place_its_fault_and_its_limit()
    {
        using Person person = await app.NewPersonAsync();
        Answer refused = await person.PostAsync(
            "/second/v2/notes", new { noteText = new string('x', 51), starCount = "many", color = "GREEN" });
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Body!["fields"]!.ToJsonString().ShouldBe(
            """[{"loc":"Body.noteText","type":"TooLong","max":50},{"loc":"Body.starCount","type":"NotWhole","max":5},"""
            + """{"loc":"Body.color","type":"NotOneOf","max":null}]""");
        (await person.GetAsync("/second/v2/notes?pageSize=11")).Text("fields.0.loc").ShouldBe("Query.pageSize");
        (await person.PostOnceAsync(" ", "/second/v2/notes", "{}")).Text("fields.0.loc").ShouldBe("Header.Idempotency-Key");
    }

    [Theory]
    [InlineData("GET", "/second/v2/nowhere", 404, "nothing here")]
    [InlineData("GET", "/SECOND/V2/nowhere/at/all", 404, "nothing here")]
    [InlineData("GET", "/second/v2", 404, "nothing here")]
    [InlineData("DELETE", "/second/v2/notes", 405, "not that way")]
    [InlineData("GET", "/second/v2/notes/0190a000-0000-7000-8000-000000000000", 404, "nothing here")]
    public async Task Paths_that_no_function_has_answer_in_its_dialect(string method, string path, int status, string what)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.SendAsync(new HttpMethod(method), path);
        ((int)answer.Status).ShouldBe(status);
        answer.Text("what").ShouldBe(what);
    }

    [Theory]
    [InlineData("/second/v22/notes")]
    [InlineData("/second")]
    [InlineData("/elsewhere")]
    public async Task What_lies_beside_its_base_path_does_not(string path)
    {
        using Person person = await app.NewPersonAsync();
        (await person.GetAsync(path)).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Fact]
    public async Task Whoever_has_not_signed_in_is_told_so_in_its_dialect()
    {
        using HttpClient http = app.Anonymous();
        Answer answer = await Answer.OfAsync(await http.GetAsync("/second/v2/notes"));
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text("what").ShouldBe("not signed in");
        answer.Header("WWW-Authenticate").ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_fault_says_nothing_internal_in_its_dialect()
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await Answer.OfAsync(await person.Http.RequestAsync(
            "GET", "/second/v2/notes/none", null, ("X-Break", "1")));
        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.ToString().ShouldBe("""500 {"ok":false,"what":"our fault","fields":[]}""");
    }

    [Fact]
    public async Task Bodies_that_are_too_large_or_packed_in_a_strange_way_are_refused_in_its_dialect()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync("/second/v2/notes", new { noteText = new string('x', 300_000) })).Text("what")
            .ShouldBe("too large");
        using ByteArrayContent strange = new(Encoding.UTF8.GetBytes("{}"));
        strange.Headers.ContentEncoding.Add("br");
        Answer answer = await Answer.OfAsync(await person.Http.PostAsync("/second/v2/notes", strange));
        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Text("what").ShouldBe("unreadable");
    }

    [Fact]
    public async Task A_request_with_a_key_is_done_once_there_too()
    {
        using Person person = await app.NewPersonAsync();
        string key = $"{Guid.NewGuid()}";
        object note = new { noteText = "Once", starCount = 1, color = "RED" };
        Answer first = await person.PostOnceAsync(key, "/second/v2/notes", note);
        (await person.PostOnceAsync(key, "/second/v2/notes", note)).Body!.ToJsonString()
            .ShouldBe(first.Body!.ToJsonString());
        (await person.PostOnceAsync(key, "/second/v2/notes", new { noteText = "Another", starCount = 1, color = "RED" }))
            .Text("what").ShouldBe("key in use");
        (await person.GetAsync("/second/v2/notes")).Number("data.totalItems").ShouldBe(1);
    }

    [Fact]
    public async Task A_preflight_and_the_options_of_an_address_are_answered_there_too()
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage options = await http.RequestAsync("OPTIONS", "/second/v2/notes");
        options.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        options.Header("Allow").ShouldBe("GET, HEAD, POST, OPTIONS");
    }
}
