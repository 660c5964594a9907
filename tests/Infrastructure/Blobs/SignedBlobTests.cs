using System.Net;
using System.Net.Http.Headers;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests.Blobs;

/// <summary>What the holder of a URL can do with it, and cannot.</summary>
[Collection(AzuriteAccount.Name)]
public sealed class SignedBlobTests(AzuriteAccount account) : IAsyncLifetime
{
    private const string Type = "video/mp4";
    private static readonly MediaKey _key = new(MediaKey.Uploads, "videos/user-1/model-1/source.mp4");
    private static readonly MediaKey _made = new(MediaKey.Library, "videos/user-1/video.mp4");
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private readonly HttpClient _client = new() { Timeout = Limits.Wait };
    private IMediaStore _store = null!;

    public async Task InitializeAsync() => _store = await account.OpenEmptyAsync();

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_sent_is_stored_and_cannot_be_replaced()
    {
        Uri url = SignUpload();
        (await PutAsync(url, [1, 2, 3])).ShouldBe(HttpStatusCode.Created);
        (await PutAsync(url, [4, 5, 6])).ShouldBe(HttpStatusCode.Forbidden);
        (await ReadAsync(_key)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_URL_to_upload_reads_lists_and_deletes_nothing()
    {
        Uri url = SignUpload();
        await PutAsync(url, [1, 2, 3]);
        (await SendAsync(HttpMethod.Get, url)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Head, url)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Delete, url)).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Put, With(url, "comp=metadata"))).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Put, With(url, "comp=lease"), ("x-ms-lease-action", "acquire"), ("x-ms-lease-duration", "-1")))
            .ShouldBe(HttpStatusCode.Forbidden);
        Uri container = new(url.AbsoluteUri.Replace($"/{_key.Name}?", "?restype=container&comp=list&", StringComparison.Ordinal));
        (await SendAsync(HttpMethod.Get, container)).ShouldBe(HttpStatusCode.Forbidden);
        (await ReadAsync(_key)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_URL_is_for_one_object_alone()
    {
        Uri url = SignUpload();
        Uri other = new(url.AbsoluteUri.Replace("model-1", "model-2", StringComparison.Ordinal));
        (await PutAsync(other, [1])).ShouldBe(HttpStatusCode.Forbidden);
        Uri elsewhere = new(url.AbsoluteUri.Replace("/uploads/", "/library/", StringComparison.Ordinal));
        (await PutAsync(elsewhere, [1])).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("sp=c", "sp=cw")]
    [InlineData("sr=b", "sr=c")]
    [InlineData("se=20", "se=21")]
    [InlineData("sig=", "sig=A")]
    public async Task A_URL_that_was_changed_allows_nothing(string part, string changed)
    {
        Uri url = SignUpload();
        Uri forged = new(url.AbsoluteUri.Replace(part, changed, StringComparison.Ordinal));
        forged.ShouldNotBe(url);
        (await PutAsync(forged, [1])).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_URL_whose_time_is_over_allows_nothing()
    {
        await _store.WriteAsync(_made, new MemoryStream([1]), Type);
        var over = TimeSpan.FromSeconds(-1);
        (await PutAsync(_store.SignUpload(_key, new UploadPromise(Type, 3), over), [1])).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Get, _store.SignDownload(_made, over))).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_URL_to_download_changes_nothing()
    {
        await _store.WriteAsync(_made, new MemoryStream([1]), Type);
        Uri url = _store.SignDownload(_made, _hour);
        (await PutAsync(url, [2])).ShouldBe(HttpStatusCode.Forbidden);
        (await SendAsync(HttpMethod.Delete, url)).ShouldBe(HttpStatusCode.Forbidden);
        (await ReadAsync(_made)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_download_has_its_name_its_type_and_ranges()
    {
        await _store.WriteAsync(_made, new MemoryStream("0123456789"u8.ToArray()), Type);
        using HttpRequestMessage request = new(HttpMethod.Get, _store.SignDownload(_made, _hour, "Mein Vidéo.mp4"));
        request.Headers.Range = new RangeHeaderValue(4, 6);
        using HttpResponseMessage response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync()).ShouldBe("456");
        response.Content.Headers.ContentRange!.ToString().ShouldBe("bytes 4-6/10");
        response.Content.Headers.ContentType!.ToString().ShouldBe(Type);
        ContentDispositionHeaderValue named = response.Content.Headers.ContentDisposition.ShouldNotBeNull();
        named.DispositionType.ShouldBe("attachment");
        named.FileNameStar.ShouldBe("Mein Vidéo.mp4");
    }

    [Fact]
    public async Task What_a_person_sent_is_not_shown_as_what_they_call_it()
    {
        await PutAsync(SignUpload(), [1, 2, 3], "text/html");
        using HttpResponseMessage response = await _client.GetAsync(_store.SignDownload(_key, _hour));
        response.Content.Headers.ContentType!.ToString().ShouldBe("video/mp4");
    }

    [Theory]
    [InlineData("PUT", "content-type,x-ms-blob-type,x-ms-version,x-ms-client-request-id")]
    [InlineData("GET", "range")]
    public async Task Pages_of_any_origin_may_use_a_URL(string method, string headers)
    {
        using HttpRequestMessage preflight = new(HttpMethod.Options, SignUpload());
        preflight.Headers.Add("Origin", "https://app.example.com");
        preflight.Headers.Add("Access-Control-Request-Method", method);
        preflight.Headers.Add("Access-Control-Request-Headers", headers);
        using HttpResponseMessage response = await _client.SendAsync(preflight);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://app.example.com"]);
        response.Headers.GetValues("Access-Control-Allow-Methods").Single().ShouldContain(method);
    }

    [Fact]
    public async Task The_SDK_sends_a_file_in_blocks_and_cannot_replace_it()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = new byte[5_000_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(folder["first"], bytes);
        await File.WriteAllBytesAsync(folder["second"], new byte[3_000_000]);
        Uri url = SignUpload();
        (await BlobSdk.SendAsync(url, folder["first"], 1_000_000)).ShouldBe("sent");
        (await BlobSdk.SendAsync(url, folder["second"], 1_000_000)).ShouldStartWith("403");
        (await ReadAsync(_key)).SequenceEqual(bytes).ShouldBeTrue();
        (await _store.FindAsync(_key)).ShouldNotBeNull().ContentType.ShouldBe(Type);
    }

    private Uri SignUpload() => _store.SignUpload(_key, new UploadPromise(Type, 3), _hour);

    private static Uri With(Uri url, string query) => new($"{url.AbsoluteUri}&{query}");

    private async Task<HttpStatusCode> PutAsync(Uri url, byte[] bytes, string type = Type)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, url) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using HttpResponseMessage response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, Uri url, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, url);
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        using HttpResponseMessage response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<byte[]> ReadAsync(MediaKey key)
    {
        using MemoryStream copy = new();
        await using Stream stream = await _store.OpenReadAsync(key);
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
