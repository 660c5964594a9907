using System.Net;
using Understudy.Functions.Tests.SignIn;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>Signing in, and API keys. Sora §1.</summary>
public sealed class SignInTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Base = SoraPeople.Base;

    [Fact]
    public async Task Whoever_signs_in_gets_tokens_and_a_hundred_credits_once()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        Answer first = await SendAsync(HttpMethod.Post, $"/auth/test/login?email={email}");
        first.Status.ShouldBe(HttpStatusCode.OK);
        first.Text("token_type").ShouldBe("bearer");
        first.Number("expires_in").ShouldBe(86_400);
        Answer me = await SendAsync(HttpMethod.Get, "/auth/me", first.Text("access_token"));
        me.Text("email").ShouldBe(email);
        me.Text("username").ShouldNotBeEmpty();
        me.Number("credits").ShouldBe(100);
        me["is_verified"]!.GetValue<bool>().ShouldBeTrue();

        Answer again = await SendAsync(HttpMethod.Post, $"/auth/test/login?email={email}");
        (await SendAsync(HttpMethod.Get, "/auth/me", again.Text("access_token"))).Body!.ToJsonString()
            .ShouldBe(me.Body!.ToJsonString());
    }

    [Fact]
    public async Task An_account_of_another_product_is_the_same_one_and_gets_its_credits_here()
    {
        using Person clone = await app.NewPersonAsync();
        Answer tokens = await SendAsync(HttpMethod.Post, $"/auth/test/login?email={clone.Email}");
        Answer me = await SendAsync(HttpMethod.Get, "/auth/me", tokens.Text("access_token"));
        me.Text("id").ShouldBe(clone.Id);
        me.Number("credits").ShouldBe(100);
    }

    [Fact]
    public async Task A_refresh_token_is_exchanged_and_using_it_again_ends_its_family()
    {
        Answer first = await SendAsync(HttpMethod.Post, "/auth/test/login");
        Answer second = await RefreshAsync(first.Text("refresh_token"));
        second.Status.ShouldBe(HttpStatusCode.OK, second.ToString());
        (await SendAsync(HttpMethod.Get, "/auth/me", second.Text("access_token"))).Status.ShouldBe(HttpStatusCode.OK);

        (await RefreshAsync(first.Text("refresh_token"))).ShouldBeDetail(HttpStatusCode.Unauthorized, "Invalid refresh token");
        (await RefreshAsync(second.Text("refresh_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(HttpMethod.Get, "/auth/me", second.Text("access_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync("made-up")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(HttpMethod.Post, "/auth/refresh", body: new { })).ShouldBlame("body", "refresh_token");
    }

    [Fact]
    public async Task Logging_out_ends_both_tokens_at_once()
    {
        Answer tokens = await SendAsync(HttpMethod.Post, "/auth/test/login");
        Answer logout = await SendAsync(HttpMethod.Post, "/auth/logout", tokens.Text("access_token"));
        logout.Text("message").ShouldBe("Successfully logged out");
        (await SendAsync(HttpMethod.Get, "/auth/me", tokens.Text("access_token")))
            .ShouldBeDetail(HttpStatusCode.Unauthorized, "Not authenticated");
        (await RefreshAsync(tokens.Text("refresh_token"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("a%20b@example.com")]
    public async Task What_is_no_address_signs_nobody_in(string email) =>
        (await SendAsync(HttpMethod.Post, $"/auth/test/login?email={email}")).ShouldBlame("query", "email");

    [Fact]
    public async Task Outside_of_development_nobody_is_simply_believed()
    {
        FirebaseApp production = new();
        await production.InitializeAsync();
        try
        {
            using HttpClient http = production.App.Anonymous();
            (await Answer.OfAsync(await http.PostAsync($"{Base}/auth/test/login?email=nonsense", null)))
                .ShouldBeDetail(HttpStatusCode.Forbidden, "Not available in production");
        }
        finally
        {
            await production.DisposeAsync();
        }
    }

    [Fact]
    public async Task Googles_code_signs_in_and_a_wrong_one_does_not()
    {
        TestApp own = new();
        await using GoogleDouble google = await GoogleDouble.StartAsync(own.Time);
        own.Google["ClientId"] = GoogleDouble.ClientId;
        own.Google["ClientSecret"] = GoogleDouble.ClientSecret;
        own.Google["RedirectUris"] = GoogleDouble.Redirect;
        own.Google["TokenEndpoint"] = google.TokenEndpoint.AbsoluteUri;
        own.Google["KeysEndpoint"] = google.KeysEndpoint.AbsoluteUri;
        await own.InitializeAsync();
        try
        {
            using var nobody = Person.WithSession(own, "", "", "none");
            Answer tokens = await nobody.PostAsync(
                $"{Base}/auth/google/login", new { code = google.CodeFor("7", "seven@example.com") });
            tokens.Status.ShouldBe(HttpStatusCode.OK, tokens.ToString());
            tokens.Number("expires_in").ShouldBe(86_400);
            (await nobody.PostAsync($"{Base}/auth/google/login", new { code = "4/made-up" }))
                .ShouldBeDetail(HttpStatusCode.Unauthorized, "Invalid authorization code");
            (await nobody.PostAsync(
                $"{Base}/auth/google/login",
                new { code = google.CodeFor("7", "seven@example.com"), redirect_uri = "https://evil.example" }))
                .ShouldBeDetail(HttpStatusCode.BadRequest);
            (await nobody.PostAsync($"{Base}/auth/google/login", new { })).ShouldBlame("body", "code");
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_key_is_told_once_listed_without_it_and_revoked()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer made = await person.PostAsync($"{Base}/auth/api-keys", new { name = "My script" });
        made.Status.ShouldBe(HttpStatusCode.Created);
        made.Text("name").ShouldBe("My script");
        made.Text("api_key").ShouldStartWith(made.Text("prefix"));
        Answer list = await person.GetAsync($"{Base}/auth/api-keys");
        list["api_keys"]!.AsArray().Count.ShouldBe(2);
        list.Text("api_keys.0.id").ShouldBe(made.Text("id"));
        list.Body!.ToJsonString().ShouldNotContain(made.Text("api_key"));

        (await person.DeleteAsync($"{Base}/auth/api-keys/{made.Text("id")}")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.DeleteAsync($"{Base}/auth/api-keys/{made.Text("id")}")).ShouldBeDetail(HttpStatusCode.NotFound);
        for (int i = 0; i < 9; i++)
            (await person.PostAsync($"{Base}/auth/api-keys")).Status.ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync($"{Base}/auth/api-keys")).ShouldBeDetail(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_answer_with_a_key_is_kept_by_nobody()
    {
        using Person person = await app.NewSoraPersonAsync();
        Answer first = await person.PostOnceAsync("one", $"{Base}/auth/api-keys", new { name = "A" });
        first.Status.ShouldBe(HttpStatusCode.Created);
        (await person.PostOnceAsync("one", $"{Base}/auth/api-keys", new { name = "A" }))
            .ShouldBeDetail(HttpStatusCode.Conflict);
    }

    private Task<Answer> RefreshAsync(string token) =>
        SendAsync(HttpMethod.Post, "/auth/refresh", body: new { refresh_token = token });

    private async Task<Answer> SendAsync(HttpMethod method, string path, string? token = null, object? body = null)
    {
        using var person = Person.WithSession(app, "", "", token ?? "none");
        return await person.SendAsync(method, Base + path, body);
    }
}
