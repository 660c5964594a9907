using System.Buffers;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Infrastructure.Tests.Mailing;

/// <summary>A message as a server took it.</summary>
/// <param name="From">Whom the envelope says it is from.</param>
/// <param name="To">To whom the envelope says.</param>
/// <param name="User">As whom the client had signed in; null not at all.</param>
/// <param name="IsSecure">Whether it came over TLS.</param>
/// <param name="Message">It.</param>
internal sealed record TakenMail(string From, string[] To, string? User, bool IsSecure, MimeMessage Message);

/// <summary>Other people's mail server, on this machine.</summary>
internal sealed class MailServer : IDisposable
{
    public const string User = "the user";
    public const string Refused = "refused@example.com";

    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly Channel<TakenMail> _taken = Channel.CreateUnbounded<TakenMail>();
    private readonly CancellationTokenSource _ending = new();
    private readonly SmtpServer.SmtpServer _server;
    private readonly Task _running;
    private readonly int _port;

    private MailServer(ServerTls tls, ServerAuth auth)
    {
        // The library's own provider knows no server without users.
        ServiceCollection parts = [];
        parts.AddSingleton<IMessageStore>(new Store(_taken.Writer));
        parts.AddSingleton<IMailboxFilter>(new DelegatingMailboxFilter((IMailbox to, IMailbox _) => to.AsAddress() != Refused));
        if (auth != ServerAuth.None)
            parts.AddSingleton<IUserAuthenticator>(
                new DelegatingUserAuthenticator((user, password) => user == User && password == Password));
        EndpointListenerFactory listeners = new();
        int bound = 0;
        listeners.EndpointStarted += (_, started) => bound = ((IPEndPoint)started.LocalEndPoint).Port;
        parts.AddSingleton<IEndpointListenerFactory>(listeners);
        _server = new SmtpServer.SmtpServer(
            new SmtpServerOptionsBuilder()
                .ServerName("localhost")
                .MaxAuthenticationAttempts(1)
                .Endpoint(endpoint =>
                {
                    endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0))
                        .IsSecure(tls == ServerTls.Implicit)
                        .AuthenticationRequired(auth == ServerAuth.Required)
                        .AllowUnsecureAuthentication(tls == ServerTls.None);
                    if (tls != ServerTls.None) endpoint.Certificate(_certificate);
                })
                .Build(),
            parts.BuildServiceProvider());
        _running = _server.StartAsync(_ending.Token);
        _port = bound;
    }

    public static string Password { get; } = Guid.NewGuid().ToString();

    public static MailServer Start(ServerTls tls = ServerTls.None, ServerAuth auth = ServerAuth.None) => new(tls, auth);

    public static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    /// <summary>A mailer for it that insists on TLS and trusts it.</summary>
    public SmtpOptions Options(NetworkCredential? credentials = null, bool isTlsRequired = true, bool isTlsImplicit = false) =>
        new("localhost", _port, new MailAddress("understudy@example.com", "代役 Understudy"))
        {
            Credentials = credentials,
            IsTlsRequired = isTlsRequired,
            IsTlsImplicit = isTlsImplicit,
            Trust = (_, presented, _, _) => presented?.GetCertHashString() == _certificate.GetCertHashString(),
        };

    /// <summary>What the server took, one after the other.</summary>
    public async Task<TakenMail> ReceiveAsync() => await _taken.Reader.ReadAsync();

    /// <summary>Everything that it took and that was not received yet; it takes nothing more.</summary>
    public async Task<TakenMail[]> EndAsync()
    {
        _server.Shutdown();
        await _running;
        _taken.Writer.TryComplete();
        return await _taken.Reader.ReadAllAsync().ToArrayAsync();
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _certificate.Dispose();
    }

    // Not the server itself: the library disposes of the store after each message.
    private sealed class Store(ChannelWriter<TakenMail> taken) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using MemoryStream bytes = new(buffer.ToArray());
            taken.TryWrite(new TakenMail(
                transaction.From.AsAddress(),
                [.. transaction.To.Select(to => to.AsAddress())],
                context.Authentication.IsAuthenticated ? context.Authentication.User : null,
                context.Pipe.IsSecure,
                await MimeMessage.LoadAsync(bytes, cancellationToken)));
            return SmtpResponse.Ok;
        }
    }
}

/// <summary>When a server speaks TLS.</summary>
public enum ServerTls
{
    None,
    StartTls,
    Implicit,
}

/// <summary>Whether one may or must sign in to a server.</summary>
public enum ServerAuth
{
    None,
    Optional,
    Required,
}
