using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Understudy.Domain.Common;
using Understudy.Functions.Http.Reading;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Http.Forms;

/// <summary>Forms with a file in them: what is taken, what is refused, and what stays of that.</summary>
public sealed class FileFormTests : IAsyncLifetime
{
    private const string Boundary = "------------------------d74496d66958873e";
    private static readonly string[] _stored = ["uploads/assets/ann/file"];
    private FormServer _server = null!;

    public async Task InitializeAsync() => _server = await FormServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_file_may_come_before_the_fields_or_after_them(bool fileFirst, bool lengthKnown)
    {
        byte[] bytes = [.. Enumerable.Range(0, (int)FormServer.MaxBytes).Select(i => (byte)(i % 251))];
        using MultipartFormDataContent form = [];
        if (fileFirst) form.Add(new ByteArrayContent(bytes), "file", "clip.mp4");
        form.Add(new StringContent("Ein Titel – 題"), "title");
        form.Add(new StringContent(""), "kind");
        if (!fileFirst) form.Add(new ByteArrayContent(bytes), "file", "clip.mp4");
        using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = form };
        if (!lengthKnown) request.Headers.TransferEncodingChunked = true;
        HttpResponseMessage answer = await _server.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        _server.Received!.File.ShouldBe("clip.mp4");
        _server.Received.Fields.ShouldBe(
            new Dictionary<string, string> { ["title"] = "Ein Titel – 題", ["kind"] = "" }, ignoreOrder: true);
        MemoryStream copy = new();
        await using (Stream stored = await _server.Store.OpenReadAsync(FormServer.Key)) await stored.CopyToAsync(copy);
        copy.ToArray().ShouldBe(bytes);
        _server.Files.ShouldBe(_stored);
    }

    [Theory]
    [InlineData("/home/me/a b.mp4", "a b.mp4")]
    [InlineData("C:\\\\films\\\\a.mp4", "a.mp4")]
    [InlineData("映画.mp4", "映画.mp4")]
    [InlineData("a\\\"b.mp4", "a\"b.mp4")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "..")]
    [InlineData("a/", "file")]
    [InlineData("", "file")]
    public async Task A_name_is_only_a_name(string sent, string shown)
    {
        string answer = await SendAsync(File("abc", sent) + End);
        answer.ShouldStartWith("HTTP/1.1 201");
        _server.Received!.File.ShouldBe(shown);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_byte_more_than_the_limit_is_too_large(bool lengthKnown)
    {
        using MultipartFormDataContent form = new()
        {
            { new ByteArrayContent(new byte[FormServer.MaxBytes + 1]), "file", "a" },
        };
        using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = form };
        if (!lengthKnown) request.Headers.TransferEncodingChunked = true;
        (await _server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_too_large_is_answered_while_it_is_still_coming()
    {
        await using NetworkStream stream = await _server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head("Transfer-Encoding: chunked")));
        await ChunkAsync(stream, Encoding.UTF8.GetBytes(FileHead("a")));
        // The reader keeps back what may be the beginning of a boundary.
        await ChunkAsync(stream, new byte[FormServer.MaxBytes + 1000]);
        (await ReadAsync(stream, "\r\n\r\n")).ShouldStartWith("HTTP/1.1 413");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_says_that_it_is_too_large_is_not_read()
    {
        await using NetworkStream stream = await _server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head("Content-Length: 900000000")));
        (await ReadAsync(stream, "\r\n\r\n")).ShouldStartWith("HTTP/1.1 413");
        _server.Files.ShouldBeEmpty();
    }

    public static TheoryData<string, string> WrongForms => new()
    {
        { "", "file" },
        { Field("title", "a"), "file" },
        { File("abc") + File("def"), "file" },
        { Part("form-data; name=\"file\"", "abc"), "file" },
        { File("abc") + Field("other", "a"), "other" },
        { Field("other", "a") + File("abc"), "other" },
        { Part("form-data; name=\"title\"; filename=\"a\"", "a") + File("abc"), "title" },
        { Field("title", "a") + Field("title", "b") + File("abc"), "title" },
        { File("abc") + Field("title", "a") + Field("title", "b"), "title" },
        { Part("form-data; name=\"file\"; filename=\"a\"\r\nContent-Transfer-Encoding: base64", "YWJj"), "file" },
        { Part("form-data; name=\"file\"; filename=\"a\"\r\nContent-Encoding: gzip", "abc"), "file" },
        { Part("form-data", "a"), "" },
        { Part("attachment; name=\"title\"", "a"), "" },
    };

    [Theory]
    [MemberData(nameof(WrongForms))]
    public async Task A_wrong_part_is_named_and_nothing_stays(string parts, string field)
    {
        string answer = await SendAsync(parts + End);
        answer.ShouldStartWith("HTTP/1.1 422");
        answer.ShouldContain($"\r\n{field}\r\n");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_field_that_is_no_text_is_named()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(File("abc") + $"--{Boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n"),
            0xC3, 0x28, .. Encoding.UTF8.GetBytes("\r\n" + End)];
        string answer = await SendAsync(body);
        answer.ShouldStartWith("HTTP/1.1 422");
        answer.ShouldContain("title");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("title", "a")]
    [InlineData("title\"\r\nContent-Encoding: gzip; x=\"", "abc")]
    public async Task However_many_parts_are_wrong_only_some_are_told_of(string name, string text)
    {
        DefaultHttpContext context = new();
        context.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        string parts = string.Concat(Enumerable.Repeat(Field(name, text), 5000));
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(parts + File("abc") + End));
        Result<ReceivedForm<string>> result = await _server.ReceiveAsync(context.Request);
        result.Problem.ShouldBeOfType<Problem.Invalid>().Fields.Count.ShouldBeInRange(1, 200);
        context.Request.Body.Position.ShouldBeLessThan(context.Request.Body.Length / 2);
    }

    [Fact]
    public async Task A_field_of_any_length_is_not_read()
    {
        (await SendAsync(Field("title", new string('a', 20_000)) + End)).ShouldStartWith("HTTP/1.1 413");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", null)]
    [InlineData("multipart/form-data", null)]
    [InlineData("multipart/mixed; boundary=x", null)]
    [InlineData(null, null)]
    [InlineData("multipart/form-data; boundary=x", "gzip")]
    [InlineData("multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public async Task What_is_no_form_or_is_packed_is_of_a_wrong_type(string? type, string? coding)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = new ByteArrayContent([1, 2, 3]) };
        if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null) request.Content.Headers.ContentEncoding.Add(coding);
        (await _server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of a form")]
    [InlineData("--------------------------d74496d66958873e\r\nContent-Disp")]
    [InlineData("--------------------------d74496d66958873e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc")]
    [InlineData("--------------------------d74496d66958873e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc\r\n--------------------------d74496d66958873e\r\n")]
    [InlineData("--------------------------d74496d66958873e\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nabc")]
    public async Task A_form_that_ends_early_leaves_nothing(string body)
    {
        // A boundary with nothing behind it begins a part without a name.
        (await SendAsync(body)).Split(' ')[1].ShouldBe(body.EndsWith("3e\r\n", StringComparison.Ordinal) ? "422" : "400");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: 10000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task A_connection_that_breaks_leaves_nothing(string framing)
    {
        await using (NetworkStream stream = await _server.ConnectAsync())
        {
            await BeginAsync(_server, stream, framing);
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        await Eventually.HoldsAsync(() => _server.Files.Length == 0, "no file is left");
    }

    [Fact]
    public async Task A_form_that_stalls_ends_and_leaves_nothing()
    {
        await using FormServer server = await FormServer.StartAsync(TimeSpan.FromMilliseconds(100));
        await using NetworkStream stream = await server.ConnectAsync();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Head("Content-Length: 10000") + FileHead("a") + "abc"));
        (await ReadAsync(stream, "\r\n\r\n")).ShouldStartWith("HTTP/1.1 408");
        server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trickle_ends_even_though_it_never_stops()
    {
        await using FormServer server = await FormServer.StartAsync(TimeSpan.FromSeconds(1));
        await using NetworkStream stream = await server.ConnectAsync();
        await BeginAsync(server, stream, "Content-Length: 90000");
        using CancellationTokenSource ended = new();
        var trickle = Task.Run(async () =>
        {
            try
            {
                while (!ended.IsCancellationRequested)
                {
                    await stream.WriteAsync("x"u8.ToArray());
                    await Task.Delay(50);
                }
            }
            catch (IOException)
            {
                // The server has closed the connection.
            }
        });
        string answer = await ReadAsync(stream, "\r\n\r\n");
        await ended.CancelAsync();
        await trickle;
        answer.ShouldStartWith("HTTP/1.1 408");
        server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_for_which_there_is_no_room_is_not_taken()
    {
        string form = File("abc") + End;
        _server.FreeBytes = Encoding.UTF8.GetByteCount(form) - 1;
        (await SendAsync(form)).ShouldStartWith("HTTP/1.1 507");
        _server.Files.ShouldBeEmpty();
        _server.FreeBytes++;
        (await SendAsync(form)).ShouldStartWith("HTTP/1.1 201");
    }

    [Fact]
    public async Task What_forms_have_announced_counts_as_used_until_they_end()
    {
        _server.FreeBytes = 15_000;
        await using (NetworkStream stream = await _server.ConnectAsync())
        {
            await BeginAsync(_server, stream, "Content-Length: 14900");
            (await SendAsync(File(new string('a', 5000)) + End)).ShouldStartWith("HTTP/1.1 507");
        }
        await Eventually.HoldsAsync(() => _server.Files.Length == 0, "the first one has ended");
        (await SendAsync(File(new string('a', 5000)) + End)).ShouldStartWith("HTTP/1.1 201");
    }

    private static string End => $"--{Boundary}--\r\n";

    private static string Part(string disposition, string content) =>
        $"--{Boundary}\r\nContent-Disposition: {disposition}\r\n\r\n{content}\r\n";

    private static string Field(string name, string text) => Part($"form-data; name=\"{name}\"", text);

    private static string FileHead(string name) =>
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n";

    private static string File(string content, string name = "a") => $"{FileHead(name)}{content}\r\n";

    private static string Head(string framing) =>
        $"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary={Boundary}\r\n{framing}\r\n\r\n";

    /// <summary>Begins a form, and waits until the store has a part of its file.</summary>
    private static async Task BeginAsync(FormServer server, NetworkStream stream, string framing)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(framing)));
        // More than is kept back for what may be the beginning of a boundary.
        byte[] body = [.. Encoding.UTF8.GetBytes(FileHead("a")), .. new byte[2000]];
        if (framing.EndsWith("chunked", StringComparison.Ordinal)) await ChunkAsync(stream, body);
        else await stream.WriteAsync(body);
        await Eventually.HoldsAsync(() => server.Files.Length > 0, "the file is coming");
    }

    private static async Task ChunkAsync(NetworkStream stream, byte[] bytes)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"));
        await stream.WriteAsync(bytes);
        await stream.WriteAsync("\r\n"u8.ToArray());
    }

    private Task<string> SendAsync(string body) => SendAsync(Encoding.UTF8.GetBytes(body));

    private async Task<string> SendAsync(byte[] body)
    {
        await using NetworkStream stream = await _server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head($"Content-Length: {body.Length}\r\nConnection: close")));
        await stream.WriteAsync(body);
        return await ReadAsync(stream, until: null);
    }

    /// <summary>What came until then, or until the connection was closed.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream, string? until)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            int read;
            while ((until is null || !text.ToString().Contains(until, StringComparison.Ordinal)) &&
                (read = await stream.ReadAsync(buffer)) > 0)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset ends the answer, or is it.
        }
        return text.ToString();
    }
}
