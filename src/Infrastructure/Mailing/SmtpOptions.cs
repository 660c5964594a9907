using System.Net;
using System.Net.Mail;
using System.Net.Security;

namespace Understudy.Infrastructure.Mailing;

/// <summary>The mail server that takes messages for delivery.</summary>
/// <param name="host">Its name; the certificate must be for it.</param>
/// <param name="port">465 for TLS from the start; on any other the connection is upgraded with STARTTLS.</param>
/// <param name="from">The sender.</param>
public sealed class SmtpOptions(string host, int port, MailAddress from)
{
    private const int ImplicitTlsPort = 465;

    internal string Host { get; } = host;

    internal int Port { get; } = port;

    internal MailAddress From { get; } = from;

    /// <summary>As whom to sign in; null not to. Nothing is sent when the server does not let it.</summary>
    public NetworkCredential? Credentials { get; init; }

    /// <summary>Whether nothing is said in the clear: so it is, unless the server is on this machine.</summary>
    internal bool IsTlsRequired { get; init; } =
        host != "localhost" && !(IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Whether TLS begins with the connection.</summary>
    internal bool IsTlsImplicit { get; init; } = port == ImplicitTlsPort;

    /// <summary>How long handing over one message may take.</summary>
    internal TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whom to trust; null for whom the system trusts.</summary>
    internal RemoteCertificateValidationCallback? Trust { get; init; }
}
