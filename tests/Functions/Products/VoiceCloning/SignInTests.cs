using System.Net;
using Understudy.Functions.Tests.Products.VideoSystem;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.VoiceCloning;

/// <summary>Signing in and out. VoiceCloning, Authentication.</summary>
public sealed class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Whoever_registers_logs_in_and_gets_an_hour()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        (await app.RegisterAsync(email)).Status.ShouldBe(HttpStatusCode.Created);
        Answer tokens = await app.LoginAsync(email);
        tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.ToString());
        ContractExample.Parse("""{"access_token":"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9...","token_type":"bearer","expires_in":3600}""")
            .ShouldMatch(tokens, added: ["refresh_token"]);
        tokens.Text("token_type").ShouldBe("bearer");
        tokens.Number("expires_in").ShouldBe(3600);
        (await ProfilesAsync(tokens)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RegisterAsync(email)).ShouldFail(HttpStatusCode.Conflict, "email_taken");
    }

    [Fact]
    public async Task An_account_of_another_password_product_logs_in_too()
    {
        using Person creator = await Creator.NewAsync(app);
        (await app.LoginAsync(creator.Email, Creator.Password)).Status.ShouldBe(HttpStatusCode.OK);
        // A token of one product is none in another.
        (await app.AskAsync(HttpMethod.Get, "/voices/profiles", creator.Token))
            .ShouldFail(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_answered_alike()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        await app.RegisterAsync(email);
        Answer wrong = await app.LoginAsync(email, "password124");
        wrong.ShouldFail(HttpStatusCode.Unauthorized, "unauthorized");
        (await app.LoginAsync("nobody@example.com")).Body!.ToJsonString().ShouldBe(wrong.Body!.ToJsonString());
        (await app.LoginAsync("nobody")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "email");
        (await app.RegisterAsync("nobody", "short")).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "email", "password");
        foreach (string path in new[] { "/auth/login", "/auth/register" })
            (await app.AskAsync(HttpMethod.Post, path)).ShouldFail(HttpStatusCode.BadRequest, "validation_error", "body");
    }

    [Fact]
    public async Task A_refresh_token_is_exchanged_and_using_it_later_ends_its_family()
    {
        Answer first = await app.RegisterAsync($"{Guid.NewGuid():N}@example.com");
        Answer second = await app.RefreshAsync(first.Text("refresh_token"));
        second.Status.ShouldBe(HttpStatusCode.OK, second.ToString());
        second.Number("expires_in").ShouldBe(3600);
        Answer third = await app.RefreshAsync(second.Text("refresh_token"));
        (await ProfilesAsync(third)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(first.Text("refresh_token"))).ShouldFail(HttpStatusCode.Unauthorized, "unauthorized");
        (await app.RefreshAsync(third.Text("refresh_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await ProfilesAsync(third)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.RefreshAsync("made-up")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.AskAsync(HttpMethod.Post, "/auth/refresh")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.RefreshAsync(second.Text("access_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Fifty_refreshes_at_once_are_one_family_and_nobody_is_locked_out()
    {
        Answer first = await app.RegisterAsync($"{Guid.NewGuid():N}@example.com");
        Answer[] all = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => app.RefreshAsync(first.Text("refresh_token"))));
        all.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        string next = all.Select(answer => answer.Text("refresh_token")).Distinct().ShouldHaveSingleItem();
        foreach (Answer answer in all.Take(3)) (await ProfilesAsync(answer)).Status.ShouldBe(HttpStatusCode.OK);
        (await app.RefreshAsync(next)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_out_ends_both_tokens_at_once()
    {
        Answer tokens = await app.RegisterAsync($"{Guid.NewGuid():N}@example.com");
        Answer logout = await app.AskAsync(HttpMethod.Delete, "/auth/logout", tokens.Text("access_token"));
        logout.Status.ShouldBe(HttpStatusCode.OK, logout.ToString());
        logout.Text("message").ShouldNotBeEmpty();
        (await ProfilesAsync(tokens)).ShouldFail(HttpStatusCode.Unauthorized, "unauthorized");
        (await app.RefreshAsync(tokens.Text("refresh_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_access_token_counts_for_an_hour()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(_ => { });
        Answer tokens = await own.App.RegisterAsync("a@example.com");
        own.App.Time.Advance(TimeSpan.FromMinutes(59));
        (await own.App.AskAsync(HttpMethod.Get, "/voices/profiles", tokens.Text("access_token"))).Status.ShouldBe(HttpStatusCode.OK);
        own.App.Time.Advance(TimeSpan.FromMinutes(10));
        (await own.App.AskAsync(HttpMethod.Get, "/voices/profiles", tokens.Text("access_token")))
            .ShouldFail(HttpStatusCode.Unauthorized, "unauthorized");
        (await own.App.RefreshAsync(tokens.Text("refresh_token"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private Task<Answer> ProfilesAsync(Answer tokens) =>
        app.AskAsync(HttpMethod.Get, "/voices/profiles", tokens.Text("access_token"));
}
