using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Understudy.Functions.Http.Authentication;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Http.Authentication;

/// <summary>
/// Which ID tokens count when Firebase is the identity provider, or its emulator: each rule of
/// https://firebase.google.com/docs/auth/admin/verify-id-tokens, on both sides of each bound, and attacks on them.
/// </summary>
public sealed class FirebaseIssuerTests : IAsyncLifetime
{
    private const int Skew = 30;

    private readonly StillTime _time = new();
    private FirebaseDouble _firebase = null!;

    private TokenIssuer Issuer => new(
        $"https://securetoken.google.com/{FirebaseDouble.ProjectId}",
        FirebaseDouble.ProjectId,
        (keyId, _) => Task.FromResult<IReadOnlyList<SecurityKey>>(
            keyId == _firebase.Key.KeyId ? [Public(_firebase.Key)] : []));

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    public async Task InitializeAsync() => _firebase = await FirebaseDouble.StartAsync(_time);

    public async Task DisposeAsync() => await _firebase.DisposeAsync();

    [Theory]
    [InlineData("exp", -Skew + 1, true)]
    [InlineData("exp", -Skew, false)]
    [InlineData("iat", Skew, true)]
    [InlineData("iat", Skew + 1, false)]
    [InlineData("iat", -86_400, true)]
    [InlineData("auth_time", Skew, true)]
    [InlineData("auth_time", Skew + 1, false)]
    [InlineData("auth_time", -8_640_000, true)]
    [InlineData("nbf", Skew, true)]
    [InlineData("nbf", Skew + 1, false)]
    public async Task Clocks_may_differ_by_half_a_minute(string claim, int seconds, bool counts)
    {
        string token = Token(claims => claims[claim] = Now + seconds);
        (await CountsAsync(token)).ShouldBe(counts);
        (await CountsAsync(Unsigned(token), emulator: true)).ShouldBe(counts);
    }

    [Theory]
    [InlineData("iss", "https://securetoken.google.com/another")]
    [InlineData("iss", "https://securetoken.google.com/understudy-test/")]
    [InlineData("iss", "http://securetoken.google.com/understudy-test")]
    [InlineData("iss", "https://session.firebase.google.com/understudy-test")]
    [InlineData("iss", "https://accounts.google.com")]
    [InlineData("iss", null)]
    [InlineData("aud", "another")]
    [InlineData("aud", "")]
    [InlineData("aud", null)]
    [InlineData("sub", "")]
    [InlineData("sub", null)]
    [InlineData("exp", null)]
    [InlineData("exp", "4102444800")]
    [InlineData("iat", null)]
    [InlineData("auth_time", null)]
    [InlineData("auth_time", -1)]
    [InlineData("email", null)]
    public async Task A_claim_that_is_missing_or_wrong_counts_nothing(string claim, object? value)
    {
        string token = Token(claims =>
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        });
        (await CountsAsync(token)).ShouldBeFalse();
        (await CountsAsync(Unsigned(token), emulator: true)).ShouldBeFalse();
        (await CountsAsync(Token())).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task An_id_has_up_to_128_characters(int length, bool counts)
    {
        string token = Token(claims => claims["sub"] = new string('u', length));
        (await CountsAsync(token)).ShouldBe(counts);
        (await CountsAsync(Unsigned(token), emulator: true)).ShouldBe(counts);
    }

    [Fact]
    public async Task A_token_that_is_not_signed_counts_nothing_unless_it_is_the_emulators()
    {
        string token = Unsigned(Token());
        (await CountsAsync(token)).ShouldBeFalse();
        (await CountsAsync(token, emulator: true)).ShouldBeTrue();
        // With a signature that nobody looks at it is none of the emulator's, and neither is Firebase's own.
        (await CountsAsync($"{token}{Token().Split('.')[2]}", emulator: true)).ShouldBeFalse();
        (await CountsAsync(Token(), emulator: true)).ShouldBeFalse();
        string body = token.Split('.')[1];
        foreach (string head in new[]
        {
            """{"alg":"None","typ":"JWT"}""", """{"alg":"NONE"}""", """{"alg":""}""", """{"typ":"JWT"}""", "[]",
            """{"alg":"none","kid":"a"}""", """{"alg":"none","crit":["exp"]}""", """{"alg":["none"]}""",
            """{"alg":"RS256"}""", """{"alg":"HS256"}""", """{"alg":"none","alg":"none"}""",
        })
        {
            (await CountsAsync($"{Encode(head)}.{body}.", emulator: true)).ShouldBeFalse(head);
            (await CountsAsync($"{Encode(head)}.{body}.")).ShouldBeFalse(head);
        }
    }

