using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Notifications;

namespace Understudy.Infrastructure.Mailing;

/// <summary>
/// Messages as they travel, RFC 5322: plain text in UTF-8, all of it written in ASCII, so that no server on the way can
/// spoil it and no text can become a header.
/// </summary>
internal static class MailMessageFormat
{
    private const int EncodedLine = 76;

    // An encoded word has at most 75 characters, twelve of them around 60 of base64: 45 bytes.
    private const int WordBytes = 45;

    /// <summary>Writes a message.</summary>
    /// <param name="mail">It.</param>
    /// <param name="from">The sender.</param>
    /// <param name="date">When it is sent.</param>
    /// <exception cref="MailFailedException">The address is none, or cannot be written in ASCII.</exception>
    public static byte[] Write(Mail mail, MailAddress from, DateTimeOffset date)
    {
        string to = Address(mail.To);
        string address = Address(from.Address);
        string sender = from.DisplayName.Length == 0 ? address : $"{Words(from.DisplayName)}\r\n <{address}>";
        string body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Lines(mail.Text)));
        StringBuilder text = new();
        text.Append($"From: {sender}\r\n");
        text.Append($"To: {to}\r\n");
        text.Append($"Subject: {Words(mail.Subject)}\r\n");
        text.Append(CultureInfo.InvariantCulture, $"Date: {date.UtcDateTime:ddd, dd MMM yyyy HH:mm:ss} +0000\r\n");
        text.Append($"Message-ID: <{Digest(mail.Id)}@{from.Host}>\r\n");
        text.Append("MIME-Version: 1.0\r\n");
        text.Append("Content-Type: text/plain; charset=utf-8\r\n");
        text.Append("Content-Transfer-Encoding: base64\r\n");
        text.Append("Auto-Submitted: auto-generated\r\n\r\n");
        for (int at = 0; at < body.Length; at += EncodedLine)
            text.Append(body.AsSpan(at, Math.Min(EncodedLine, body.Length - at))).Append("\r\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The address, once it is sure that it is one and nothing more.</summary>
    /// <exception cref="MailFailedException">It is none, or cannot be written in ASCII.</exception>
    public static string Address(string text) =>
        MailAddress.TryCreate(text, out MailAddress? address)
        && address.Address == text
        && text.All(letter => letter is > ' ' and <= '~' and not ('<' or '>' or '"'))
            ? text
            : throw new MailFailedException("This address takes no mail.");

    /// <summary>What a message is known by: the same for the same, and nothing else.</summary>
    public static string Digest(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));

    private static string Lines(string text) => text.ReplaceLineEndings("\r\n");

    // RFC 2047. A line break is refused, though encoded it could not end the header: a subject is one line.
    private static string Words(string text)
    {
        if (text.Any(char.IsControl)) throw new MailFailedException("A header is one line.");
        List<string> words = [];
        StringBuilder word = new();
        int bytes = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > WordBytes) Flush();
            word.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }
        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (bytes > 0) words.Add($"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=");
            word.Clear();
            bytes = 0;
        }
    }
}
