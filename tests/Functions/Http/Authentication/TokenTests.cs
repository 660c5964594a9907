using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.Http.Authentication;

/// <summary>A token counts to the letter, or it does not: never by halves, and never with a fault of ours.</summary>
public sealed class TokenTests(TestApp app) : IClassFixture<TestApp>
{
    private SigningKeys Keys => app.Services.GetRequiredService<SigningKeys>();

    private long Now => app.Time.GetUtcNow().ToUnixTimeSeconds();

    [Theory]
    [InlineData("exp", "253402300800")]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("exp", "1e300")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "4102444800.5")]
    [InlineData("exp", "\"4102444800\"")]
    [InlineData("exp", "[4102444800]")]
    [InlineData("exp", "null")]
    [InlineData("exp", "true")]
    [InlineData("iat", "253402300800")]
    [InlineData("iat", "-1")]
    [InlineData("iat", "0.5")]
    [InlineData("iat", "null")]
    [InlineData("nbf", "253402300800")]
    [InlineData("nbf", "4102444800")]
    [InlineData("nbf", "-1")]
    [InlineData("nbf", "\"0\"")]
    [InlineData("nbf", "null")]
    [InlineData("auth_time", "1e400")]
    [InlineData("auth_time", "-99999999999999999999")]
    [InlineData("auth_time", "{}")]
    [InlineData("aud", "\"understudy-development/\"")]
    [InlineData("aud", "\"understudy-development \"")]
    [InlineData("aud", "\"UNDERSTUDY-development\"")]
    [InlineData("aud", "[\"understudy-development\"]")]
    [InlineData("aud", "[\"understudy-development\",\"another\"]")]
    [InlineData("aud", "null")]
    [InlineData("iss", "\"urn:understudy:development/\"")]
    [InlineData("iss", "[\"urn:understudy:development\"]")]
    [InlineData("sub", "\"\"")]
    [InlineData("sub", "\" \"")]
    [InlineData("sub", "\"uid \"")]
    [InlineData("sub", "7")]
    [InlineData("sub", "null")]
    [InlineData("sub", "[\"uid\"]")]
    [InlineData("sub", "\"\\ud800\"")]
    [InlineData("email", "\"\"")]
    [InlineData("email", "[\"a@example.com\"]")]
    [InlineData("email", "7")]
    public async Task A_claim_that_is_not_as_it_has_to_be_is_a_401(string claim, string json)
    {
        Dictionary<string, string> claims = Claims();
        claims[claim] = json;
        await ShouldRefuseAsync(Bearer(Sign(Header(), Json(claims))));
    }

    [Fact]
    public async Task A_token_may_say_more_and_count_as_long_as_there_is_time()
    {
        Dictionary<string, string> claims = Claims();
        claims["exp"] = "253402300799";
        claims["nbf"] = $"{Now}";
        claims["more"] = "{\"a\":[1e400]}";
        await ShouldTakeAsync(Bearer(Sign(Header(), Json(claims))));
        await ShouldTakeAsync(("Authorization", $"bearer {Sign(Header(), Json(Claims()))}"));
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("auth_time")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("iss")]
    [InlineData("email")]
    public async Task A_claim_that_is_missing_or_there_twice_is_a_401(string claim)
    {
        Dictionary<string, string> claims = Claims();
        string twice = Json(claims)[..^1] + $",\"{claim}\":{claims[claim]}}}";
        await ShouldRefuseAsync(Bearer(Sign(Header(), twice)));
        claims.Remove(claim);
        await ShouldRefuseAsync(Bearer(Sign(Header(), Json(claims))));
    }

    [Theory]
    [InlineData("alg", "\"rs256\"")]
    [InlineData("alg", "\"none\"")]
    [InlineData("alg", "\"RS512\"")]
    [InlineData("alg", "[\"RS256\"]")]
    [InlineData("alg", null)]
    [InlineData("kid", null)]
    [InlineData("kid", "7")]
    [InlineData("kid", "\"another\"")]
    [InlineData("kid", "\"../../etc/passwd\"")]
    [InlineData("typ", "\"JWE\"")]
    [InlineData("typ", "7")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("crit", "[]")]
    public async Task A_header_that_is_not_as_it_has_to_be_is_a_401(string member, string? json)
    {
        JsonObject header = JsonNode.Parse(Header())!.AsObject();
        await ShouldRefuseAsync(Bearer(Sign(header.With(member, json), Json(Claims()))));
    }

    [Fact]
    public async Task A_token_has_one_spelling()
    {
        string good = Sign(Header(), Json(Claims()));
        string[] parts = good.Split('.');
        string last = good[..^1] + Alphabet[Alphabet.IndexOf(good[^1], StringComparison.Ordinal) ^ 1];
        string[] others =
        [
            good + "=", good + "==", $"{parts[0]}=.{parts[1]}.{parts[2]}", $"{parts[0]}.{parts[1]}=.{parts[2]}",
            $"{parts[0]} .{parts[1]}.{parts[2]}", $"{parts[0]}.\t{parts[1]}.{parts[2]}", $"{good}.", $"{good}.{parts[2]}",
            $".{good}", $"{good}\u00a0", $"{good},", $"{good} {good}", last,
            Sign(Header(), " ") , Sign("[]", Json(Claims())), Sign(Header(), "null"),
            Sign(Header()[..^1] + ",\"alg\":\"RS256\"}", Json(Claims())),
            good.Replace('-', '+').Replace('_', '/'),
        ];
        foreach (string other in others.Where(other => other != good)) await ShouldRefuseAsync(Bearer(other));
        await ShouldRefuseAsync(Bearer(Sign(Header(), Json(Claims(new string('x', 9000))))));
        await ShouldTakeAsync(Bearer(good));
        foreach (string other in others.Where(other => other != good)) await ShouldRefuseAsync(Bearer(other));
    }

    [Fact]
    public async Task One_header_is_one_token()
    {
        string good = $"Bearer {Sign(Header(), Json(Claims()))}";
        await ShouldTakeAsync(("Authorization", good));
        await ShouldRefuseAsync(("Authorization", good), ("Authorization", good));
        await ShouldRefuseAsync(("Authorization", good), ("Authorization", "Bearer x"));
        await ShouldRefuseAsync(("Authorization", "Bearer x"), ("Authorization", good));
        await ShouldRefuseAsync(("Authorization", $"{good}, {good}"));
    }

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private string Header() => $$"""{"alg":"RS256","kid":"{{Keys.PublicKey.KeyId}}","typ":"JWT"}""";

    private Dictionary<string, string> Claims(string name = "Ann") => new()
    {
        ["iss"] = "\"urn:understudy:development\"",
        ["aud"] = "\"understudy-development\"",
        ["sub"] = "\"uid\"",
        ["email"] = "\"ann@example.com\"",
        ["name"] = $"\"{name}\"",
        ["exp"] = $"{Now + 3600}",
        ["iat"] = $"{Now}",
        ["auth_time"] = $"{Now}",
    };

    private static string Json(Dictionary<string, string> claims) =>
        $"{{{string.Join(',', claims.Select(claim => $"\"{claim.Key}\":{claim.Value}"))}}}";

    private string Sign(string header, string payload)
    {
        string text = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(payload))}";
        using var rsa = RSA.Create(((RsaSecurityKey)Keys.Credentials.Key).Parameters);
        byte[] signature = rsa.SignData(
            Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{text}.{Encode(signature)}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    // Without an account it would be a 401 as well, so who bears a token that counts signs in.
    private async Task ShouldTakeAsync(params (string Name, string Value)[] headers) =>
        (await StatusAsync(headers)).ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);

    private async Task ShouldRefuseAsync(params (string Name, string Value)[] headers) =>
        (await StatusAsync(headers)).ShouldBe(HttpStatusCode.Unauthorized, headers[^1].Value);

    private async Task<HttpStatusCode> StatusAsync((string Name, string Value)[] headers)
    {
        using HttpClient http = app.Anonymous();
        using HttpResponseMessage response = await http.RequestAsync("POST", "/api/v1/auth/login", body: null, headers);
        return response.StatusCode;
    }
}
