using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Functions.Http.Authentication;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.Http.Authentication;

/// <summary>How long a token counts that has been found valid before.</summary>
public sealed class FirebaseTokensTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ElasticTime _time = new();
    private readonly LocalIdentityProvider _provider;

    public FirebaseTokensTests() => _provider = new LocalIdentityProvider(SigningKeys.LoadOrCreate(_folder.Path), _time);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_token_that_was_valid_a_moment_ago_still_expires()
    {
        FirebaseTokens tokens = new(_provider.AsIssuer(), _time);
        string token = _provider.Mint("ann@example.com", name: null);
        _time.Advance(LocalIdentityProvider.Lifetime - TimeSpan.FromMinutes(1));
        (await tokens.ValidateAsync(token, default)).ShouldNotBeNull();

        _time.Advance(TimeSpan.FromMinutes(2));

        (await tokens.ValidateAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_of_a_withdrawn_key_stop_counting_within_minutes()
    {
        TokenIssuer issuer = _provider.AsIssuer();
        bool isWithdrawn = false;
        FirebaseTokens tokens = new(
            issuer with { Keys = async (id, token) => isWithdrawn ? [] : await issuer.Keys(id, token) }, _time);
        string token = _provider.Mint("ann@example.com", name: null);
        (await tokens.ValidateAsync(token, default)).ShouldNotBeNull();

        isWithdrawn = true;
        _time.Advance(TimeSpan.FromMinutes(5));

        (await tokens.ValidateAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Tokens_of_a_withdrawn_key_stop_counting_although_the_clock_is_put_back()
    {
        TokenIssuer issuer = _provider.AsIssuer();
        bool isWithdrawn = false;
        FirebaseTokens tokens = new(
            issuer with { Keys = async (id, token) => isWithdrawn ? [] : await issuer.Keys(id, token) }, _time);
        string token = _provider.Mint("ann@example.com", name: null);
        (await tokens.ValidateAsync(token, default)).ShouldNotBeNull();

        isWithdrawn = true;
        _time.Correct(TimeSpan.FromDays(-1));
        _time.Advance(TimeSpan.FromMinutes(5));

        (await tokens.ValidateAsync(token, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Everybody_is_known_by_their_own_token()
    {
        FirebaseTokens tokens = new(_provider.AsIssuer(), _time);
        string ann = _provider.Mint("ann@example.com", name: null);
        string ben = _provider.Mint("ben@example.com", name: null);
        for (int i = 0; i < 2; i++)
        {
            (await tokens.ValidateAsync(ann, default))!.Identity.Email.ShouldBe("ann@example.com");
            (await tokens.ValidateAsync(ben, default))!.Identity.Email.ShouldBe("ben@example.com");
        }
    }

    [Theory]
    [InlineData("iat")]
    [InlineData("auth_time")]
    public async Task A_token_of_the_future_does_not_count(string claim)
    {
        FirebaseTokens tokens = new(_provider.AsIssuer(), _time);
        DateTimeOffset now = _time.GetUtcNow();
        long later = now.AddMinutes(2).ToUnixTimeSeconds();
        Dictionary<string, object> claims = new()
        {
            ["sub"] = "uid",
            ["email"] = "ann@example.com",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["auth_time"] = now.ToUnixTimeSeconds(),
            [claim] = later,
        };
        string token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = LocalIdentityProvider.Issuer,
                Audience = LocalIdentityProvider.Audience,
                Claims = claims,
                Expires = now.UtcDateTime.AddHours(1),
                SigningCredentials = SigningKeys.LoadOrCreate(_folder.Path).Credentials,
            });
        (await tokens.ValidateAsync(token, default)).ShouldBeNull();
        _time.Advance(TimeSpan.FromMinutes(2));
        (await tokens.ValidateAsync(token, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_token_is_remembered_with_the_way_to_its_account()
    {
        FirebaseTokens tokens = new(_provider.AsIssuer(), _time);
        string token = _provider.Mint("ann@example.com", name: null);
        tokens.Remembered(token).ShouldBeNull();
        Bearer bearer = (await tokens.ValidateAsync(token, default)).ShouldNotBeNull();
        tokens.Remembered(token).ShouldBeSameAs(bearer);
        bearer.ClaimId.ShouldBe(Claim.FirebaseUid(bearer.Identity.Uid));
    }
}
