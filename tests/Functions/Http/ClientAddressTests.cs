using System.Net;
using Microsoft.AspNetCore.Http;
using Understudy.Functions.Http.Limits;

namespace Understudy.Functions.Tests.Http;

/// <summary>Whom an anonymous request is counted for.</summary>
public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    [InlineData(null, "unknown")]
    public void The_connection_tells(string? address, string key)
    {
        Of(address, 0).ShouldBe(key);
        Of(address, 0, "198.51.100.1").ShouldBe(key);
    }

    [Theory]
    [InlineData(1, "198.51.100.1", "198.51.100.1")]
    [InlineData(1, "192.0.2.66, 198.51.100.1", "198.51.100.1")]
    [InlineData(2, "192.0.2.66,203.0.113.9 , 198.51.100.1", "203.0.113.9")]
    [InlineData(1, "198.51.100.1:5123", "198.51.100.1")]
    [InlineData(1, "[2001:db8:1:2::1]:5123", "20010DB800010002")]
    [InlineData(1, "2001:db8:1:2::1", "20010DB800010002")]
    public void Behind_proxies_of_ones_own_the_header_is_believed_as_far_as_they_wrote_it(
        int proxies, string header, string key) => Of("10.0.0.1", proxies, header).ShouldBe(key);

    [Fact]
    public void Several_headers_are_one_list() =>
        Of("10.0.0.1", 2, "203.0.113.9", "198.51.100.1").ShouldBe("203.0.113.9");

    [Theory]
    [InlineData(1, "")]
    [InlineData(1, "nonsense")]
    [InlineData(1, "198.51.100.1, ")]
    [InlineData(2, "198.51.100.1")]
    public void Otherwise_all_share_the_proxys_address(int proxies, string header) =>
        Of("10.0.0.1", proxies, header).ShouldBe("10.0.0.1");

    private static string Of(string? connection, int proxies, params string[] forwarded)
    {
        DefaultHttpContext http = new();
        http.Connection.RemoteIpAddress = connection is null ? null : IPAddress.Parse(connection);
        if (forwarded.Length > 0) http.Request.Headers["X-Forwarded-For"] = forwarded;
        return ClientAddress.Of(http, proxies);
    }
}