    [Fact]
    public async Task A_mac_by_the_public_key_is_no_signature()
    {
        string kid = _firebase.Key.KeyId;
        string text = $"{Encode($$"""{"alg":"HS256","kid":"{{kid}}","typ":"JWT"}""")}.{Token().Split('.')[1]}";
        foreach (byte[] key in new[]
        {
            Encoding.ASCII.GetBytes(_firebase.Key.Rsa.ExportSubjectPublicKeyInfoPem()),
            Encoding.ASCII.GetBytes(_firebase.Key.Rsa.ExportRSAPublicKeyPem()),
            _firebase.Key.Rsa.ExportSubjectPublicKeyInfo(),
            _firebase.Key.Rsa.ExportRSAPublicKey(),
        })
        {
            string token = $"{text}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)))}";
            (await CountsAsync(token)).ShouldBeFalse();
            (await CountsAsync(token, emulator: true)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Only_a_key_that_is_published_under_that_name_signs()
    {
        RsaSecurityKey own = GoogleDouble.NewKey();
        (await CountsAsync(Token(signedBy: own))).ShouldBeFalse();
        own.KeyId = _firebase.Key.KeyId;
        (await CountsAsync(Token(signedBy: own))).ShouldBeFalse();
        RsaSecurityKey renamed = new(_firebase.Key.Rsa) { KeyId = "another" };
        (await CountsAsync(Token(signedBy: renamed))).ShouldBeFalse();
        RsaSecurityKey nameless = new(_firebase.Key.Rsa);
        (await CountsAsync(Token(signedBy: nameless))).ShouldBeFalse();
        foreach (string algorithm in new[]
        {
            SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        })
            (await CountsAsync(Token(signedBy: _firebase.Key, algorithm: algorithm))).ShouldBeFalse(algorithm);
        string[] parts = Token().Split('.');
        string other = Token(claims => claims["sub"] = "another").Split('.')[1];
        (await CountsAsync($"{parts[0]}.{other}.{parts[2]}")).ShouldBeFalse();
        (await CountsAsync($"{parts[0]}.{parts[1]}.")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_names_another_project_asks_nobody_for_keys()
    {
        int asked = 0;
        TokenIssuer issuer = Issuer with
        {
            Keys = (_, _) =>
            {
                asked++;
                return Task.FromResult<IReadOnlyList<SecurityKey>>([]);
            },
        };
        FirebaseTokens tokens = new(issuer, _time);
        await tokens.ValidateAsync(Token(claims => claims["aud"] = "another"), default);
        await tokens.ValidateAsync(Unsigned(Token()), default);
        await tokens.ValidateAsync("nonsense", default);
        asked.ShouldBe(0);
        await tokens.ValidateAsync(Token(), default);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_tells_when_its_bearer_signed_in() =>
        (await new FirebaseTokens(Issuer, _time).ValidateAsync(Token(claims => claims["auth_time"] = Now - 100), default))
            .ShouldNotBeNull().SignedInAt.ToUnixTimeSeconds().ShouldBe(Now - 100);

    private async Task<bool> CountsAsync(string token, bool emulator = false) =>
        await new FirebaseTokens(Issuer with { IsEmulator = emulator }, _time).ValidateAsync(token, default) is not null;

    private string Token(
        Action<Dictionary<string, object>>? change = null,
        RsaSecurityKey? signedBy = null,
        string algorithm = SecurityAlgorithms.RsaSha256) =>
        _firebase.Token("uid", "ann@example.com", change, new SigningCredentials(signedBy ?? _firebase.Key, algorithm));

    private static string Unsigned(string token) => $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static RsaSecurityKey Public(RsaSecurityKey key) =>
        new(key.Rsa.ExportParameters(includePrivateParameters: false)) { KeyId = key.KeyId };

    private sealed class StillTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
