using System.Text.Json;
using Understudy.Domain.Common;

namespace Understudy.Domain.Tests.Common;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0e999999999999999999999", 0)]
    [InlineData("12.50e1", 125)]
    [InlineData("-1.0E+3", -1000)]
    [InlineData("9223372036854775807.0", long.MaxValue)]
    [InlineData("-9223372036854775808.0", long.MinValue)]
    [InlineData("922337203685477580.7e1", long.MaxValue)]
    [InlineData("1e-0", 1)]
    [InlineData("1e+00000000000000000000002", 100)]
    [InlineData("9007199254740993.0", 9007199254740993)]
    public void A_whole_number_is_read_exactly_however_it_is_written(string json, long expected)
    {
        Parse(json).TryGetWhole(out long number).ShouldBeTrue();
        number.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("1e-1")]
    [InlineData("1e400")]
    [InlineData("1e999999999999999999999")]
    [InlineData("1e-999999999999999999999")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775808.0")]
    [InlineData("-9223372036854775809.0")]
    [InlineData("9223372036854775807.5")]
    [InlineData("1000.00000000000000000000000000001")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    public void What_is_no_whole_number_of_64_bits_is_none(string json) =>
        Parse(json).TryGetWhole(out _).ShouldBeFalse();

    [Fact]
    public void All_spellings_of_a_number_have_one_in_common_and_no_other_number_has_it()
    {
        string[][] alike =
        [
            ["1000", "1000.0", "1e3", "1E+3", "0.1e4", "10000e-1", "1000.00e0"],
            ["0", "-0", "0.0", "-0.0e5", "0e99999999999999999999"],
            ["-1.5", "-15e-1", "-0.15E1"],
            ["1000.5"], ["100"], ["-1000"], ["1.0000000000000000000000000000000000001"],
            ["1e99999999999999999999"], ["1e99999999999999999998"],
            ["12345678901234567890123"], ["12345678901234567890124"],
        ];
        string[] normal =
        [
            .. alike.Select(group =>
                group.Select(one => JsonText.Normalized(Parse(one))).Distinct().ShouldHaveSingleItem()),
        ];
        normal.Distinct().Count().ShouldBe(alike.Length);
        foreach (string one in normal) Parse(one).ValueKind.ShouldBe(JsonValueKind.Number);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over_once()
    {
        JsonText.WithoutMark("﻿{}"u8.ToArray()).ToArray().ShouldBe("{}"u8.ToArray());
        JsonText.WithoutMark("{}"u8.ToArray()).ToArray().ShouldBe("{}"u8.ToArray());
        JsonText.WithoutMark(new byte[] { 0xEF, 0xBB }).Length.ShouldBe(2);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
