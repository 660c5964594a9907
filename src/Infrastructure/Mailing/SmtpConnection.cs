using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Text;
using Understudy.Domain.Notifications;

namespace Understudy.Infrastructure.Mailing;

/// <summary>A conversation with a mail server: RFC 5321, with STARTTLS (RFC 3207) and AUTH (RFC 4954).</summary>
internal sealed class SmtpConnection(Stream plain) : IAsyncDisposable
{
    private const int LongestLine = 4096;
    private const int MostLines = 100;
    private const int Done = 250;
    private const int Forwarded = 251;
    private static readonly CultureInfo Numbers = CultureInfo.InvariantCulture;

    private readonly byte[] buffer = new byte[LongestLine];
    private Stream stream = plain;
    private int start;
    private int end;

    /// <summary>Turns to TLS, or fails.</summary>
    public async Task SecureAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        // Words that somebody slipped in before TLS must not be taken for words that came through it.
        if (start != end) throw new MailFailedException("The mail server spoke out of turn.");
        SslStream secure = new(stream, leaveInnerStreamOpen: false);
        stream = secure;
        SslClientAuthenticationOptions how = new()
        {
            TargetHost = options.Host,
            RemoteCertificateValidationCallback = options.Trust,
        };
        await secure.AuthenticateAsClientAsync(how, cancellationToken);
    }

    /// <summary>Says hello.</summary>
    /// <returns>What the server offers, one a line, in upper case.</returns>
    public async Task<string[]> GreetAsync(string name, CancellationToken cancellationToken) =>
        [.. (await SayAsync($"EHLO {name}", "EHLO", 250, cancellationToken)).Select(line => line.ToUpperInvariant())];

    /// <summary>Signs in, or fails.</summary>
    public async Task SignInAsync(NetworkCredential credentials, string[] offers, CancellationToken cancellationToken)
    {
        string[] ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH ", StringComparison.Ordinal))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN"))
        {
            string both = Encode($"\0{credentials.UserName}\0{credentials.Password}");
            await SayAsync($"AUTH PLAIN {both}", "AUTH", 235, cancellationToken);
        }
        else if (ways.Contains("LOGIN"))
        {
            await SayAsync("AUTH LOGIN", "AUTH", 334, cancellationToken);
            await SayAsync(Encode(credentials.UserName), "AUTH", 334, cancellationToken);
            await SayAsync(Encode(credentials.Password), "AUTH", 235, cancellationToken);
        }
        else
        {
            throw new MailFailedException("The mail server offers no way to sign in.");
        }
    }

    /// <summary>Says a line and reads the answer.</summary>
    /// <param name="line">It, without its end.</param>
    /// <param name="name">What it is called when it fails: the line itself may be secret.</param>
    /// <param name="expected">The only answer that will do.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The answer's lines without their codes.</returns>
    public async Task<List<string>> SayAsync(string line, string name, int expected, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancellationToken);
        return await ExpectAsync(name, expected, cancellationToken);
    }

    /// <summary>Sends a message and waits until the server has taken it.</summary>
    /// <param name="message">Lines of ASCII that begin with no dot: headers and base64 never do.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task DeliverAsync(byte[] message, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(message, cancellationToken);
        await SayAsync(".", "the message", 250, cancellationToken);
    }

    /// <summary>Says goodbye; the message has been taken, however that goes.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SayAsync("QUIT", "QUIT", 221, cancellationToken);
        }
        catch (Exception late) when (late is IOException or MailFailedException or OperationCanceledException)
        {
            return;
        }
    }

    /// <summary>Reads an answer.</summary>
    /// <exception cref="MailFailedException">It is another than expected.</exception>
    public async Task<List<string>> ExpectAsync(string name, int expected, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (lines.Count < MostLines)
        {
            string line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, Numbers, out int code)) break;
            if (code != expected && !(expected == Done && code == Forwarded))
                throw new MailFailedException($"The mail server answered {name} with {code}.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return lines;
        }
        throw new MailFailedException($"The mail server answered {name} with something else than SMTP.");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.UTF8.GetString(buffer, start, length).TrimEnd('\r');
                start += length + 1;
                return line;
            }
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
            if (end == buffer.Length) throw new MailFailedException("The mail server's answer has no end.");
            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0) throw new IOException("The mail server hung up.");
            end += read;
        }
    }
}
