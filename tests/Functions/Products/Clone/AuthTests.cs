using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.Products.Clone;

/// <summary>Which tokens count.</summary>
public sealed class AuthTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Issuer = "urn:understudy:development";
    private const string Audience = "understudy-development";
    private const string Login = "/api/v1/auth/login";

    private SigningKeys Keys => app.Services.GetRequiredService<SigningKeys>();

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Token abc")]
    public async Task What_is_no_token_does_not_count(string authorization) =>
        (await SendAsync("POST", Login, authorization)).ShouldBeError(HttpStatusCode.Unauthorized, "UNAUTHORIZED");

    [Fact]
    public async Task A_good_token_without_the_word_bearer_does_not_count()
    {
        string token = Mint();
        (await SendAsync("POST", Login, token)).ShouldBeError(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await SendAsync("POST", Login, $"Bearer {token}")).Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync("POST", Login, $"bearer {token}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_is_far_too_long_does_not_count() =>
        await ShouldNotCountAsync(Mint(claims => claims["padding"] = new string('x', 9000)));

    [Fact]
    public async Task A_token_of_another_issuer_does_not_count() =>
        await ShouldNotCountAsync(Mint(issuer: "https://securetoken.google.com/somebody-else"));

    [Fact]
    public async Task A_token_for_another_audience_does_not_count() =>
        await ShouldNotCountAsync(Mint(audience: "somebody-else"));

    [Fact]
    public async Task A_token_that_begins_later_does_not_count() =>
        await ShouldNotCountAsync(Mint(from: TimeSpan.FromMinutes(10)));

    [Fact]
    public async Task A_token_of_a_sign_in_that_is_yet_to_come_does_not_count() => await ShouldNotCountAsync(
        Mint(claims => claims["auth_time"] = app.Time.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds()));

    [Theory]
    [InlineData("sub")]
    [InlineData("email")]
    [InlineData("auth_time")]
    public async Task A_token_that_lacks_a_claim_does_not_count(string claim) =>
        await ShouldNotCountAsync(Mint(claims => claims.Remove(claim)));

    [Fact]
    public async Task A_token_that_never_expires_does_not_count() =>
        await ShouldNotCountAsync(Mint(lifetime: null));

    [Fact]
    public async Task A_token_counts_for_an_hour_and_no_longer()
    {
        using Person person = await app.NewPersonAsync();
        app.Time.Advance(TimeSpan.FromMinutes(59));
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        (await person.GetAsync("/api/v1/auth/me")).ShouldBeError(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        await person.SignInAgainAsync();
        (await person.GetAsync("/api/v1/auth/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_nobody_signed_does_not_count()
    {
        string[] parts = Mint().Split('.');
        string header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""");
        await ShouldNotCountAsync($"{header}.{parts[1]}.");
        await ShouldNotCountAsync($"{header}.{parts[1]}.{parts[2]}");
        await ShouldNotCountAsync($"{parts[0]}.{parts[1]}.");
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_secret_does_not_count()
    {
        RSAParameters parameters = ((RsaSecurityKey)Keys.PublicKey).Parameters;
        using var rsa = RSA.Create(parameters);
        foreach (string secret in new[] { rsa.ExportSubjectPublicKeyInfoPem(), rsa.ExportRSAPublicKeyPem() })
        {
            SymmetricSecurityKey key = new(Encoding.ASCII.GetBytes(secret)) { KeyId = Keys.PublicKey.KeyId };
            await ShouldNotCountAsync(Mint(credentials: new(key, SecurityAlgorithms.HmacSha256)));
        }
    }

    [Fact]
    public async Task A_token_of_another_key_under_the_right_name_does_not_count()
    {
        using var rsa = RSA.Create(2048);
        RsaSecurityKey key = new(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = Keys.PublicKey.KeyId };
        await ShouldNotCountAsync(Mint(credentials: new(key, SecurityAlgorithms.RsaSha256)));
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256)]
    public async Task A_token_of_another_algorithm_does_not_count(string algorithm) =>
        await ShouldNotCountAsync(Mint(credentials: new(Keys.Credentials.Key, algorithm)));

    [Fact]
    public async Task A_token_that_was_changed_does_not_count()
    {
        string[] parts = Mint().Split('.');
        string payload = Base64UrlEncoder.Decode(parts[1]).Replace("@example.com", "@example.org");
        await ShouldNotCountAsync($"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}");
    }

    [Fact]
    public async Task Another_way_to_sign_in_leads_to_the_account_of_a_verified_address_only()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        string id = (await LoginAsync(email, verified: true)).Text("user.id");
        Answer verified = await LoginAsync(email, verified: true);
        verified.Status.ShouldBe(HttpStatusCode.OK);
        verified.Text("user.id").ShouldBe(id);
        Answer claimed = await LoginAsync(email, verified: false);
        claimed.Status.ShouldBe(HttpStatusCode.Created);
        claimed.Text("user.id").ShouldNotBe(id);
    }

    private Task<Answer> LoginAsync(string email, bool verified) => SendAsync(
        "POST",
        Login,
        "Bearer " + Mint(claims =>
        {
            claims["email"] = email;
            claims["email_verified"] = verified;
        }));

    private async Task ShouldNotCountAsync(string token) =>
        (await SendAsync("POST", Login, $"Bearer {token}")).ShouldBeError(
            HttpStatusCode.Unauthorized, "UNAUTHORIZED");

    private async Task<Answer> SendAsync(string method, string path, string authorization)
    {
        using HttpClient http = app.Anonymous();
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await Answer.OfAsync(await http.SendAsync(request));
    }

    private string Mint(
        Action<Dictionary<string, object>>? change = null,
        string issuer = Issuer,
        string audience = Audience,
        SigningCredentials? credentials = null,
        TimeSpan from = default,
        double? lifetime = 3600)
    {
        DateTime now = app.Time.GetUtcNow().UtcDateTime;
        string uid = Guid.NewGuid().ToString("N");
        Dictionary<string, object> claims = new()
        {
            ["sub"] = uid,
            ["auth_time"] = new DateTimeOffset(now).ToUnixTimeSeconds(),
            ["email"] = $"{uid}@example.com",
            ["email_verified"] = true,
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Claims = claims,
                IssuedAt = now,
                NotBefore = now + from,
                Expires = lifetime is { } seconds ? now + from + TimeSpan.FromSeconds(seconds) : null,
                SigningCredentials = credentials ?? Keys.Credentials,
            });
    }
}
