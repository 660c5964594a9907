using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

/// <summary>Stripe.net checks the signatures; what it is given, and what becomes of its verdict, is ours.</summary>
public sealed class StripeSignatureTests
{
    private const string Secret = "the endpoint's secret";
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly byte[] _body =
        Encoding.UTF8.GetBytes("""{"id": "evt_1", "name": "山田 太郎", "amount": 5000}""");

    [Fact]
    public void One_good_signature_among_several_is_enough()
    {
        string good = Sign(_body, Secret, _now);
        string other = Sign(_body, "another secret", _now);
        IsValid(_body, $"{At(_now)},v1={good}").ShouldBeTrue();
        IsValid(_body, $"{At(_now)},v1={other},v1={good},v0={other}").ShouldBeTrue();
        IsValid(_body, $"v1={good}, {At(_now)}, v9=of the future").ShouldBeTrue();
        IsValid(_body, $"{At(_now)},v1={other},v1={other}").ShouldBeFalse();
    }

    [Fact]
    public void While_the_secret_is_changed_both_count()
    {
        string[] secrets = ["the next secret", Secret];
        foreach (string secret in secrets)
        {
            string header = $"{At(_now)},v1={Sign(_body, secret, _now)}";
            StripeEvents.Read(_body, header, secrets, null, _now).ShouldNotBeNull();
            StripeEvents.Read(_body, header, ["the one after"], null, _now).ShouldBeNull();
            StripeEvents.Read(_body, header, [], null, _now).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_signature_counts_for_five_minutes_either_way(int seconds, bool accepted)
    {
        DateTimeOffset at = _now.AddSeconds(seconds);
        IsValid(_body, $"{At(at)},v1={Sign(_body, Secret, at)}").ShouldBe(accepted);
    }

    [Fact]
    public void An_old_signature_gets_no_younger_by_another_time()
    {
        DateTimeOffset then = _now.AddMinutes(-6);
        string old = Sign(_body, Secret, then);
        IsValid(_body, $"{At(_now)},v1={old}").ShouldBeFalse();
        IsValid(_body, $"{At(then)},{At(_now)},v1={old}").ShouldBeFalse();
        IsValid(_body, $"{At(_now)},{At(then)},v1={old}").ShouldBeFalse();
    }

    [Fact]
    public void A_body_that_was_changed_or_written_in_another_way_is_refused()
    {
        string header = $"{At(_now)},v1={Sign(_body, Secret, _now)}";
        string text = Encoding.UTF8.GetString(_body);
        byte[] reserialized = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(_body));
        byte[] escaped = Encoding.UTF8.GetBytes(text.Replace("山", "\\u5c71"));
        byte[] richer = Encoding.UTF8.GetBytes(text.Replace("5000", "50000"));
        foreach (byte[] other
            in (byte[][])[reserialized, escaped, richer, [.. _body, (byte)'\n'], [0xEF, 0xBB, 0xBF, .. _body], []])
            IsValid(other, header).ShouldBeFalse();
        for (int at = 0; at < _body.Length; at++)
        {
            byte[] flipped = [.. _body];
            flipped[at] ^= 1;
            IsValid(flipped, header).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_byte_order_mark_is_part_of_what_is_signed_and_other_bytes_than_UTF_8_are_refused()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. _body];
        IsValid(marked, $"{At(_now)},v1={Sign(marked, Secret, _now)}").ShouldBeTrue();
        byte[] replaced = "\uFFFD"u8.ToArray();
        IsValid(replaced, $"{At(_now)},v1={Sign(replaced, Secret, _now)}").ShouldBeTrue();
        IsValid([0xFF], $"{At(_now)},v1={Sign(replaced, Secret, _now)}").ShouldBeFalse();
    }

    [Fact]
    public void A_malformed_header_is_refused_and_breaks_nothing()
    {
        string good = Sign(_body, Secret, _now);
        string[] malformed =
        [
            "", ",", "=", "t", "t=", "v1=", At(_now), $"v1={good}", $"t=,v1={good}", $"t=-1,v1={good}",
            $"t=soon,v1={good}",
            $"t=99999999999999999999999,v1={good}", $"{At(_now)}.0,v1={good}", $"{At(_now)},v1={good[..62]}",
            $"{At(_now)},v1={good}00", $"{At(_now)},v1={new string('z', 64)}", $"{At(_now)},v0={good}",
            $"{At(_now)},={good}",
            $"t=soon,v1={Sign(_body, Secret, "soon")}", $"t=99999999999,v1={Sign(_body, Secret, "99999999999")}",
        ];
        foreach (string? text in (string?[])[null, .. malformed]) IsValid(_body, text).ShouldBeFalse(text);
    }

    [Fact]
    public void With_an_empty_secret_nobody_can_sign() => StripeEvents.Read(
        _body, $"{At(_now)},v1={Sign(_body, "", _now)}", [""], null, _now).ShouldBeNull();

    private static bool IsValid(byte[] body, string? header) =>
        StripeEvents.Read(body, header, [Secret], isLive: null, _now) is not null;

    private static string At(DateTimeOffset time) => $"t={time.ToUnixTimeSeconds()}";

    private static string Sign(byte[] body, string secret, DateTimeOffset at) => Sign(body, secret, $"{at.ToUnixTimeSeconds()}");

    // As Stripe describes it, with nothing of Stripe.net.
    private static string Sign(byte[] body, string secret, string time) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{time}."), .. body]));
}
