using System.Text;
using System.Text.Json;
using Understudy.Infrastructure.Stripe;

namespace Understudy.Infrastructure.Tests.Stripe;

public sealed class StripeSignatureTests
{
    private const string Secret = "the endpoint's secret";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    private static readonly byte[] Body =
        Encoding.UTF8.GetBytes("""{"id": "evt_1", "name": "山田 太郎", "amount": 5000}""");

    [Fact]
    public async Task A_header_that_the_official_library_makes_is_accepted() =>
        IsValid(Body, await OfficialAsync(Secret, Now)).ShouldBeTrue();

    [Fact]
    public async Task The_official_library_accepts_what_we_sign()
    {
        string header = StripeSignature.Sign(Body, Secret, DateTimeOffset.UtcNow);
        (await CheckAsync(Body, header)).ShouldBe("accepted");
        (await CheckAsync([.. Body, (byte)' '], header)).ShouldStartWith("refused: No signatures found matching");
        (await CheckAsync(Body, StripeSignature.Sign(Body, Secret, DateTimeOffset.UtcNow.AddMinutes(-6))))
            .ShouldStartWith("refused: Timestamp outside the tolerance zone");
    }

    [Fact]
    public async Task One_good_signature_among_several_is_enough()
    {
        string good = Signature(await OfficialAsync(Secret, Now));
        string other = Signature(await OfficialAsync("another secret", Now));
        IsValid(Body, $"{At(Now)},v1={other},v1={good}").ShouldBeTrue();
        IsValid(Body, $"{At(Now)},v1={good},v1={other},v0={other}").ShouldBeTrue();
        IsValid(Body, $"v1={good}, {At(Now)}, v9=of the future").ShouldBeTrue();
        IsValid(Body, $"{At(Now)},v1={other},v1={other}").ShouldBeFalse();
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_count()
    {
        string[] secrets = ["the next secret", Secret];
        foreach (string secret in secrets)
        {
            string header = await OfficialAsync(secret, Now);
            StripeSignature.IsValid(Body, header, secrets, Now).ShouldBeTrue();
            StripeSignature.IsValid(Body, header, ["the one after"], Now).ShouldBeFalse();
            StripeSignature.IsValid(Body, header, [], Now).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public async Task A_signature_counts_for_five_minutes_either_way(int seconds, bool accepted) =>
        IsValid(Body, await OfficialAsync(Secret, Now.AddSeconds(seconds))).ShouldBe(accepted);

    [Fact]
    public async Task An_old_signature_gets_no_younger_by_another_time()
    {
        string old = Signature(await OfficialAsync(Secret, Now.AddMinutes(-6)));
        IsValid(Body, $"{At(Now)},v1={old}").ShouldBeFalse();
        IsValid(Body, $"{At(Now.AddMinutes(-6))},{At(Now)},v1={old}").ShouldBeFalse();
        IsValid(Body, $"{At(Now)},{At(Now.AddMinutes(-6))},v1={old}").ShouldBeFalse();
    }

    [Fact]
    public async Task A_body_that_was_changed_or_written_in_another_way_is_refused()
    {
        string header = await OfficialAsync(Secret, Now);
        byte[] reserialized = JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(Body));
        byte[] escaped = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("山", "\\u5c71"));
        byte[] richer = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("5000", "50000"));
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
    public async Task A_signature_of_another_scheme_proves_nothing()
    {
        string good = Signature(await OfficialAsync(Secret, Now));
        foreach (string scheme in (string[])["v0", "v2", "V1", "v1 ", "", "t1"])
            IsValid(Body, $"{At(Now)},{scheme}={good}").ShouldBeFalse(scheme);
    }

    [Fact]
    public async Task A_malformed_header_is_refused_and_breaks_nothing()
    {
        string header = await OfficialAsync(Secret, Now);
        string good = Signature(header);
        string[] malformed =
        [
            "", ",", "=", "t", "t=", "v1=", At(Now), $"v1={good}", $"t=,v1={good}", $"t=-1,v1={good}", $"t=soon,v1={good}",
            $"t=٣,v1={good}", $"t=99999999999999999999999,v1={good}", $"t=999999999999,v1={good}", $"{At(Now)}.0,v1={good}",
            $"{At(Now)},v1={good[..62]}", $"{At(Now)},v1={good}00", $"{At(Now)},v1={new string('z', 64)}",
            $"{At(Now)},{header}", header + "," + new string('v', 5000),
            header + string.Concat(Enumerable.Repeat($",v1={good}", 100)),
        ];
        foreach (string? text in (string?[])[null, .. malformed]) IsValid(Body, text).ShouldBeFalse(text);
    }

    [Fact]
    public async Task What_the_official_library_passes_over_in_a_header_breaks_nothing()
    {
        string now = StripeSignature.Sign(Body, Secret, DateTimeOffset.UtcNow);
        foreach (string header in (string[])[$"{now},", $",{now}", $"{now},nonsense", $"{now},v0=00,v2=11"])
        {
            (await CheckAsync(Body, header)).ShouldBe("accepted", header);
            StripeSignature.IsValid(Body, header, [Secret], DateTimeOffset.UtcNow).ShouldBeTrue(header);
        }
    }

    [Fact]
    public void An_empty_secret_signs_nothing()
    {
        string header = StripeSignature.Sign(Body, Secret, Now);
        Should.Throw<ArgumentException>(() => StripeSignature.Sign(Body, "", Now));
        Should.Throw<ArgumentException>(() => StripeSignature.IsValid(Body, header, [""], Now));
    }

    private static bool IsValid(byte[] body, string? header) => StripeSignature.IsValid(body, header, [Secret], Now);

    private static string At(DateTimeOffset time) => $"t={time.ToUnixTimeSeconds()}";

    private static string Signature(string header) => header.Split(",v1=")[1];

    private static Task<string> OfficialAsync(string secret, DateTimeOffset at) => StripeTool(
        new { action = "sign", body = Convert.ToBase64String(Body), secret, timestamp = at.ToUnixTimeSeconds() });

    private static Task<string> CheckAsync(byte[] body, string header) =>
        StripeTool(new { action = "check", body = Convert.ToBase64String(body), secret = Secret, header });

    private static Task<string> StripeTool(object order) =>
        NodeTool.RunAsync("stripe-signature.cjs", input: JsonSerializer.Serialize(order));
}
