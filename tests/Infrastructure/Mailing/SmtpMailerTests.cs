using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Understudy.Domain.Notifications;
using Understudy.Infrastructure.Mailing;

namespace Understudy.Infrastructure.Tests.Mailing;

public sealed class SmtpMailerTests
{
    private static readonly NetworkCredential Right = new(MailServer.User, MailServer.Password);
    private static readonly Mail Hello = new("hello-1", "somebody@example.com", "山田さん、ビデオができました 🎬", "こんにちは。\n.\nさようなら");

    [Theory]
    [InlineData("starttls", "required", "PLAIN")]
    [InlineData("starttls", "required", "LOGIN")]
    [InlineData("starttls", "optional", "PLAIN")]
    [InlineData("implicit", "required", "PLAIN")]
    public async Task A_message_goes_over_TLS_from_a_user_who_signed_in(string tls, string auth, string method)
    {
        using MailServer server = await MailServer.StartAsync(tls, auth, method);
        await SendAsync(server.Options(Right, isTlsImplicit: tls == "implicit"), Hello);
        JsonNode taken = await server.ReceiveAsync();
        ((bool)taken["secure"]!).ShouldBeTrue();
        ((string?)taken["user"]).ShouldBe(MailServer.User);
        ((string?)taken["from"]).ShouldBe("understudy@example.com");
        taken["to"]!.AsArray().Select(to => (string?)to).ShouldBe(["somebody@example.com"]);
    }

    [Fact]
    public async Task A_message_reads_elsewhere_as_it_was_meant()
    {
        using MailServer server = await MailServer.StartAsync();
        SmtpOptions options = server.Options(isTlsRequired: false);
        await SendAsync(options, Hello);
        await SendAsync(options, Hello with { Subject = string.Concat(Enumerable.Repeat("長い件名🎬 long ", 40)), Text = new string('.', 5000) });
        JsonNode first = await ReadAsync(await server.ReceiveAsync());
        ((string?)first["subject"]).ShouldBe(Hello.Subject);
        ((string?)first["text"])!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(Hello.Text);
        ((string?)first["from"]!["name"]).ShouldBe("代役 Understudy");
        ((string?)first["from"]!["address"]).ShouldBe("understudy@example.com");
        ((string?)first["to"]![0]!["address"]).ShouldBe("somebody@example.com");
        DateTimeOffset.Parse((string)first["date"]!).ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
        JsonNode second = await ReadAsync(await server.ReceiveAsync());
        ((string?)second["subject"]).ShouldBe(string.Concat(Enumerable.Repeat("長い件名🎬 long ", 40)));
        ((string?)second["text"])!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe(new string('.', 5000));
        ((string?)second["messageId"]).ShouldBe((string?)first["messageId"], "the same message sent again is known by its id");
    }

