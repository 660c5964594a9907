using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests;

public sealed partial class SignedUploadTests : IAsyncLifetime
{
    private const string Type = "video/mp4";
    private static readonly MediaKey _key = new(MediaKey.Uploads, "videos/user/model/source.mp4");
    private static readonly string[] _stored = ["uploads/videos/user/model/source.mp4"];
    private MediaServer _server = null!;

    public async Task InitializeAsync() => _server = await MediaServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_promised_is_stored(bool lengthKnown)
    {
        byte[] bytes = [.. Enumerable.Range(0, 700_000).Select(i => (byte)(i % 251))];
        HttpResponseMessage response = await PutAsync(Sign(bytes.Length), bytes, lengthKnown: lengthKnown);
        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        MediaObject found = (await _server.Store.FindAsync(_key)).ShouldNotBeNull();
        found.Bytes.ShouldBe(bytes.Length);
        found.ContentType.ShouldBe(Type);
        using MemoryStream copy = new();
        await using Stream stored = await _server.Store.OpenReadAsync(_key);
        await stored.CopyToAsync(copy);
        copy.ToArray().ShouldBe(bytes);
        _server.Files.ShouldBe(_stored);
    }

    [Fact]
    public async Task A_part_of_it_is_replaced_and_the_whole_stays()
    {
        Uri url = Sign(3);
        (await PutAsync(url, [9, 9])).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await PutAsync(url, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldRefuseAsync(await PutAsync(url, [4, 5, 6]), HttpStatusCode.Conflict, "ALREADY_UPLOADED");
        await using Stream stored = await _server.Store.OpenReadAsync(_key);
        stored.ReadByte().ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Where_only_the_most_was_promised_the_first_file_of_any_smaller_size_stays(int length)
    {
        Uri url = _server.Store.SignUpload(
            _key, new UploadPromise(Type, 1000) { AtMost = true }, TimeSpan.FromHours(1));
        await ShouldRefuseAsync(
            await PutAsync(url, new byte[1001]), HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE");
        (await PutAsync(url, new byte[length])).StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldRefuseAsync(await PutAsync(url, [4, 5, 6]), HttpStatusCode.Conflict, "ALREADY_UPLOADED");
        (await _server.Store.FindAsync(_key)).ShouldNotBeNull().Bytes.ShouldBe(length);
    }

    [Fact]
    public async Task An_exact_promise_cannot_be_made_a_loose_one()
    {
        Uri exact = Sign(1000);
        Uri loose = new(exact.AbsoluteUri.Replace("bytes=1000", "bytes=0-1000", StringComparison.Ordinal));
        loose.ShouldNotBe(exact);
        (await PutAsync(loose, new byte[5])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(true, 1001)]
    [InlineData(false, 1001)]
    [InlineData(true, 50_000_000)]
    [InlineData(false, 50_000_000)]
    public async Task More_than_was_promised_is_refused(bool lengthKnown, int length)
    {
        HttpResponseMessage response = await PutAsync(Sign(1000), new byte[length], lengthKnown: lengthKnown);
        await ShouldRefuseAsync(response, HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("video/webm")]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task Another_type_than_promised_is_refused(string? type)
    {
        HttpResponseMessage response = await PutAsync(Sign(3), [1, 2, 3], type);
        await ShouldRefuseAsync(response, HttpStatusCode.UnsupportedMediaType, "INVALID_FILE_TYPE");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Video/MP4")]
    [InlineData("video/mp4; charset=UTF-8")]
    [InlineData("video/mp4;codecs=\"avc1.42E01E, mp4a.40.2\"")]
    public async Task The_type_that_was_promised_may_be_spelled_in_another_way(string type)
    {
        (await PutAsync(Sign(3), [1, 2, 3], type)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await _server.Store.FindAsync(_key)).ShouldNotBeNull().ContentType.ShouldBe(Type);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity, gzip")]
    public async Task A_packed_file_is_refused_and_never_stored(string coding)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, Sign(3)) { Content = Body([1, 2, 3], Type) };
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding).ShouldBeTrue();
        HttpResponseMessage response = await _server.Client.SendAsync(request);
        response.Headers.GetValues("Accept-Encoding").ShouldBe(["identity"]);
        await ShouldRefuseAsync(response, HttpStatusCode.UnsupportedMediaType, "INVALID_FILE_TYPE");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_which_is_said_that_it_is_not_packed_is_taken()
    {
        using HttpRequestMessage request = new(HttpMethod.Put, Sign(3)) { Content = Body([1, 2, 3], Type) };
        request.Content.Headers.ContentEncoding.Add("Identity");
        (await _server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_expired_url_is_refused()
    {
        Uri url = Sign(3);
        _server.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        (await PutAsync(url, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.Created);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await ShouldRefuseAsync(await PutAsync(url, [1, 2, 3]), HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Theory]
    [InlineData("expires", "99999999999")]
    [InlineData("expires", "-1")]
    [InlineData("expires", "")]
    [InlineData("bytes", "4")]
    [InlineData("bytes", "03")]
    [InlineData("type", "text/html")]
    [InlineData("signature", "AAAA")]
    [InlineData("signature", "")]
    public async Task A_tampered_url_is_refused(string parameter, string value)
    {
        foreach (string? replacement in (string?[])[$"{parameter}={Uri.EscapeDataString(value)}", null])
        {
            string query = string.Join('&', Sign(3).Query[1..].Split('&')
                .Select(part => part.StartsWith(parameter + "=", StringComparison.Ordinal) ? replacement : part)
                .OfType<string>());
            Uri url = new UriBuilder(Sign(3)) { Query = query }.Uri;
            string type = parameter == "type" ? value : Type;
            await ShouldRefuseAsync(await PutAsync(url, [1, 2, 3], type), HttpStatusCode.Forbidden, "FORBIDDEN");
        }
        Uri twice = new($"{Sign(3)}&{parameter}={Uri.EscapeDataString(value)}");
        await ShouldRefuseAsync(await PutAsync(twice, [1, 2, 3]), HttpStatusCode.Forbidden, "FORBIDDEN");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_url_is_good_for_its_object_only()
    {
        string url = Sign(3).ToString();
        foreach (string other in (string[])[
            "uploads/videos/user/model/other.mp4",
            "library/videos/user/model/source.mp4",
            "uploads/videos/user/model/source.mp4/",
            "uploads/videos/user/model/source.mp4/x",
            "uploads/videos/user/model",
            "uploads/videos/user/x/../model/source.mp4x",
            "uploads/videos/user/model%2Fsource.mp4",
            "uploads/..%2f..%2fetc/passwd",
            "uploads/%2e%2e/x",
            "uploads/..%5c..%5cx",
            "uploads/a\\b",
            "uploads/a%00b",
            ".meta/uploads/videos/user/model/source.mp4",
            ".signing-key/x"])
        {
            string raw = url[..^new Uri(url).Query.Length].Replace(_key.ToString(), other, StringComparison.Ordinal);
            string answer = await RawAsync(
                $"PUT {raw[_server.Client.BaseAddress!.ToString().TrimEnd('/').Length..]}{new Uri(url).Query} HTTP/1.1\r\n" +
                $"Host: x\r\nContent-Type: {Type}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
            answer.Split(' ')[1].ShouldBeOneOf("400", "403", "404");
            _server.Files.ShouldBeEmpty(other);
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_url_is_good_for_uploading_only(string method)
    {
        Uri url = Sign(3);
        await PutAsync(url, [1, 2, 3]);
        using HttpRequestMessage request = new(new HttpMethod(method), url);
        (await _server.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _server.Store.FindAsync(_key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_browser_of_any_origin_may_ask_first()
    {
        using HttpRequestMessage request = new(HttpMethod.Options, Sign(3));
        request.Headers.Add("Origin", "https://example.com");
        request.Headers.Add("Access-Control-Request-Method", "PUT");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        HttpResponseMessage response = await _server.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldContain("PUT");
        string headers = response.Headers.GetValues("Access-Control-Allow-Headers").Single();
        headers.ShouldContain("Content-Type");
        headers.ShouldContain("Range");
        response.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Content-Length: 1000", "abc")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhello\r\n")]
    public async Task A_body_that_ends_early_leaves_nothing(string framing, string body)
    {
        await using NetworkStream stream = await _server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(1000, framing) + body));
        await Eventually.HoldsAsync(() => _server.Files.Any(), "there is a file");
        stream.Socket.Shutdown(SocketShutdown.Send);
        (await ReadToEndAsync(stream)).ShouldNotStartWith("HTTP/1.1 2");
        await Eventually.HoldsAsync(() => !_server.Files.Any(), "no file is left");
    }

    [Fact]
    public async Task A_broken_chunked_body_leaves_nothing()
    {
        string answer = await RawAsync(Head(1000, "Connection: close\r\nTransfer-Encoding: chunked") + "5\r\nhello\r\nXYZ\r\n");
        answer.ShouldStartWith("HTTP/1.1 400");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_breaks_leaves_nothing()
    {
        await using (NetworkStream stream = await _server.ConnectAsync())
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(1000, "Content-Length: 1000") + "abc"));
            await Eventually.HoldsAsync(() => _server.Files.Any(), "there is a file");
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        await Eventually.HoldsAsync(() => !_server.Files.Any(), "no file is left");
    }

    [Fact]
    public async Task A_stalled_upload_ends_and_leaves_nothing()
    {
        await using MediaServer server = await MediaServer.StartAsync(TimeSpan.FromMilliseconds(100));
        Uri url = server.Store.SignUpload(_key, new UploadPromise(Type, 1000), TimeSpan.FromHours(1));
        await using NetworkStream stream = await server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(url, "Content-Length: 1000") + "abc"));
        (await ReadToEndAsync(stream)).ShouldStartWith("HTTP/1.1 408");
        server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Concurrent_uploads_of_one_object_leave_one_of_them_whole()
    {
        Uri url = Sign(200_000);
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(1, 8).Select(i =>
            PutAsync(url, [.. Enumerable.Repeat((byte)i, 200_000)])));
        responses.Count(response => response.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        using MemoryStream copy = new();
        await using Stream stored = await _server.Store.OpenReadAsync(_key);
        await stored.CopyToAsync(copy);
        copy.Length.ShouldBe(200_000);
        copy.ToArray().Distinct().ShouldHaveSingleItem();
        _server.Files.ShouldBe(_stored);
    }

    [Fact]
    public async Task A_signature_of_another_installation_is_refused()
    {
        await using MediaServer other = await MediaServer.StartAsync();
        Uri url = other.Store.SignUpload(_key, new UploadPromise(Type, 3), TimeSpan.FromHours(1));
        Uri here = new(_server.Client.BaseAddress!, url.PathAndQuery);
        (await PutAsync(here, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static HttpContent Body(byte[] bytes, string? type, bool lengthKnown = true)
    {
        HttpContent content = lengthKnown ? new ByteArrayContent(bytes) : new StreamContent(new Unseekable(bytes));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        response.StatusCode.ShouldBe(status);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        JsonElement error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("details").EnumerateObject().ShouldBeEmpty();
    }

    /// <summary>Begins an upload of so many bytes with one of them, and waits until the store has it.</summary>
    private static async Task<NetworkStream> BeginAsync(MediaServer server, long bytes)
    {
        Uri url = server.Store.SignUpload(_key, new UploadPromise(Type, bytes), TimeSpan.FromHours(1));
        int before = server.Files.Count();
        NetworkStream stream = await server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(url, $"Content-Length: {bytes}\r\nConnection: close") + "a"));
        await Eventually.HoldsAsync(() => server.Files.Count() > before, "the upload has begun");
        return stream;
    }

    private static string Head(Uri url, string framing) =>
        $"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: x\r\nContent-Type: {Type}\r\n{framing}\r\n\r\n";

    private string Head(long promised, string framing) => Head(Sign(promised), framing);

    private Uri Sign(long bytes) =>
        _server.Store.SignUpload(_key, new UploadPromise(Type, bytes), TimeSpan.FromHours(1));

    private Task<HttpResponseMessage> PutAsync(Uri url, byte[] bytes, string? type = Type, bool lengthKnown = true) =>
        _server.Client.PutAsync(url, Body(bytes, type, lengthKnown));

    private async Task<string> RawAsync(string request)
    {
        await using NetworkStream stream = await _server.ConnectAsync();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        return await ReadToEndAsync(stream);
    }

    /// <summary>What came until the connection was closed, or reset with the rest of the request unread.</summary>
    private static async Task<string> ReadToEndAsync(NetworkStream stream)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0) text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // A reset ends the answer, or is it.
        }
        return text.ToString();
    }

    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
