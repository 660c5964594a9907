using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VideoSystem;

/// <summary>VideoSystem, Response Format and Error Codes: whatever goes wrong has the four members.</summary>
public sealed class ErrorTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("GET", "/nowhere", 404, "REQ_001")]
    [InlineData("GET", "", 404, "REQ_001")]
    [InlineData("DELETE", "/projects", 405, "REQ_002")]
    [InlineData("GET", "/projects/0190a000-0000-7000-8000-000000000000", 404, "PROJ_001")]
    [InlineData("GET", "/projects/nonsense", 404, "PROJ_001")]
    [InlineData("GET", "/generate/status/0190a000-0000-7000-8000-000000000000", 404, "GEN_003")]
    [InlineData("GET", "/generate/clip/0190a000-0000-7000-8000-000000000000", 404, "GEN_003")]
    [InlineData("POST", "/generate/cancel/nonsense", 404, "GEN_003")]
    public async Task What_there_is_not_is_said_in_the_envelope(string method, string path, int status, string code)
    {
        using Person person = await Creator.NewAsync(app);
        (await person.SendAsync(new HttpMethod(method), Creator.Base + path)).ShouldFail((HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Whoever_has_no_token_is_told_so()
    {
        using HttpClient http = app.Anonymous();
        foreach (string path in new[] { "/projects", "/users/profile", "/templates" })
            (await Answer.OfAsync(await http.GetAsync(Creator.Base + path))).ShouldFail(HttpStatusCode.Unauthorized, "AUTH_002");
    }

    [Fact]
    public async Task Bodies_that_cannot_be_read_are_refused_in_the_envelope()
    {
        using Person person = await Creator.NewAsync(app);
        (await person.PostAsync($"{Creator.Base}/projects", new { title = new string('x', 300_000) }))
            .ShouldFail(HttpStatusCode.RequestEntityTooLarge, "REQ_003");
        using ByteArrayContent strange = new(Encoding.UTF8.GetBytes("{}"));
        strange.Headers.ContentEncoding.Add("br");
        (await Answer.OfAsync(await person.Http.PostAsync($"{Creator.Base}/projects", strange)))
            .ShouldFail(HttpStatusCode.UnsupportedMediaType, "REQ_005");
        (await person.PostAsync($"{Creator.Base}/projects", "[]")).ShouldFail(HttpStatusCode.BadRequest, "VAL_001", "body");
    }

    [Fact]
    public async Task A_fault_of_ours_says_nothing_internal()
    {
        FaultyStore? store = null;
        await using AppOfOwn own = await AppOfOwn.StartAsync(
            each => each.AroundStore = inner => store = new FaultyStore(inner));
        using Person person = await Creator.NewAsync(own.App);
        store!.Fails = (_, type) => type == typeof(VideoProject);
        Answer broken = await person.GetAsync($"{Creator.Base}/projects");
        broken.ShouldFail(HttpStatusCode.InternalServerError, "SYS_001");
        broken.Text("error.details.requestId").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_account_that_is_being_deleted_may_do_nothing_until_it_logs_in_again()
    {
        using Person person = await Creator.NewAsync(app);
        AccountDeletion deletion = app.Services.GetRequiredService<AccountDeletion>();
        await deletion.ScheduleAsync(person.Id, default);
        await deletion.MarkAsync(person.Id, default);
        (await person.GetAsync($"{Creator.Base}/projects")).Status.ShouldBeOneOf(
            HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized);
        using HttpClient http = app.Anonymous();
        Answer login = await http.LoginAsync(person.Email, Creator.Password);
        login.Status.ShouldBe(HttpStatusCode.OK);
        using var again = Person.WithSession(app, person.Email, person.Id, login.Text("data.token"));
        (await again.GetAsync($"{Creator.Base}/projects")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
