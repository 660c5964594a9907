using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Understudy.Domain.Notifications;

namespace Understudy.Infrastructure.Mailing;

/// <summary>Hands messages to a mail server. Whatever step fails, nothing is sent.</summary>
/// <param name="options">The server.</param>
/// <param name="time">The clock.</param>
public sealed class SmtpMailer(SmtpOptions options, TimeProvider time) : IMailer
{
    /// <inheritdoc/>
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using MimeMessage message = MailMessageFormat.Make(mail, options.From, time.GetUtcNow());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            await SendAsync(message, limit.Token);
        }
        catch (Exception cause) when (!cancellationToken.IsCancellationRequested && Reason(cause) is not null)
        {
            // The server's own words stay out of it: they may name the recipient, or repeat what was said to it.
            bool isServers =
                cause is SmtpCommandException or AuthenticationException or ServiceNotAuthenticatedException or ProtocolException;
            throw new MailFailedException(Reason(cause)!, isServers ? null : cause);
        }
    }

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using SmtpClient server = new()
        {
            LocalDomain = options.From.Host,
            ServerCertificateValidationCallback = options.Trust,
        };
        SecureSocketOptions security = options switch
        {
            { IsTlsImplicit: true } => SecureSocketOptions.SslOnConnect,
            { IsTlsRequired: true } => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
        await server.ConnectAsync(options.Host, options.Port, security, cancellationToken);
        if (options.Credentials is { } credentials) await server.AuthenticateAsync(credentials, cancellationToken);
        await server.SendAsync(MailMessageFormat.Format, message, cancellationToken);
        // The message has been taken; the client minds no failure from here on.
        await server.DisconnectAsync(quit: true, cancellationToken);
    }

    private static string? Reason(Exception cause) => cause switch
    {
        SmtpCommandException refused => $"The mail server answered with {(int)refused.StatusCode}.",
        AuthenticationException or ServiceNotAuthenticatedException => "The mail server wants another sign-in.",
        NotSupportedException => "The mail server offers no TLS, or no way to sign in.",
        OperationCanceledException => "The mail server took too long.",
        IOException or SocketException or SslHandshakeException or ProtocolException =>
            "The connection to the mail server failed.",
        _ => null,
    };
}
