using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests;

public sealed class SignedDownloadTests : IAsyncLifetime
{
    private static readonly MediaKey _key = new(MediaKey.Library, "videos/user/video.mp4");
    private MediaServer _server = null!;

    private IMediaStore Store => _server.Store;

    public async Task InitializeAsync()
    {
        _server = await MediaServer.StartAsync();
        await Store.WriteAsync(_key, new MemoryStream("0123456789"u8.ToArray()), "video/mp4");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_object_is_sent_with_what_is_known_of_it()
    {
        HttpResponseMessage response = await _server.Client.GetAsync(Sign());
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("0123456789");
        response.Content.Headers.ContentType!.ToString().ShouldBe("video/mp4");
        response.Content.Headers.ContentLength.ShouldBe(10);
        response.Content.Headers.ContentDisposition.ShouldBeNull();
        response.Content.Headers.LastModified.ShouldBe(_server.Clock.GetUtcNow());
        response.Headers.ETag.ShouldNotBeNull().IsWeak.ShouldBeFalse();
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        response.Headers.CacheControl!.Private.ShouldBeTrue();
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Access-Control-Expose-Headers").Single().ShouldContain("Content-Range");
    }

    [Fact]
    public async Task HEAD_says_the_same_and_sends_nothing()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, Sign());
        HttpResponseMessage response = await _server.Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(10);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=4-", "456789", "bytes 4-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=-100", "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-100", "89", "bytes 8-9/10")]
    [InlineData("bytes=9-9", "9", "bytes 9-9/10")]
    [InlineData("bytes=0-0", "0", "bytes 0-0/10")]
    public async Task A_range_is_sent_alone(string range, string expected, string contentRange)
    {
        HttpResponseMessage response = await GetAsync(Sign(), ("Range", range));
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.GetValues("Content-Range").ShouldBe([contentRange]);
        response.Content.Headers.ContentLength.ShouldBe(expected.Length);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=100-200")]
    [InlineData("bytes=-0")]
    public async Task A_range_outside_is_not_satisfiable(string range)
    {
        HttpResponseMessage response = await GetAsync(Sign(), ("Range", range));
        response.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.Content.Headers.GetValues("Content-Range").ShouldBe(["bytes */10"]);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=5-2")]
    [InlineData("bytes=x-y")]
    [InlineData("lines=0-3")]
    [InlineData("bytes")]
    public async Task Other_ranges_are_passed_over(string range)
    {
        HttpResponseMessage response = await GetAsync(Sign(), ("Range", range));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("0123456789");
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again()
    {
        string etag = (await _server.Client.GetAsync(Sign())).Headers.ETag!.ToString();
        (await GetAsync(Sign(), ("If-None-Match", etag))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await GetAsync(Sign(), ("If-None-Match", "\"other\""))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync(Sign(), ("If-Match", "\"other\""))).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        await Store.WriteAsync(_key, new MemoryStream("0123456789"u8.ToArray()), "video/mp4");
        (await GetAsync(Sign(), ("If-None-Match", etag))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_range_of_a_changed_object_is_all_of_it()
    {
        string etag = (await _server.Client.GetAsync(Sign())).Headers.ETag!.ToString();
        (await GetAsync(Sign(), ("Range", "bytes=2-3"), ("If-Range", etag)))
            .StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        await Store.WriteAsync(_key, new MemoryStream("abcdefghij"u8.ToArray()), "video/mp4");
        HttpResponseMessage response = await GetAsync(Sign(), ("Range", "bytes=2-3"), ("If-Range", etag));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("abcdefghij");
    }

    [Theory]
    [InlineData("film.mp4", "film.mp4")]
    [InlineData("映画 \"最終\" 100%.mp4", "映画 \"最終\" 100%.mp4")]
    [InlineData("a;b=c&d'\\.mp4", "a;b=c&d'\\.mp4")]
    [InlineData("a\r\nSet-Cookie: x.mp4", "a\r\nSet-Cookie: x.mp4")]
    public async Task A_download_has_its_signed_name(string name, string expected)
    {
        HttpResponseMessage response = await _server.Client.GetAsync(Sign(name));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        ContentDispositionHeaderValue disposition = response.Content.Headers.ContentDisposition.ShouldNotBeNull();
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe(expected);
    }

    [Fact]
    public async Task A_missing_object_is_not_found()
    {
        Uri url = _server.Store.SignDownload(new MediaKey(MediaKey.Library, "nothing"), TimeSpan.FromHours(1));
        HttpResponseMessage response = await _server.Client.GetAsync(url);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"NOT_FOUND\"");
    }

    [Fact]
    public async Task A_folder_is_not_found()
    {
        Uri url = _server.Store.SignDownload(new MediaKey(MediaKey.Library, "videos"), TimeSpan.FromHours(1));
        (await _server.Client.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_expired_url_is_refused()
    {
        Uri url = Sign();
        _server.Clock.Advance(TimeSpan.FromHours(1));
        (await _server.Client.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("name=film.mp4", "name=evil.html")]
    [InlineData("name=film.mp4&", "")]
    [InlineData("name=film.mp4", "name=film.mp4&name=film.mp4")]
    [InlineData("expires=", "expires=9")]
    [InlineData("signature=", "signature=A")]
    [InlineData("signature=", "x=")]
    [InlineData("video.mp4?", "other.mp4?")]
    public async Task A_tampered_url_is_refused(string part, string replacement)
    {
        string url = Sign("film.mp4").ToString();
        url.ShouldContain(part);
        Uri tampered = new(url.Replace(part, replacement, StringComparison.Ordinal));
        (await _server.Client.GetAsync(tampered)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_name_cannot_be_added()
    {
        (await _server.Client.GetAsync(new Uri(Sign() + "&name=evil.html"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _server.Client.GetAsync(new Uri(Sign() + "&name="))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await _server.Client.GetAsync(new Uri(Sign("") + "&name=x"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_url_is_good_for_reading_only()
    {
        using ByteArrayContent content = new("x"u8.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("video/mp4");
        foreach (string more in (string[])["", "&bytes=1&type=video%2Fmp4"])
        {
            HttpResponseMessage response = await _server.Client.PutAsync(new Uri(Sign() + more), content);
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task An_object_replaced_while_it_is_read_is_sent_as_it_was()
    {
        byte[] old = Encoding.ASCII.GetBytes(new string('a', 20_000_000));
        await Store.WriteAsync(_key, new MemoryStream(old), "video/mp4");
        using HttpResponseMessage response =
            await _server.Client.GetAsync(Sign(), HttpCompletionOption.ResponseHeadersRead);
        await Store.WriteAsync(_key, new MemoryStream("b"u8.ToArray()), "video/mp4");
        byte[] received = await response.Content.ReadAsByteArrayAsync();
        received.AsSpan().SequenceEqual(old).ShouldBeTrue();
    }

    private Uri Sign(string? name = null) => _server.Store.SignDownload(_key, TimeSpan.FromHours(1), name);

    private async Task<HttpResponseMessage> GetAsync(Uri url, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        return await _server.Client.SendAsync(request);
    }
}
