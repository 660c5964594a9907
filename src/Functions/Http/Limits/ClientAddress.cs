using System.Net;
using System.Net.Sockets;

namespace Understudy.Functions.Http.Limits;

/// <summary>Whom a request without a valid token is counted for.</summary>
internal static class ClientAddress
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <summary>
    /// The address of the client, of IPv6 the network: whoever has one address of a /64 has all of them. A header is
    /// believed only as far as the proxies that wrote it: each adds the address that it was called from at the end. Where
    /// it is missing or makes no sense, the connection's own address counts, which all clients of a proxy share.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="trustedProxies">How many proxies of one's own stand before the app.</param>
    public static string Of(HttpContext http, int trustedProxies)
    {
        IPAddress? address = trustedProxies > 0 ? Forwarded(http.Request, trustedProxies) : null;
        address ??= http.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static IPAddress? Forwarded(HttpRequest request, int hop)
    {
        // Several headers are one list.
        string[] hops = request.Headers[ForwardedFor].ToString().Split(',', StringSplitOptions.TrimEntries);
        // Some proxies add the port.
        return hops.Length >= hop && IPEndPoint.TryParse(hops[^hop], out IPEndPoint? client) ? client.Address : null;
    }
}
