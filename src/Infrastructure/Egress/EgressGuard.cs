using System.Net;
using System.Net.Sockets;

namespace Understudy.Infrastructure.Egress;

/// <summary>Finds the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// The only way out to addresses that people give. What counts is the address that a host leads to, not how it is
/// written; the connection goes to the very address that was judged, and to nowhere else: no redirect, no proxy, no
/// second look-up.
/// </summary>
/// <param name="resolve">Finds the addresses of a host.</param>
/// <param name="allowLoopback">Whether this machine may be called, by plain HTTP too; in development only.</param>
public sealed class EgressGuard(HostResolver resolve, bool allowLoopback)
{
    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan _lookUpTimeout = TimeSpan.FromSeconds(5);

    // What listens there speaks no HTTPS, and is nobody's business outside.
    private static readonly HashSet<int> _closedPorts =
    [
        1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5672, 5900, 5984, 5985, 5986, 6000, 6379, 6443,
        9042, 9092, 9200, 9300, 10250, 10255, 11211, 15672, 27017, 50000, 61616,
    ];

    /// <summary>The longest URL, in characters.</summary>
    public const int MaxUrlLength = 2048;

    /// <summary>A guard that asks the system's resolver.</summary>
    public static EgressGuard WithSystemResolver(bool allowLoopback) => new(Dns.GetHostAddressesAsync, allowLoopback);

    /// <summary>Judges a URL as its owner registers it.</summary>
    /// <returns>Why it may not be called, as a sentence for its owner, or null when it may.</returns>
    public async Task<string?> CheckAsync(Uri url, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_lookUpTimeout);
        try
        {
            await FindAsync(url, patience.Token);
            return null;
        }
        catch (EgressRefusedException refused)
        {
            return refused.Message;
        }
        catch (Exception unknown) when (
            unknown is SocketException ||
            (unknown is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "The host's address could not be found.";
        }
    }

    /// <summary>A handler that guards every connection, and uses none twice: each request is judged.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        ConnectCallback = ConnectAsync,
        ConnectTimeout = _connectTimeout,
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.Zero,
    };

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Uri url = context.InitialRequestMessage.RequestUri ?? throw new EgressRefusedException("There is no URL.");
        // Whatever the request says, the connection is made to this end point's host.
        if (!string.Equals(context.DnsEndPoint.Host, url.IdnHost, StringComparison.OrdinalIgnoreCase) ||
            context.DnsEndPoint.Port != url.Port)
            throw new EgressRefusedException("The connection leads elsewhere than the URL.");
        IPAddress[] addresses = await FindAsync(url, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, url.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> FindAsync(Uri url, CancellationToken cancellationToken)
    {
        Judge(url);
        // Decimal, octal, hexadecimal and full-width forms have become ordinary by now, or are the resolver's matter.
        IPAddress[] addresses = IPAddress.TryParse(url.IdnHost, out IPAddress? literal)
            ? [literal]
            : await resolve(url.IdnHost, cancellationToken);
        if (addresses.Length == 0) throw new EgressRefusedException("The host has no address.");
        if (allowLoopback && addresses.All(PublicAddresses.IsLoopback)) return addresses;
        if (url.Scheme != Uri.UriSchemeHttps) throw new EgressRefusedException("Must be an https URL.");
        // One that is not public is enough: who mixes them is up to something.
        if (!addresses.All(PublicAddresses.Contains))
            throw new EgressRefusedException("The host's address is not a public one.");
        return addresses;
    }

    private void Judge(Uri url)
    {
        if (!url.IsAbsoluteUri || url.OriginalString.Length > MaxUrlLength)
            throw new EgressRefusedException($"Must be an absolute URL of at most {MaxUrlLength} characters.");
        if (url.Scheme != Uri.UriSchemeHttps && !(allowLoopback && url.Scheme == Uri.UriSchemeHttp))
            throw new EgressRefusedException("Must be an https URL.");
        if (url.UserInfo.Length > 0) throw new EgressRefusedException("Must not contain a user name or password.");
        if (url.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
            throw new EgressRefusedException("Must have a host.");
        if ((url.Port != 443 && url.Port < 1024) || _closedPorts.Contains(url.Port))
            throw new EgressRefusedException("Must use port 443, or one from 1024 up that is no other service's.");
    }
}

/// <summary>A URL that people gave leads where the app does not go.</summary>
/// <param name="message">Why, as a sentence for its owner.</param>
public sealed class EgressRefusedException(string message) : Exception(message);
