using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>Stripe.net checks the signatures; what it is given, and what becomes of its verdict, is ours.</summary>
public sealed class StripeSignatureTests
{
    private const string Secret = "the endpoint's secret";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly byte[] Body =
        Encoding.UTF8.GetBytes("""{"id": "evt_1", "name": "山田 太郎", "amount": 5000}""");

    [Fact]
    public void One_good_signature_among_several_is_enough()
    {
        string good = Sign(Body, Secret, Now);
        string other = Sign(Body, "another secret", Now);
        IsValid(Body, $"{At(Now)},v1={good}").ShouldBeTrue();
        IsValid(Body, $"{At(Now)},v1={other},v1={good},v0={other}").ShouldBeTrue();
        IsValid(Body, $"v1={good}, {At(Now)}, v9=of the future").ShouldBeTrue();
        IsValid(Body, $"{At(Now)},v1={other},v1={other}").ShouldBeFalse();
    }

    [Fact]
    public void While_the_secret_is_changed_both_count()
    {
        string[] secrets = ["the next secret", Secret];
        foreach (string secret in secrets)
        {
            string header = $"{At(Now)},v1={Sign(Body, secret, Now)}";
            StripeEvents.Read(Body, header, secrets, null, Now).ShouldNotBeNull();
            StripeEvents.Read(Body, header, ["the one after"], null, Now).ShouldBeNull();
            StripeEvents.Read(Body, header, [], null, Now).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_signature_counts_for_five_minutes_either_way(int seconds, bool accepted)
    {
        DateTimeOffset at = Now.AddSeconds(seconds);
        IsValid(Body, $"{At(at)},v1={Sign(Body, Secret, at)}").ShouldBe(accepted);
    }

    [Fact]
    public void An_old_signature_gets_no_younger_by_another_time()
    {
        DateTimeOffset then = Now.AddMinutes(-6);
        string old = Sign(Body, Secret, then);
        IsValid(Body, $"{At(Now)},v1={old}").ShouldBeFalse();
        IsValid(Body, $"{At(then)},{At(Now)},v1={old}").ShouldBeFalse();
        IsValid(Body, $"{At(Now)},{At(then)},v1={old}").ShouldBeFalse();
    }

    [Fact]
    public void A_body_that_was_changed_or_written_in_another_way_is_refused()
    {
        string header = $"{At(Now)},v1={Sign(Body, Secret, Now)}";
        string text = Encoding.UTF8.GetString(Body);
        byte[] reserialized = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(Body));
        byte[] escaped = Encoding.UTF8.GetBytes(text.Replace("山", "\\u5c71"));
        byte[] richer = Encoding.UTF8.GetBytes(text.Replace("5000", "50000"));
        foreach (byte[] other in (byte[][])[reserialized, escaped, richer, [.. Body, (byte)'\n'], [0xEF, 0xBB, 0xBF, .. Body], []])
            IsValid(other, header).ShouldBeFalse();
        for (int at = 0; at < Body.Length; at++)
        {
            byte[] flipped = [.. Body];
            flipped[at] ^= 1;
            IsValid(flipped, header).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_byte_order_mark_is_part_of_what_is_signed_and_other_bytes_than_UTF_8_are_refused()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Body];
        IsValid(marked, $"{At(Now)},v1={Sign(marked, Secret, Now)}").ShouldBeTrue();
        byte[] replaced = "\uFFFD"u8.ToArray();
        IsValid(replaced, $"{At(Now)},v1={Sign(replaced, Secret, Now)}").ShouldBeTrue();
        IsValid([0xFF], $"{At(Now)},v1={Sign(replaced, Secret, Now)}").ShouldBeFalse();
    }

    [Fact]
    public void A_malformed_header_is_refused_and_breaks_nothing()
    {
        string good = Sign(Body, Secret, Now);
        string[] malformed =
        [
            "", ",", "=", "t", "t=", "v1=", At(Now), $"v1={good}", $"t=,v1={good}", $"t=-1,v1={good}", $"t=soon,v1={good}",
            $"t=99999999999999999999999,v1={good}", $"{At(Now)}.0,v1={good}", $"{At(Now)},v1={good[..62]}",
            $"{At(Now)},v1={good}00", $"{At(Now)},v1={new string('z', 64)}", $"{At(Now)},v0={good}", $"{At(Now)},={good}",
            $"t=soon,v1={Sign(Body, Secret, "soon")}", $"t=99999999999,v1={Sign(Body, Secret, "99999999999")}",
        ];
        foreach (string? text in (string?[])[null, .. malformed]) IsValid(Body, text).ShouldBeFalse(text);
    }

    [Fact]
    public void With_an_empty_secret_nobody_can_sign() => StripeEvents.Read(
        Body, $"{At(Now)},v1={Sign(Body, "", Now)}", [""], null, Now).ShouldBeNull();

    private static bool IsValid(byte[] body, string? header) =>
        StripeEvents.Read(body, header, [Secret], isLive: null, Now) is not null;

    private static string At(DateTimeOffset time) => $"t={time.ToUnixTimeSeconds()}";

    private static string Sign(byte[] body, string secret, DateTimeOffset at) => Sign(body, secret, $"{at.ToUnixTimeSeconds()}");

    // As Stripe describes it, with nothing of Stripe.net.
    private static string Sign(byte[] body, string secret, string time) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]));
}
