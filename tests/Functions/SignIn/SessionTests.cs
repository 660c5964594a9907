using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Sessions, through HTTP: how they go on, and how they end.</summary>
public sealed class SessionTests(TrialApp trial) : IClassFixture<TrialApp>
{
    private readonly string _email = TrialApp.NewEmail();

    [Fact]
    public async Task A_refresh_token_is_exchanged_for_the_next_one()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer second = await trial.RefreshAsync(start.Text("refresh"));
        Answer third = await trial.RefreshAsync(second.Text("refresh"));
        third.Text("refresh").ShouldNotBe(second.Text("refresh"));
        (await trial.GetAsync("/trial/me", third.Text("access"))).Text("id").ShouldBe(start.Text("id"));
    }

    [Fact]
    public async Task A_refresh_token_that_was_exchanged_before_ends_the_session()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer second = await trial.RefreshAsync(start.Text("refresh"));
        Answer third = await trial.RefreshAsync(second.Text("refresh"));
        (await trial.RefreshAsync(start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(third.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/me", third.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_lost_the_answer_gets_it_again()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer lost = await trial.RefreshAsync(start.Text("refresh"));
        Answer again = await trial.RefreshAsync(start.Text("refresh"));
        again.Text("refresh").ShouldBe(lost.Text("refresh"));
        (await trial.RefreshAsync(again.Text("refresh"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_refreshes_at_once_are_one_and_a_retry_locks_nobody_out()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => trial.RefreshAsync(start.Text("refresh"))));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        string next = answers.Select(answer => answer.Text("refresh")).Distinct().ShouldHaveSingleItem();
        (await trial.RefreshAsync(start.Text("refresh"))).Text("refresh").ShouldBe(next);
        (await trial.RefreshAsync(next)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_refresh_token_that_somebody_makes_up_ends_nothing()
    {
        Answer start = await trial.RegisterAsync(_email);
        string[] parts = start.Text("refresh").Split('.');
        string other = new('A', 43);
        foreach (string forged in new[]
        {
            $"{parts[0]}.{parts[1]}.{other}.{parts[3]}", $"{parts[0]}.{parts[1]}.{other}.{other}", "x", "a.b.c.d",
            $"{parts[0]}/.{parts[1]}.{parts[2]}.{parts[3]}", new string('.', 3), start.Text("access"),
        })
            (await trial.RefreshAsync(forged)).Status.ShouldBe(HttpStatusCode.Unauthorized, forged);
        (await trial.RefreshAsync(start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_ends_both_tokens_at_once_and_no_other_session()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer other = await trial.LoginAsync(_email);
        (await trial.GetAsync("/trial/me", start.Text("access"))).Status.ShouldBe(HttpStatusCode.OK);
        (await trial.SendAsync(HttpMethod.Delete, "/trial/session", null, start.Text("access")))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        (await trial.GetAsync("/trial/me", start.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/me", other.Text("access"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deleted_account_has_no_sessions_and_is_restored_by_signing_in()
    {
        Answer start = await trial.RegisterAsync(_email);
        Answer made = await trial.PostAsync("/trial/keys", new { name = "mine" }, start.Text("access"));
        (await trial.SendAsync(HttpMethod.Delete, "/trial/account", null, start.Text("access")))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        (await trial.GetAsync("/trial/me", start.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/either", key: made.Text("key"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

        Answer back = await trial.LoginAsync(_email);
        back["wasDeleted"]!.GetValue<bool>().ShouldBeTrue();
        (await trial.GetAsync("/trial/me", back.Text("access"))).Text("id").ShouldBe(start.Text("id"));
        (await trial.GetAsync("/trial/either", key: made.Text("key"))).Text("id").ShouldBe(start.Text("id"));
    }

    [Fact]
    public async Task A_function_that_says_nothing_is_closed_to_everybody()
    {
        Answer start = await trial.RegisterAsync(_email);
        (await trial.GetAsync("/trial/forgotten", start.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using Person person = await trial.App.NewPersonAsync();
        (await person.GetAsync("/trial/forgotten")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_one_way_is_none_of_another()
    {
        Answer start = await trial.RegisterAsync(_email);
        (await trial.GetAsync("/api/v1/auth/me", start.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        using Person person = await trial.App.NewPersonAsync();
        (await person.GetAsync("/trial/me")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/me", start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task A_token_does_not_choose_how_it_is_verified(string algorithm)
    {
        string[] parts = (await trial.RegisterAsync(_email)).Text("access").Split('.');
        JsonObject header = JsonNode.Parse(Base64UrlEncoder.Decode(parts[0]))!.AsObject();
        header["alg"] = algorithm;
        string head = Base64UrlEncoder.Encode(header.ToJsonString());
        string signature = algorithm == "HS256" ? Mac($"{head}.{parts[1]}") : algorithm == "none" ? "" : parts[2];
        (await trial.GetAsync("/trial/me", $"{head}.{parts[1]}.{signature}")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("sub", "somebody-else")]
    [InlineData("sid", "another")]
    [InlineData("aud", "sora")]
    [InlineData("iss", "https://evil.example")]
    [InlineData("exp", 99999999999L)]
    public async Task A_token_that_was_changed_does_not_count(string claim, object value)
    {
        string[] parts = (await trial.RegisterAsync(_email)).Text("access").Split('.');
        JsonObject body = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!.AsObject();
        body[claim] = JsonValue.Create(value);
        string changed = $"{parts[0]}.{Base64UrlEncoder.Encode(body.ToJsonString())}.{parts[2]}";
        (await trial.GetAsync("/trial/me", changed)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("aud", "sora", 3600)]
    [InlineData("iss", "https://evil.example", 3600)]
    [InlineData("sid", "", 3600)]
    [InlineData("jti", null, 3600)]
    [InlineData(null, null, -1)]
    public async Task A_token_of_our_own_key_counts_only_as_it_was_meant(string? claim, string? value, int seconds)
    {
        Answer start = await trial.RegisterAsync(_email);
        JsonWebToken read = new(start.Text("access"));
        DateTimeOffset now = trial.App.Time.GetUtcNow();
        SigningCredentials credentials =
            await trial.App.Services.GetRequiredService<ISessionKeys>().CredentialsAsync(default);
        string Signed(bool spoiled)
        {
            Dictionary<string, object> claims = new()
            {
                ["iss"] = read.Issuer,
                ["aud"] = read.Audiences.Single(),
                ["sub"] = read.Subject,
                ["sid"] = read.GetClaim("sid").Value,
                ["jti"] = "some-id",
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = now.ToUnixTimeSeconds() + (spoiled ? seconds : 3600),
            };
            if (spoiled && claim is not null)
            {
                if (value is null) claims.Remove(claim);
                else claims[claim] = value;
            }
            return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
            {
                Claims = claims,
                SigningCredentials = credentials,
            });
        }

        (await trial.GetAsync("/trial/me", Signed(spoiled: false))).Status.ShouldBe(HttpStatusCode.OK);
        (await trial.GetAsync("/trial/me", Signed(spoiled: true))).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_of_one_product_goes_on_in_no_other()
    {
        Answer start = await trial.RegisterAsync(_email);
        Sessions sessions = trial.App.Services.GetRequiredService<Sessions>();
        SessionPolicy other = TrialFunctions.Policy with { Product = "other" };
        (await sessions.RefreshAsync(start.Text("refresh"), other, default)).Problem.ShouldBe(new SignInRefused());
        (await trial.RefreshAsync(start.Text("refresh"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string Mac(string text)
    {
        // What is public is no secret: with it an attacker would sign.
        byte[] key = Encoding.UTF8.GetBytes("-----BEGIN PUBLIC KEY-----");
        return Base64UrlEncoder.Encode(System.Security.Cryptography.HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
