using System.Net;
using System.Net.Mail;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;
using Understudy.Domain.Notifications;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Infrastructure.Tests.Mailing;

public sealed class SmtpMailerTests
{
    private const string ConnectionFailed = "The connection to the mail server failed.";
    private const string SignInFailed = "The mail server wants another sign-in.";
    private const string OffersTooLittle = "The mail server offers no TLS, or no way to sign in.";

    private static readonly NetworkCredential _right = new(MailServer.User, MailServer.Password);
    private static readonly Mail _hello =
        new("hello-1", "somebody@example.com", "山田さん、ビデオができました 🎬", "こんにちは。\n.\nさようなら");

    [Theory]
    [InlineData(ServerTls.StartTls, ServerAuth.Required)]
    [InlineData(ServerTls.StartTls, ServerAuth.Optional)]
    [InlineData(ServerTls.Implicit, ServerAuth.Required)]
    public async Task A_message_goes_over_TLS_from_a_user_who_signed_in(ServerTls tls, ServerAuth auth)
    {
        using var server = MailServer.Start(tls, auth);
        await SendAsync(server.Options(_right, isTlsImplicit: tls == ServerTls.Implicit), _hello);
        TakenMail taken = await server.ReceiveAsync();
        taken.IsSecure.ShouldBeTrue();
        taken.User.ShouldBe(MailServer.User);
        taken.From.ShouldBe("understudy@example.com");
        taken.To.ShouldBe(["somebody@example.com"]);
    }

    [Fact]
    public async Task A_message_reads_elsewhere_as_it_was_meant()
    {
        using var server = MailServer.Start();
        SmtpOptions options = server.Options(isTlsRequired: false);
        string subject = string.Concat(Enumerable.Repeat("🎬 long 長い件名", 40));
        await SendAsync(options, _hello);
        await SendAsync(options, _hello with { Subject = subject, Text = new string('.', 5000) });
        MimeMessage first = (await server.ReceiveAsync()).Message;
        first.Subject.ShouldBe(_hello.Subject);
        Text(first).ShouldBe(_hello.Text);
        first.From.Mailboxes.Single().ShouldBe(new MailboxAddress("代役 Understudy", "understudy@example.com"));
        first.To.Mailboxes.Single().Address.ShouldBe("somebody@example.com");
        first.Date.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        MimeMessage second = (await server.ReceiveAsync()).Message;
        second.Subject.ShouldBe(subject);
        Text(second).ShouldBe(new string('.', 5000));
        second.MessageId.ShouldBe(first.MessageId, "the same message sent again is known by its id");
    }

