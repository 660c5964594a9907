using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Infrastructure.Google;
using Understudy.Tests.Google;

namespace Understudy.Infrastructure.Tests.Google;

/// <summary>Codes are exchanged at Google, and of the answer only what Google has signed for us is believed.</summary>
public sealed class GoogleCodesTests : IAsyncLifetime
{
    private readonly FakeClock _clock = new();
    private GoogleDouble _google = null!;
    private ServiceProvider _services = null!;

    private IGoogleCodes Codes => _services.GetRequiredService<IGoogleCodes>();

    public async Task InitializeAsync()
    {
        _google = await GoogleDouble.StartAsync(_clock);
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddGoogle(Options()).BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _google.DisposeAsync();
    }

    [Fact]
    public async Task A_code_leads_to_a_person_once()
    {
        string code = _google.CodeFor("1", "ann@example.com");
        (await ExchangeAsync(code)).Value.ShouldBe(
            new GoogleIdentity("1", "ann@example.com", "Ann Example", "https://example.com/ann.jpg"));
        (await ExchangeAsync(code)).Problem.ShouldBe(new SignInRefused());
        (await ExchangeAsync("")).Problem.ShouldBe(new SignInRefused());
        (await ExchangeAsync(new string('4', 5000))).Problem.ShouldBe(new SignInRefused());
    }

    [Theory]
    [InlineData(GoogleDouble.Redirect, true)]
    [InlineData(null, true)]
    [InlineData("http://localhost:3000/auth/callback/", false)]
    [InlineData("HTTP://localhost:3000/auth/callback", false)]
    [InlineData("http://localhost:3000/auth/callback?next=evil", false)]
    [InlineData("https://evil.example/auth/callback", false)]
    [InlineData("", false)]
    public async Task Codes_come_back_to_agreed_addresses_only(string? redirect, bool isAgreed)
    {
        Result<GoogleIdentity> result = await ExchangeAsync(_google.CodeFor("1", "ann@example.com"), redirect);
        if (isAgreed) result.Succeeded.ShouldBeTrue();
        else result.Problem.ShouldBe(new RedirectNotAllowed());
    }

    [Theory]
    [InlineData("iss", "https://evil.example")]
    [InlineData("iss", "https://accounts.google.com/")]
    [InlineData("aud", "another-client")]
    [InlineData("azp", "another-client")]
    [InlineData("email_verified", false)]
    [InlineData("email_verified", "true")]
    [InlineData("email_verified", null)]
    [InlineData("email", "nonsense")]
    [InlineData("email", null)]
    [InlineData("sub", "")]
    [InlineData("sub", 7)]
    [InlineData("sub", null)]
    [InlineData("exp", 1)]
    [InlineData("exp", null)]
    [InlineData("iat", 99999999999L)]
    [InlineData("nbf", 99999999999L)]
    public async Task An_id_token_counts_only_as_it_has_to_be(string claim, object? value)
    {
        string code = _google.CodeFor("1", "ann@example.com", claims =>
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        });
        (await ExchangeAsync(code)).Problem.ShouldBe(new SignInRefused());
    }

    [Fact]
    public async Task The_other_name_of_the_issuer_counts_too() => (await ExchangeAsync(
        _google.CodeFor("1", "ann@example.com", claims => claims["iss"] = "accounts.google.com"))).Succeeded.ShouldBeTrue();

    [Fact]
    public async Task A_token_that_google_has_not_signed_counts_nothing()
    {
        RsaSecurityKey own = GoogleDouble.NewKey();
        (await ExchangeAsync(_google.CodeFor("1", "ann@example.com", signedBy: _google.Credentials(own))))
            .Problem.ShouldBe(new SignInRefused());
        own.KeyId = ((RsaSecurityKey)_google.Credentials().Key).KeyId;
        (await ExchangeAsync(_google.CodeFor("1", "ann@example.com", signedBy: _google.Credentials(own))))
            .Problem.ShouldBe(new SignInRefused());
        (await ExchangeAsync(_google.CodeForToken(token => $"{Head("none")}.{token.Split('.')[1]}.")))
            .Problem.ShouldBe(new SignInRefused());
        (await ExchangeAsync(_google.CodeForToken(token => $"{Head("HS256")}.{token.Split('.')[1]}.{token.Split('.')[2]}")))
            .Problem.ShouldBe(new SignInRefused());
    }

    [Fact]
    public async Task Keys_are_kept_as_long_as_google_says_and_new_ones_are_found_before()
    {
        for (int times = 0; times < 3; times++)
            (await ExchangeAsync(_google.CodeFor("1", "ann@example.com"))).Succeeded.ShouldBeTrue();
        _google.KeyReads.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMinutes(2));
        _google.RotateKey();
        (await ExchangeAsync(_google.CodeFor("1", "ann@example.com"))).Succeeded.ShouldBeTrue();
        _google.KeyReads.ShouldBe(2);

        // A name that somebody made up does not send us there each time.
        for (int times = 0; times < 3; times++)
            await ExchangeAsync(_google.CodeFor(
                "1", "ann@example.com", signedBy: _google.Credentials(GoogleDouble.NewKey())));
        _google.KeyReads.ShouldBe(2);

        _clock.Advance(TimeSpan.FromHours(1));
        (await ExchangeAsync(_google.CodeFor("1", "ann@example.com"))).Succeeded.ShouldBeTrue();
        _google.KeyReads.ShouldBe(3);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "<html>")]
    [InlineData(401, """{"error":"invalid_client"}""")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(302, "{}")]
    public async Task An_answer_that_makes_no_sense_is_no_refusal(int status, string body)
    {
        _google.Instead = (status, body);
        await Should.ThrowAsync<IdentityProviderException>(() => ExchangeAsync("4/x"));
    }

    [Fact]
    public async Task Nobody_signs_in_where_it_is_not_set_up()
    {
        await using ServiceProvider services = new ServiceCollection().AddGoogle(null).BuildServiceProvider();
        IGoogleCodes codes = services.GetRequiredService<IGoogleCodes>();
        codes.IsSetUp.ShouldBeFalse();
        (await codes.ExchangeAsync("4/x", null, default)).Problem.ShouldBe(new SignInUnavailable());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://example.com/callback")]
    [InlineData("http://example.com/callback")]
    [InlineData("https://example.com/callback#x")]
    [InlineData("https://a:b@example.com/callback")]
    [InlineData("/callback")]
    public void An_address_that_codes_come_back_to_is_a_safe_one(string redirect) =>
        Should.Throw<ArgumentException>(() => new GoogleOptions("id", "secret", [redirect]));

    private GoogleOptions Options() => new(GoogleDouble.ClientId, GoogleDouble.ClientSecret, [GoogleDouble.Redirect])
    {
        TokenEndpoint = _google.TokenEndpoint,
        KeysEndpoint = _google.KeysEndpoint,
    };

    private string Head(string algorithm) => Base64UrlEncoder.Encode(
        $$"""{"alg":"{{algorithm}}","kid":"{{_google.Credentials().Key.KeyId}}","typ":"JWT"}""");

    private Task<Result<GoogleIdentity>> ExchangeAsync(string code, string? redirect = GoogleDouble.Redirect) =>
        Codes.ExchangeAsync(code, redirect, default);
}
