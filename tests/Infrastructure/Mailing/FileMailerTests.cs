using System.Net.Mail;
using MimeKit;
using Understudy.Domain.Notifications;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Infrastructure.Tests.Mailing;

public sealed class FileMailerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private FileMailer Mailer =>
        new(Path.Combine(_folder.Path, "mail"), new MailAddress("a@example.com"), new FakeClock());

    private string[] Files => Directory.GetFiles(Path.Combine(_folder.Path, "mail"));

    [Fact]
    public async Task A_message_is_a_file_that_a_mail_program_opens()
    {
        await Mailer.SendAsync(new Mail("export-0190", "b@example.com", "Ihre Daten, geprüft", "Zeile 1\nZeile 2"), default);
        string file = Files.Single();
        Path.GetFileName(file).ShouldStartWith("export-0190.");
        Path.GetExtension(file).ShouldBe(".eml");
        byte[] written = await File.ReadAllBytesAsync(file);
        written.ShouldAllBe(letter => letter < 128);
        using MimeMessage read = await MimeMessage.LoadAsync(new MemoryStream(written));
        read.Subject.ShouldBe("Ihre Daten, geprüft");
        read.TextBody!.ReplaceLineEndings("\n").ShouldBe("Zeile 1\nZeile 2");
        read.Date.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        read.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task The_same_message_sent_again_is_the_same_file()
    {
        Mail mail = new("one", "b@example.com", "One", "1");
        await Mailer.SendAsync(mail, default);
        await Mailer.SendAsync(mail, default);
        Files.Length.ShouldBe(1);
        await Mailer.SendAsync(mail with { Id = "One" }, default);
        await Mailer.SendAsync(mail with { Id = "one " }, default);
        Files.Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("/etc/escaped")]
    [InlineData("a\0b")]
    [InlineData("山")]
    [InlineData("")]
    public async Task No_id_leads_out_of_the_folder(string id)
    {
        await Mailer.SendAsync(new Mail(id + new string('x', 500), "b@example.com", "S", "T"), default);
        Files.Length.ShouldBe(1);
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_written_is_a_failure()
    {
        FileMailer mailer = Mailer;
        Directory.Delete(Path.Combine(_folder.Path, "mail"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "mail"), "in the way");
        await Should.ThrowAsync<MailFailedException>(() => mailer.SendAsync(new Mail("a", "b@example.com", "S", "T"), default));
        await Should.ThrowAsync<MailFailedException>(() => mailer.SendAsync(new Mail("a", "b@example.com\n", "S", "T"), default));
    }

    public void Dispose() => _folder.Dispose();
}