    [Theory]
    [InlineData(ServerAuth.Optional)]
    [InlineData(ServerAuth.Required)]
    public async Task With_a_wrong_password_nothing_is_sent(ServerAuth auth)
    {
        using var server = MailServer.Start(ServerTls.StartTls, auth);
        MailFailedException failure = await FailsAsync(server.Options(new NetworkCredential(MailServer.User, "wrong")));
        failure.Message.ShouldBe(SignInFailed);
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_one_must_sign_in_nothing_is_sent_without()
    {
        using var server = MailServer.Start(ServerTls.StartTls, ServerAuth.Required);
        (await FailsAsync(server.Options())).Message.ShouldBe(SignInFailed);
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ServerTls.StartTls, ServerAuth.None)]
    [InlineData(ServerTls.None, ServerAuth.Optional)]
    public async Task Without_TLS_or_signing_in_nothing_is_sent(ServerTls tls, ServerAuth auth)
    {
        using var server = MailServer.Start(tls, auth);
        (await FailsAsync(server.Options(_right))).Message.ShouldBe(OffersTooLittle);
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ServerTls.StartTls)]
    [InlineData(ServerTls.Implicit)]
    public async Task A_server_that_nobody_vouches_for_gets_nothing(ServerTls tls)
    {
        using var server = MailServer.Start(tls, ServerAuth.Optional);
        SmtpOptions known = server.Options(_right);
        SmtpOptions options = new("localhost", known.Port, known.From)
        {
            Credentials = _right,
            IsTlsRequired = true,
            IsTlsImplicit = tls == ServerTls.Implicit,
        };
        (await FailsAsync(options)).Message.ShouldBe(ConnectionFailed);
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_that_the_server_refuses_is_a_failure_that_names_nobody()
    {
        using var server = MailServer.Start();
        MailFailedException failure = await FailsAsync(
            server.Options(isTlsRequired: false), _hello with { To = MailServer.Refused });
        failure.ToString().ShouldNotContain(MailServer.Refused);
        failure.Message.ShouldBe("The mail server answered with 550.");
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("somebody@example.com\r\nBcc: other@example.com")]
    [InlineData("somebody@example.com>\r\nRCPT TO:<other@example.com")]
    [InlineData("\"some\r\nbody\"@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Somebody <somebody@example.com>")]
    [InlineData("山田@example.com")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task What_is_more_or_less_than_an_address_takes_no_mail(string to)
    {
        using var server = MailServer.Start();
        await FailsAsync(server.Options(isTlsRequired: false), _hello with { To = to });
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Hello\r\nBcc: other@example.com")]
    [InlineData("Hello\nBcc: other@example.com")]
    [InlineData("Hello\0")]
    public async Task A_subject_is_one_line(string subject)
    {
        using var server = MailServer.Start();
        await FailsAsync(server.Options(isTlsRequired: false), _hello with { Subject = subject });
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_text_ends_the_message_early_or_becomes_a_header()
    {
        using var server = MailServer.Start();
        await SendAsync(
            server.Options(isTlsRequired: false), _hello with { Text = "a\r\n.\r\nRSET\r\nBcc: x@example.com" });
        MimeMessage read = (await server.ReceiveAsync()).Message;
        Text(read).ShouldBe("a\n.\nRSET\nBcc: x@example.com");
        read.Headers.Contains(HeaderId.Bcc).ShouldBeFalse();
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "The mail server took too long.")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", ConnectionFailed)]
    [InlineData("554 go away\r\n", "The mail server answered with 554.")]
    [InlineData("220 hi\r\n250 hi\r\n220 go ahead\r\n", OffersTooLittle)]
    public async Task A_server_that_speaks_otherwise_is_a_failure(string said, string why)
    {
        using TcpListener listener = Listen();
        // Only one that says nothing is to be given up.
        Task<MailFailedException> failure = FailsAsync(Options(listener, said.Length == 0 ? TimeSpan.FromSeconds(1) : Limits.Wait));
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said));
        (await failure).Message.ShouldBe(why);
    }

    [Fact]
    public async Task What_was_slipped_in_before_TLS_is_not_taken_for_what_came_through_it()
    {
        using X509Certificate2 certificate = MailServer.SelfSigned();
        using TcpListener listener = Listen();
        Task<MailFailedException> failure = FailsAsync(Options(listener, Limits.Wait, certificate));
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using StreamReader plain = new(client.GetStream());
        await client.GetStream().WriteAsync("220 hi\r\n250-hi\r\n250 STARTTLS\r\n"u8.ToArray());
        (await plain.ReadLineAsync()).ShouldStartWith("EHLO");
        (await plain.ReadLineAsync()).ShouldBe("STARTTLS");
        await client.GetStream().WriteAsync("220 go ahead\r\n250-hi\r\n250 AUTH PLAIN\r\n"u8.ToArray());
        await using SslStream secure = new(client.GetStream());
        await secure.AuthenticateAsServerAsync(certificate);
        using StreamReader words = new(secure);
        (await words.ReadLineAsync()).ShouldStartWith("EHLO");
        await secure.WriteAsync("250 hi\r\n"u8.ToArray());
        (await failure).Message.ShouldBe(OffersTooLittle);
        (await words.ReadToEndAsync()).ShouldNotContain("AUTH");
    }

    [Fact]
    public async Task A_message_that_was_taken_is_sent_however_the_goodbye_goes()
    {
        using TcpListener listener = Listen();
        Task sending =
            SendAsync(new SmtpOptions("localhost", Port(listener), new MailAddress("a@example.com")), _hello);
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using StreamReader words = new(client.GetStream());
        await client.GetStream().WriteAsync("220 hi\r\n"u8.ToArray());
        while (await words.ReadLineAsync() is { } line && line != "QUIT")
        {
            string? answer = line.Split(' ')[0] switch
            {
                "EHLO" or "MAIL" or "RCPT" or "." => "250 yes\r\n",
                "DATA" => "354 go on\r\n",
                _ => null,
            };
            if (answer is not null) await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        }
        client.Close();
        await sending;
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_naming_somebody_is_a_failure_that_names_nobody()
    {
        using TcpListener listener = Listen();
        Task<MailFailedException> failure =
            FailsAsync(new SmtpOptions("localhost", Port(listener), new MailAddress("a@example.com")));
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using StreamReader words = new(client.GetStream());
        await client.GetStream().WriteAsync("220 hi\r\n"u8.ToArray());
        while (await words.ReadLineAsync() is { } line && line != "DATA")
            await client.GetStream().WriteAsync("250 2.1.5 <private.person@example.com> ok\r\n"u8.ToArray());
        client.Close();

        (await failure).ToString().ShouldNotContain("private.person");
        (await failure).Message.ShouldBe(ConnectionFailed);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("mail.example.com", true)]
    [InlineData("10.0.0.1", true)]
    public void Nothing_leaves_this_machine_in_the_clear(string host, bool isTlsRequired) =>
        new SmtpOptions(host, 587, new MailAddress("a@example.com")).IsTlsRequired.ShouldBe(isTlsRequired);

    private static TcpListener Listen()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static SmtpOptions Options(TcpListener listener, TimeSpan timeout, X509Certificate2? trusted = null) =>
        new("localhost", Port(listener), new MailAddress("a@example.com"))
        {
            Credentials = _right,
            IsTlsRequired = true,
            Timeout = timeout,
            Trust = (_, presented, _, _) => presented?.GetCertHashString() == trusted?.GetCertHashString(),
        };

    private static Task SendAsync(SmtpOptions options, Mail mail) =>
        new SmtpMailer(options, TimeProvider.System).SendAsync(mail, default);

    private static Task<MailFailedException> FailsAsync(SmtpOptions options, Mail? mail = null) =>
        Should.ThrowAsync<MailFailedException>(() => SendAsync(options, mail ?? _hello));

    private static string Text(MimeMessage message) => message.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n');
}
