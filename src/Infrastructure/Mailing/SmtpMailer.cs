using System.Net.Sockets;
using System.Security.Authentication;
using Understudy.Domain.Notifications;

namespace Understudy.Infrastructure.Mailing;

/// <summary>
/// Hands messages to a mail server. The framework's own client sends a message even when signing in has failed, and knows
/// no TLS from the start; this one stops wherever a step fails.
/// </summary>
/// <param name="options">The server.</param>
/// <param name="time">The clock.</param>
public sealed class SmtpMailer(SmtpOptions options, TimeProvider time) : IMailer
{
    /// <inheritdoc/>
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        byte[] message = MailMessageFormat.Write(mail, options.From, time.GetUtcNow());
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            await SendAsync(MailMessageFormat.Address(mail.To), message, limit.Token);
        }
        catch (Exception failure) when (failure is IOException or SocketException or AuthenticationException)
        {
            throw new MailFailedException("The connection to the mail server failed.", failure);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MailFailedException("The mail server took too long.", late);
        }
    }

    private async Task SendAsync(string to, byte[] message, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        await client.ConnectAsync(options.Host, options.Port, cancellationToken);
        await using SmtpConnection server = new(client.GetStream());
        if (options.IsTlsImplicit) await server.SecureAsync(options, cancellationToken);
        await server.ExpectAsync("connecting", 220, cancellationToken);
        string[] offers = await server.GreetAsync(options.From.Host, cancellationToken);
        if (options is { IsTlsRequired: true, IsTlsImplicit: false })
        {
            await server.SayAsync("STARTTLS", "STARTTLS", 220, cancellationToken);
            await server.SecureAsync(options, cancellationToken);
            offers = await server.GreetAsync(options.From.Host, cancellationToken);
        }
        if (options.Credentials is { } credentials) await server.SignInAsync(credentials, offers, cancellationToken);
        await server.SayAsync($"MAIL FROM:<{options.From.Address}>", "MAIL", 250, cancellationToken);
        await server.SayAsync($"RCPT TO:<{to}>", "RCPT", 250, cancellationToken);
        await server.SayAsync("DATA", "DATA", 354, cancellationToken);
        await server.DeliverAsync(message, cancellationToken);
        await server.LeaveAsync(cancellationToken);
    }
}
