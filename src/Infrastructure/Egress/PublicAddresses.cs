using System.Net;
using System.Net.Sockets;

namespace Understudy.Infrastructure.Egress;

/// <summary>Which addresses are on the open Internet, and lead to nobody's inside.</summary>
internal static class PublicAddresses
{
    // IANA's special-purpose registries, and what clouds answer their own machines at.
    private static readonly IPNetwork[] _inside4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("168.63.129.16/32"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.31.196.0/24"),
        IPNetwork.Parse("192.52.193.0/24"),
        IPNetwork.Parse("192.88.99.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("192.175.48.0/24"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/4"),
        IPNetwork.Parse("240.0.0.0/4"),
    ];

    private static readonly IPNetwork _global6 = IPNetwork.Parse("2000::/3");

    // Within the global range: protocols and Teredo, documentation, 6to4.
    private static readonly IPNetwork[] _inside6 =
    [
        IPNetwork.Parse("2001::/23"),
        IPNetwork.Parse("2001:db8::/32"),
        IPNetwork.Parse("2002::/16"),
        IPNetwork.Parse("2620:4f:8000::/48"),
        IPNetwork.Parse("3fff::/20"),
    ];

    private static readonly IPNetwork _nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is on the open Internet.</summary>
    public static bool Contains(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !_inside4.Any(network => network.Contains(address));
        if (address.IsIPv4MappedToIPv6) return Contains(address.MapToIPv4());
        if (address.ScopeId != 0) return false;
        // A translator's address leads to the IPv4 address within it.
        if (_nat64.Contains(address)) return Contains(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return _global6.Contains(address) && !_inside6.Any(network => network.Contains(address));
    }

    /// <summary>Whether an address is this machine's own, written in whatever way.</summary>
    public static bool IsLoopback(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
