using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Http;

/// <summary>A body counts by what it means, however a client spells it, packs it or marks its order of bytes.</summary>
public sealed class BodyTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/models/video";
    private const int Most = 256 * 1024;

    private static readonly byte[] _good = Encoding.UTF8.GetBytes(Bodies.Model("video").ToJsonString());

    [Theory]
    [InlineData("")]
    [InlineData("\r\n ")]
    public async Task A_byte_order_mark_before_json_does_not_count(string space)
    {
        using Person person = await app.NewPersonAsync();
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(space), .. _good];
        (await PostAsync(person, marked)).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(person, Gzip(marked), "gzip")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    [InlineData("iso-8859-1", "UTF-8")]
    public async Task Another_encoding_is_named(string encoding, string named)
    {
        using Person person = await app.NewPersonAsync();
        var other = Encoding.GetEncoding(encoding);
        byte[] body = other.GetBytes(Bodies.Model("video", "Zoë").ToJsonString(new() { Encoder = Plain }));
        foreach (byte[] bytes in (byte[][])[body, [.. other.Preamble, .. body]])
        {
            Answer answer = await PostAsync(person, bytes);
            answer.ShouldBeInvalid("body");
            answer.Text("error.details.fields.body").ShouldContain(named);
        }
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("1000.0")]
    [InlineData("1e3")]
    [InlineData("1.0E+3")]
    [InlineData("10000e-1")]
    [InlineData("0.1e4")]
    [InlineData("100000000000000000000000e-20")]
    [InlineData("1000.000000000000000000000000000000000000")]
    public async Task A_whole_number_may_be_written_in_any_way(string number)
    {
        using Person person = await app.NewPersonAsync();
        Answer created = await person.PostAsync(Path, Bodies.Model("video").With("file_size_bytes", number));
        created.Status.ShouldBe(HttpStatusCode.Created, created.ToString());
        created.Text("upload.presigned_url").ShouldContain("bytes=1000&");
    }

    [Fact]
    public async Task Every_whole_number_is_read_alike()
    {
        using Person person = await app.NewPersonAsync();
        string urls = "\"success_url\":\"http://localhost/a\",\"cancel_url\":\"http://localhost/b\"";
        (await person.PostAsync("/api/v1/billing/purchase-minutes", $$"""{"quantity":2.0,{{urls}}}""")).Status
            .ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync("/api/v1/billing/purchase-minutes", $$"""{"quantity":2.5,{{urls}}}"""))
            .ShouldBeInvalid("quantity");
    }

    [Theory]
    [InlineData("1000.5")]
    [InlineData("1000.0000000000000000000000000001")]
    [InlineData("1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-1")]
    [InlineData("-0.0")]
    [InlineData("-1e3")]
    [InlineData("524288000.00000000000000001")]
    [InlineData("5.24288001e8")]
    [InlineData("\"1000\"")]
    public async Task What_is_no_whole_number_in_its_range_is_refused(string number)
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(Path, Bodies.Model("video").With("file_size_bytes", number)))
            .ShouldBeInvalid("file_size_bytes");
    }

    [Theory]
    [InlineData(1, "gzip")]
    [InlineData(1, "GZip")]
    [InlineData(1, "x-gzip")]
    [InlineData(1, "identity, gzip")]
    [InlineData(1, " gzip ,")]
    [InlineData(2, "gzip, gzip")]
    [InlineData(2, "gzip", "x-gzip")]
    [InlineData(0, "identity")]
    [InlineData(0, "")]
    public async Task A_packed_body_is_unpacked(int layers, params string[] codings)
    {
        using Person person = await app.NewPersonAsync();
        byte[] body = _good;
        for (int layer = 0; layer < layers; layer++) body = Gzip(body);
        (await PostAsync(person, body, codings)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip;q=1")]
    [InlineData("gzip, br")]
    [InlineData("gzip, gzip, gzip, gzip, gzip")]
    public async Task A_coding_that_is_not_known_is_told_from_those_that_are(string coding)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await PostAsync(person, Gzip(_good), coding);
        answer.ShouldBeError(HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING");
        answer.Header("Accept-Encoding").ShouldBe("gzip, identity");
        (await person.GetAsync(Path)).Number("pagination.total").ShouldBe(0);
    }

    [Fact]
    public async Task A_packed_body_that_is_broken_is_refused()
    {
        using Person person = await app.NewPersonAsync();
        byte[] packed = Gzip(_good), flipped = Gzip(_good);
        flipped[^6] ^= 1;
        byte[][] broken =
            [_good, packed[..^1], packed[..^4], packed[..^8], packed[..(packed.Length / 2)], packed[..5], flipped,
            [.. packed, 1, 2, 3], [.. packed, .. packed[..20]]];
        foreach (byte[] body in broken)
            (await PostAsync(person, body, "gzip")).ShouldBeError(HttpStatusCode.BadRequest, "BAD_REQUEST");
        (await person.GetAsync(Path)).Number("pagination.total").ShouldBe(0);
    }

    [Fact]
    public async Task The_limit_of_a_body_is_that_of_what_is_in_it()
    {
        using Person person = await app.NewPersonAsync();
        // What nothing can be saved of becomes larger by packing.
        byte[] noise = new byte[Most - _good.Length];
        new Random(1).NextBytes(noise);
        byte[] padding = [.. noise.Select(value => (byte)(value % 2 == 0 ? ' ' : '\t'))];
        byte[] whole = [.. padding, .. _good];
        (await PostAsync(person, Gzip(whole), "gzip")).Status.ShouldBe(HttpStatusCode.Created);
        (await PostAsync(person, Gzip(whole, CompressionLevel.NoCompression), "gzip")).Status
            .ShouldBe(HttpStatusCode.Created);
        byte[] zeros = new byte[64 * 1024 * 1024];
        foreach ((byte[] body, string coding) in new[]
        {
            (Gzip([.. whole, (byte)' ']), "gzip"), (Gzip(zeros), "gzip"), (Gzip(Gzip(zeros)), "gzip, gzip"),
        })
            (await PostAsync(person, body, coding))
                .ShouldBeError(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Fact]
    public async Task A_key_stands_for_what_a_body_means()
    {
        using Person person = await app.NewPersonAsync();
        string first = (await PostOnceAsync(person, _good)).Text("model.id");
        IEnumerable<string> members = Bodies.Model("video").Select(
            pair => $"\"{pair.Key}\" : {pair.Value!.ToJsonString()}");
        byte[] reversed = Encoding.UTF8.GetBytes($"{{{string.Join(" ,\n", members.Reverse())}}}");
        string text = Encoding.UTF8.GetString(_good);
        byte[][] same =
        [
            _good, reversed, [0xEF, 0xBB, 0xBF, .. _good], Encoding.UTF8.GetBytes(text + " \n"),
            Encoding.UTF8.GetBytes(text.Replace(":1000", ":1.0E3")),
            Encoding.UTF8.GetBytes(text.Replace("\"Mine\"", "\"\\u004Dine\"").Replace("video/mp4", "video\\/mp4")),
            Encoding.UTF8.GetBytes(text.Replace("\"name\"", "\"n\\u0061me\"")),
        ];
        foreach (byte[] body in same)
        {
            Answer again = await PostOnceAsync(person, body);
            again.Header("Idempotency-Replayed").ShouldBe("true", Encoding.UTF8.GetString(body));
            again.Text("model.id").ShouldBe(first);
        }
        (await PostOnceAsync(person, Gzip(reversed), "gzip")).Text("model.id").ShouldBe(first);
        (await PostOnceAsync(person, _good, type: "application/JSON;charset=UTF-8")).Text("model.id").ShouldBe(first);

        string[] others =
        [
            text.Replace(":1000", ":1000.5"), text.Replace(":1000", ":10000"), text.Replace(":1000", ":\"1000\""),
            text.Replace("Mine", "mine"), text.Replace("\"name\"", "\"Name\""), text.Replace("{", "{\"list\":[1,2],"),
            text.Replace("{", "{\"more\":null,"), text.Replace("{", "{\"name\":\"Mine\","), text[..^1], "",
        ];
        foreach (string other in others)
            (await PostOnceAsync(person, Encoding.UTF8.GetBytes(other)))
                .ShouldBeError(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
        (await person.GetAsync(Path)).Number("pagination.total").ShouldBe(1);
    }

    [Fact]
    public async Task The_order_of_a_list_and_of_a_name_given_twice_matters()
    {
        using Person person = await app.NewPersonAsync();
        string text = Encoding.UTF8.GetString(_good);
        string list = text.Replace("{", "{\"list\":[1,2],"), twice = text.Replace("{", "{\"a\":1,\"b\":0,\"a\":2,");
        async Task<Answer> OnceAsync(string key, string body) =>
            await PostOnceAsync(person, Encoding.UTF8.GetBytes(body), key: key);
        (await OnceAsync("list", list)).Status.ShouldBe(HttpStatusCode.Created);
        (await OnceAsync("list", list.Replace("1,2", "2,1")))
            .ShouldBeError(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
        (await OnceAsync("twice", twice)).Status.ShouldBe(HttpStatusCode.Created);
        (await OnceAsync("twice", twice.Replace("\"a\":1,\"b\":0", "\"b\":0,\"a\":1"))).Status
            .ShouldBe(HttpStatusCode.Created);
        (await OnceAsync("twice", twice.Replace("\"a\":1", "\"a\":3").Replace("\"a\":2", "\"a\":1")
            .Replace("\"a\":3", "\"a\":2")))
            .ShouldBeError(HttpStatusCode.UnprocessableEntity, "IDEMPOTENCY_KEY_REUSED");
    }

    [Theory]
    [InlineData("Video/MP4", HttpStatusCode.Created)]
    [InlineData("video/mp4 ; charset=UTF-8", HttpStatusCode.Created)]
    [InlineData("video/webm;codecs=vp9,opus", HttpStatusCode.Created)]
    [InlineData("video/webm; codecs=\\\"vp9, opus\\\"", HttpStatusCode.Created)]
    [InlineData("video/mp4;", HttpStatusCode.Created)]
    [InlineData("video/mp4x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("video", HttpStatusCode.UnprocessableEntity)]
    [InlineData("video/mp4;codecs", HttpStatusCode.UnprocessableEntity)]
    [InlineData("video/mp4;codecs=\\\"avc1", HttpStatusCode.UnprocessableEntity)]
    [InlineData("audio/mp4", HttpStatusCode.UnprocessableEntity)]
    public async Task The_type_of_a_file_may_be_spelled_in_any_way(string type, HttpStatusCode status)
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(Path, Bodies.Model("video").With("content_type", $"\"{type}\""))).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("Image/PNG")]
    [InlineData(" image/png; charset=binary")]
    public async Task The_type_of_a_picture_may_be_spelled_in_any_way(string type)
    {
        using Person person = await app.NewPersonAsync();
        Answer awaited = await person.PostAsync("/api/v1/settings/avatar", new { file_name = "me.png", content_type = type });
        awaited.Status.ShouldBe(HttpStatusCode.OK, awaited.ToString());
        (await person.PostAsync("/api/v1/settings/avatar", new { file_name = "me.gif", content_type = "image/gif" }))
            .ShouldBeInvalid("file_name", "content_type");
    }

    private static System.Text.Encodings.Web.JavaScriptEncoder Plain =>
        System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, level)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private static Task<Answer> PostAsync(Person person, byte[] body, params string[] codings) =>
        SendAsync(person, body, codings, key: null, "application/json");

    private static Task<Answer> PostOnceAsync(
        Person person, byte[] body, string? coding = null, string key = "key", string type = "application/json") =>
        SendAsync(person, body, coding is null ? [] : [coding], key, type);

    private static async Task<Answer> SendAsync(Person person, byte[] body, string[] codings, string? key, string type)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Content.Headers.TryAddWithoutValidation("Content-Encoding", codings);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await Answer.OfAsync(await person.Http.SendAsync(request));
    }
}
