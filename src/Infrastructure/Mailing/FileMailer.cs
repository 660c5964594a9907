using System.Net.Mail;
using MimeKit;
using Understudy.Domain.Notifications;
using Understudy.Infrastructure.Files;
using Understudy.Shared;

namespace Understudy.Infrastructure.Mailing;

/// <summary>
/// Sends nothing: writes each message to a file <c>.eml</c> that any mail program opens. A message that is sent again is
/// the same file.
/// </summary>
/// <param name="folder">Where; it is made when it is missing.</param>
/// <param name="from">The sender.</param>
/// <param name="time">The clock.</param>
public sealed class FileMailer(string folder, MailAddress from, TimeProvider time) : IMailer
{
    private const int LongestName = 60;
    private readonly string _drafts = DraftsIn(folder);

    /// <inheritdoc/>
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using MimeMessage message = MailMessageFormat.Make(mail, from, time.GetUtcNow());
        try
        {
            using PendingFile file = new(_drafts);
            using MemoryStream bytes = new();
            await message.WriteToAsync(MailMessageFormat.Format, bytes, cancellationToken);
            await file.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancellationToken);
            file.Finish();
            file.MoveTo(Path.Combine(folder, Name(mail.Id)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MailFailedException("The mail could not be written.", failure);
        }
    }

    private static string DraftsIn(string folder)
    {
        string drafts = Path.Combine(folder, ".tmp");
        UnusableFile.MakeFolder(folder);
        PendingFile.RemoveLeftovers(drafts);
        UnusableFile.MakeFolder(drafts);
        return drafts;
    }

    // Of the id what a file name can hold, for the eye; the digest tells ids apart.
    private static string Name(string id)
    {
        string readable = string.Concat(id.Take(LongestName).Select(x => char.IsAsciiLetterOrDigit(x) ? x : '-'));
        return $"{readable}.{MailMessageFormat.Digest(id)}.eml";
    }
}
