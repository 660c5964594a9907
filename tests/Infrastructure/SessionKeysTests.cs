using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Identity;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Tests;

/// <summary>The keys of access tokens, and how they change.</summary>
public sealed class SessionKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_is_made_once_for_its_owners_eyes_only()
    {
        string id = Load().Credentials().Key.KeyId;
        Load().Credentials().Key.KeyId.ShouldBe(id);
        string file = Directory.GetFiles(_folder.Path).ShouldHaveSingleItem();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Tokens_of_an_older_key_count_as_long_as_they_may_live_and_then_the_key_is_gone()
    {
        SessionKeys keys = Load();
        string token = await SignAsync(keys);
        _clock.Advance(SessionKeys.RotatedAfter + TimeSpan.FromSeconds(1));
        string next = await SignAsync(keys);
        KeyOf(next).ShouldNotBe(KeyOf(token));
        (await CountsAsync(keys, token)).ShouldBeTrue();
        (await CountsAsync(keys, next)).ShouldBeTrue();
        File.ReadAllText(Directory.GetFiles(_folder.Path)[0]).Split("PRIVATE KEY-----").Length.ShouldBe(3, "one is private");

        SessionKeys restarted = Load();
        (await SignAsync(restarted)).Split('.')[0].ShouldBe(next.Split('.')[0]);
        (await CountsAsync(restarted, token)).ShouldBeTrue();
        _clock.Advance(SessionKeys.KeptAfter + TimeSpan.FromSeconds(1));
        (await CountsAsync(restarted, token)).ShouldBeFalse();
        (await CountsAsync(restarted, next)).ShouldBeTrue();
        _clock.Advance(SessionKeys.RotatedAfter);
        await SignAsync(restarted);
        File.ReadAllText(Directory.GetFiles(_folder.Path)[0]).Split("createdAt").Length.ShouldBe(3, "two are kept");
    }

    [Fact]
    public async Task Many_that_find_a_key_old_make_one_new_one()
    {
        SessionKeys keys = Load();
        await SignAsync(keys);
        _clock.Advance(SessionKeys.RotatedAfter + TimeSpan.FromSeconds(1));
        string[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => KeyOf(await SignAsync(keys)))));
        all.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_token_must_not_count_for_longer_than_its_key()
    {
        SessionKeys keys = Load();
        DateTimeOffset now = _clock.GetUtcNow();
        await Should.ThrowAsync<ArgumentException>(() => new AccessTokens(keys, "us").SignAsync(
            new AccessGrant("ann", "session", "token", "trial", now, now + SessionKeys.KeptAfter), default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("[{\"createdAt\":\"2026-01-01T00:00:00Z\",\"pem\":\"nonsense\"}]")]
    public void A_file_that_holds_no_keys_is_not_written_over(string content)
    {
        Load();
        string file = Directory.GetFiles(_folder.Path)[0];
        File.WriteAllText(file, content);
        Should.Throw<InvalidDataException>(() => Load());
        File.ReadAllText(file).ShouldBe(content);
    }

    [Fact]
    public void A_password_is_stored_with_a_salt_and_in_todays_form()
    {
        IdentityPasswordHasher hasher = new(1000);
        string hash = hasher.Hash("correct horse");
        hasher.Hash("correct horse").ShouldNotBe(hash);
        hasher.Verify(hash, "correct horse").ShouldBe(PasswordCheck.Right);
        hasher.Verify(hash, "correct house").ShouldBe(PasswordCheck.Wrong);
        new IdentityPasswordHasher(2000).Verify(hash, "correct horse").ShouldBe(PasswordCheck.RightAndWeak);
    }

    [Fact]
    public void A_secret_has_256_bits_and_no_character_that_has_to_be_escaped()
    {
        SecretFactory secrets = new();
        string[] all = [.. Enumerable.Range(0, 1000).Select(_ => secrets.Next())];
        all.Distinct().Count().ShouldBe(1000);
        all.ShouldAllBe(secret => secret.Length == 43 && Uri.EscapeDataString(secret) == secret);
    }

    private SessionKeys Load() => SessionKeys.LoadOrCreate(_folder.Path, _clock);

    private Task<string> SignAsync(SessionKeys keys)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return new AccessTokens(keys, "us").SignAsync(
            new AccessGrant("ann", "session", "token", "trial", now, now + TimeSpan.FromHours(24)), default);
    }

    private static string KeyOf(string token) => new JsonWebToken(token).Kid;

    private static Task<bool> CountsAsync(SessionKeys keys, string token) =>
        new SignedTokens(SecurityAlgorithms.EcdsaSha256).IsSignedAsync(token, [.. keys.Find(KeyOf(token))]);
}
