using Microsoft.IdentityModel.Tokens;
using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Tokens;

namespace Understudy.Infrastructure.Tests.Firebase;

/// <summary>Keys are read from certificates, and kept for as long as Google says.</summary>
public sealed class FirebaseKeysTests : FirebaseTest
{
    [Fact]
    public async Task A_certificates_key_verifies_what_it_signed()
    {
        string token = Firebase.Token("uid", "ann@example.com");
        SignedTokens signed = new(SecurityAlgorithms.RsaSha256);
        (await signed.IsSignedAsync(token, await FindAsync())).ShouldBeTrue();
        (await signed.IsSignedAsync(token, [])).ShouldBeFalse();
        string before = Firebase.Key.KeyId;
        Firebase.RotateKey();
        (await signed.IsSignedAsync(Firebase.Token("uid", "ann@example.com"), await FindAsync(before))).ShouldBeFalse();
    }

    [Fact]
    public async Task Certificates_are_read_again_when_their_time_is_over_and_not_before()
    {
        (await FindAsync()).ShouldHaveSingleItem();
        Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldHaveSingleItem();
        Firebase.KeyReads.ShouldBe(1);
        string before = Firebase.Key.KeyId;
        Firebase.RotateKey(keepEarlier: false);

        Clock.Advance(TimeSpan.FromSeconds(1));

        (await FindAsync(before)).ShouldBeEmpty("it was withdrawn");
        (await FindAsync()).ShouldHaveSingleItem();
        Firebase.KeyReads.ShouldBe(2);
    }

    [Theory]
    [InlineData("public, max-age=1000", "400", 600)]
    [InlineData("max-age=1000", null, 1000)]
    [InlineData("max-age=0", null, 300)]
    [InlineData("no-store", null, 300)]
    [InlineData(null, null, 300)]
    [InlineData("max-age=99999999", null, 86_400)]
    public async Task They_live_as_long_as_their_answer_says_within_bounds(string? cacheControl, string? age, int seconds)
    {
        Firebase.KeyHeaders.Clear();
        if (cacheControl is not null) Firebase.KeyHeaders["Cache-Control"] = cacheControl;
        if (age is not null) Firebase.KeyHeaders["Age"] = age;
        await FindAsync();
        Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await FindAsync();
        Firebase.KeyReads.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await FindAsync();
        Firebase.KeyReads.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_key_is_found_before_the_others_time_is_over()
    {
        string before = Firebase.Key.KeyId;
        await FindAsync();
        Firebase.RotateKey();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await FindAsync()).ShouldHaveSingleItem();
        (await FindAsync(before)).ShouldHaveSingleItem();
        Firebase.KeyReads.ShouldBe(2);
    }

    [Fact]
    public async Task A_storm_of_names_that_somebody_made_up_is_one_question_a_minute()
    {
        await FindAsync();
        for (int minute = 1; minute <= 3; minute++)
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            IReadOnlyList<SecurityKey>[] all = await Task.WhenAll(
                Enumerable.Range(0, 50).Select(i => FindAsync($"made-up-{i}")));
            all.ShouldAllBe(found => found.Count == 0);
            Firebase.KeyReads.ShouldBe(1 + minute);
        }
    }

    [Fact]
    public async Task All_that_come_first_are_answered_by_one_question()
    {
        IReadOnlyList<SecurityKey>[] all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => FindAsync()));
        all.ShouldAllBe(found => found.Count == 1);
        Firebase.KeyReads.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(404, "{}")]
    [InlineData(302, "{}")]
    [InlineData(200, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"kid":7}""")]
    [InlineData(200, """{"kid":"nonsense"}""")]
    [InlineData(200, """{"kid":null}""")]
    [InlineData(200, """{"kid":"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"}""")]
    public async Task Keys_that_cannot_be_read_are_a_fault_and_those_that_are_kept_count_until_their_end(
        int status, string body)
    {
        await FindAsync();
        Firebase.InsteadOfKeys = (status, body);
        Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldHaveSingleItem();
        // It may be a new one: nobody knows.
        await Should.ThrowAsync<IdentityProviderException>(() => FindAsync("another"));
        (await FindAsync()).ShouldHaveSingleItem();

        Clock.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<IdentityProviderException>(() => FindAsync());

        Firebase.InsteadOfKeys = null;
        Clock.Advance(TimeSpan.FromSeconds(5));
        (await FindAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_endpoint_that_fails_is_left_in_peace_for_a_while()
    {
        Firebase.InsteadOfKeys = (503, "{}");
        for (int pause = 1; pause <= 3; pause++)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Should.ThrowAsync<IdentityProviderException>(() => FindAsync())));
            Firebase.KeyReads.ShouldBe(pause);
            Clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    private Task<IReadOnlyList<SecurityKey>> FindAsync(string? keyId = null) =>
        Keys.FindAsync(keyId ?? Firebase.Key.KeyId, default);
}
