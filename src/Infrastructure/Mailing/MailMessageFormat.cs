using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using MimeKit;
using Understudy.Domain.Notifications;

namespace Understudy.Infrastructure.Mailing;

/// <summary>
/// Messages as they travel: plain text in UTF-8, all of it written in ASCII, so that no server on the way can spoil it and
/// no text can become a header.
/// </summary>
internal static class MailMessageFormat
{
    /// <summary>How one is written: the same on every system.</summary>
    public static FormatOptions Format { get; } = MakeFormat();

    /// <summary>Makes a message.</summary>
    /// <param name="mail">It.</param>
    /// <param name="from">The sender.</param>
    /// <param name="date">When it is sent.</param>
    /// <exception cref="MailFailedException">
    /// The address is none, or cannot be written in ASCII; or a header is more than one line.
    /// </exception>
    public static MimeMessage Make(Mail mail, MailAddress from, DateTimeOffset date)
    {
        MimeMessage message = new()
        {
            Subject = Line(mail.Subject),
            Date = date.ToUniversalTime(),
            MessageId = $"{Digest(mail.Id)}@{from.Host}",
            Body = new TextPart("plain")
            {
                Text = mail.Text.ReplaceLineEndings("\r\n"),
                ContentTransferEncoding = ContentEncoding.Base64,
            },
        };
        message.From.Add(new MailboxAddress(Line(from.DisplayName), Address(from.Address)));
        message.To.Add(new MailboxAddress("", Address(mail.To)));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>What a message is known by: the same for the same, and nothing else.</summary>
    public static string Digest(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static string Address(string text) =>
        MailAddress.TryCreate(text, out MailAddress? address)
        && address.Address == text
        && text.All(letter => letter is > ' ' and <= '~' and not ('<' or '>' or '"'))
            ? text
            : throw new MailFailedException("This address takes no mail.");

    // A line break is refused, though encoded it could not end the header.
    private static string Line(string text) =>
        text.Any(char.IsControl) ? throw new MailFailedException("A header is one line.") : text;

    private static FormatOptions MakeFormat()
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }
}
