using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Infrastructure.Identity;

namespace Understudy.Infrastructure.Tests;

public sealed class SigningKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_token_signed_with_the_key_is_verified_with_its_public_part()
    {
        var keys = SigningKeys.LoadOrCreate(_folder.Path);
        string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity([new Claim("sub", "someone")]),
            SigningCredentials = keys.Credentials,
        });
        TokenValidationParameters parameters = new()
        {
            IssuerSigningKey = keys.PublicKey,
            ValidateAudience = false,
            ValidateIssuer = false,
        };
        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);
        result.IsValid.ShouldBeTrue();
        new JsonWebToken(token).Kid.ShouldBe(keys.PublicKey.KeyId);
        new JsonWebToken(token).Alg.ShouldBe("RS256");
    }

    [Fact]
    public void The_public_key_has_no_private_part() =>
        ((RsaSecurityKey)SigningKeys.LoadOrCreate(_folder.Path).PublicKey).PrivateKeyStatus
            .ShouldBe(PrivateKeyStatus.DoesNotExist);

    [Fact]
    public void The_key_stays_and_is_its_owners()
    {
        string id = SigningKeys.LoadOrCreate(_folder["keys"]).PublicKey.KeyId;
        SigningKeys.LoadOrCreate(_folder["keys"]).PublicKey.KeyId.ShouldBe(id);
        string file = Directory.EnumerateFiles(_folder["keys"]).ShouldHaveSingleItem();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ReadAllText(file).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
    }

    [Fact]
    public async Task All_that_start_at_once_get_the_same_key()
    {
        string[] ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            Task.Run(() => SigningKeys.LoadOrCreate(_folder.Path).PublicKey.KeyId)));
        ids.Distinct().ShouldHaveSingleItem();
        Directory.EnumerateFiles(_folder.Path).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    public void A_file_that_is_no_key_is_said_so(string content)
    {
        File.WriteAllText(_folder["signing-key.pem"], content);
        Should.Throw<InvalidDataException>(() => SigningKeys.LoadOrCreate(_folder.Path));
    }
}