    [Theory]
    [InlineData("starttls", "optional")]
    [InlineData("starttls", "required")]
    public async Task With_a_wrong_password_nothing_is_sent(string tls, string auth)
    {
        using MailServer server = await MailServer.StartAsync(tls, auth);
        MailFailedException failure = await FailsAsync(server.Options(new NetworkCredential(MailServer.User, "wrong")));
        failure.Message.ShouldBe("The mail server answered AUTH with 535.");
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("starttls", "none", "The mail server offers no way to sign in.")]
    [InlineData("starttls", "optional CRAM-MD5", "The mail server offers no way to sign in.")]
    [InlineData("none", "optional", "The mail server answered STARTTLS with 500.")]
    public async Task Without_TLS_or_signing_in_nothing_is_sent(string tls, string auth, string why)
    {
        string[] words = auth.Split(' ');
        using MailServer server = await MailServer.StartAsync(tls, words[0], words[1..]);
        (await FailsAsync(server.Options(Right))).Message.ShouldBe(why);
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_nobody_vouches_for_gets_nothing()
    {
        using MailServer server = await MailServer.StartAsync("starttls", "optional");
        SmtpOptions known = server.Options(Right);
        SmtpOptions options = new("localhost", known.Port, known.From) { Credentials = Right, IsTlsRequired = true };
        (await FailsAsync(options)).Message.ShouldBe("The connection to the mail server failed.");
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_recipient_that_the_server_refuses_is_a_failure_that_names_nobody()
    {
        using MailServer server = await MailServer.StartAsync();
        MailFailedException failure = await FailsAsync(
            server.Options(isTlsRequired: false), Hello with { To = MailServer.Refused });
        failure.Message.ShouldBe("The mail server answered RCPT with 550.");
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("somebody@example.com\r\nBcc: other@example.com")]
    [InlineData("somebody@example.com>\r\nRCPT TO:<other@example.com")]
    [InlineData("a@example.com, b@example.com")]
    [InlineData("Somebody <somebody@example.com>")]
    [InlineData("山田@example.com")]
    [InlineData("nobody")]
    [InlineData("")]
    public async Task What_is_more_or_less_than_an_address_takes_no_mail(string to)
    {
        using MailServer server = await MailServer.StartAsync();
        await FailsAsync(server.Options(isTlsRequired: false), Hello with { To = to });
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Hello\r\nBcc: other@example.com")]
    [InlineData("Hello\nBcc: other@example.com")]
    [InlineData("Hello\0")]
    public async Task A_subject_is_one_line(string subject)
    {
        using MailServer server = await MailServer.StartAsync();
        await FailsAsync(server.Options(isTlsRequired: false), Hello with { Subject = subject });
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_text_ends_the_message_early_or_becomes_a_header()
    {
        using MailServer server = await MailServer.StartAsync();
        await SendAsync(server.Options(isTlsRequired: false), Hello with { Text = "a\r\n.\r\nRSET\r\nBcc: x@example.com" });
        JsonNode read = await ReadAsync(await server.ReceiveAsync());
        ((string?)read["text"])!.ReplaceLineEndings("\n").TrimEnd('\n').ShouldBe("a\n.\nRSET\nBcc: x@example.com");
        read["headers"]!.AsArray().Select(key => (string?)key).ShouldNotContain("bcc");
        (await server.EndAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "The mail server took too long.")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", "The mail server answered connecting with something else than SMTP.")]
    [InlineData("554 go away\r\n", "The mail server answered connecting with 554.")]
    [InlineData("220 hi\r\n250 hi\r\n220 go ahead\r\n250 slipped in\r\n", "The mail server spoke out of turn.")]
    public async Task A_server_that_speaks_otherwise_is_a_failure(string said, string why)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        SmtpOptions options = new("localhost", ((IPEndPoint)listener.LocalEndpoint).Port, new MailAddress("a@example.com"))
        {
            IsTlsRequired = true,
            // Only one that says nothing is to be given up.
            Timeout = said.Length == 0 ? TimeSpan.FromSeconds(1) : Limits.Wait,
        };
        Task<MailFailedException> failure = FailsAsync(options);
        using TcpClient client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(said));
        (await failure).Message.ShouldBe(why);
    }

    [Theory]
    [InlineData("localhost", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("mail.example.com", true)]
    [InlineData("10.0.0.1", true)]
    public void Nothing_leaves_this_machine_in_the_clear(string host, bool isTlsRequired) =>
        new SmtpOptions(host, 587, new MailAddress("a@example.com")).IsTlsRequired.ShouldBe(isTlsRequired);

    private static Task SendAsync(SmtpOptions options, Mail mail) =>
        new SmtpMailer(options, TimeProvider.System).SendAsync(mail, default);

    private static Task<MailFailedException> FailsAsync(SmtpOptions options, Mail? mail = null) =>
        Should.ThrowAsync<MailFailedException>(() => SendAsync(options, mail ?? Hello));

    private static async Task<JsonNode> ReadAsync(JsonNode taken) =>
        JsonNode.Parse(await NodeTool.RunAsync("read-mail.cjs", input: (string)taken["raw"]!))!;
}
