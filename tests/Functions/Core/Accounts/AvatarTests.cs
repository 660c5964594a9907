using System.Net;
using System.Text;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>Avatars. Clone §10.3, §10.4.</summary>
public sealed class AvatarTests(TestApp app) : IClassFixture<TestApp>, IDisposable
{
    private const string Path = "/api/v1/settings/avatar";
    private readonly Pictures _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.webp", "image/webp")]
    public async Task A_picture_becomes_a_square_that_everybody_can_see(string name, string type)
    {
        using Person person = await app.NewPersonAsync();
        Answer confirmed = await ChangeAsync(person, name, type, await _pictures.MakeAsync(name));
        confirmed.Status.ShouldBe(HttpStatusCode.OK, confirmed.ToString());
        string url = confirmed.Text("avatar_url");
        (await person.GetAsync("/api/v1/auth/me")).Text("user.avatar_url").ShouldBe(url);
        (await person.PostAsync("/api/v1/auth/login")).Text("user.avatar_url").ShouldBe(url);

        using HttpClient anybody = app.Anonymous();
        using HttpResponseMessage shown = await anybody.GetAsync(url);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Content.Headers.ContentType!.ToString().ShouldBe("image/jpeg");
        shown.Headers.CacheControl!.ToString().ShouldBe("public, max-age=86400");
        shown.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        (await _pictures.DescribeAsync(await shown.Content.ReadAsByteArrayAsync())).ShouldBe("mjpeg,512,512");
        using HttpRequestMessage again = new(HttpMethod.Get, url);
        again.Headers.IfNoneMatch.Add(shown.Headers.ETag!);
        using HttpResponseMessage same = await anybody.SendAsync(again);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        app.HasMedia($"uploads/avatars/{person.Id}").ShouldBeFalse();
    }

    [Fact]
    public async Task The_picture_is_turned_upright_and_says_nothing_about_where_it_was_taken()
    {
        using Person person = await app.NewPersonAsync();
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            byte[] taken = await _pictures.TurnedAsync(orientation);
            byte[] avatar = await ShownAsync(await ChangeAsync(person, "a.jpg", "image/jpeg", taken));
            byte[] colours = await _pictures.ColoursAsync(avatar, 2);
            string[] quarters =
            [
                .. colours.Chunk(3).Select(c => (c[0] > 128, c[1] > 128, c[2] > 128) switch
                {
                    (true, false, false) => "red",
                    (false, true, false) => "green",
                    (false, false, true) => "blue",
                    (true, true, true) => "white",
                    _ => $"{c[0]} {c[1]} {c[2]}",
                }),
            ];
            quarters.ShouldBe(["red", "green", "blue", "white"], $"orientation {orientation}");
            Encoding.Latin1.GetString(taken).ShouldContain("SecretPlace");
            Encoding.Latin1.GetString(avatar).ShouldNotContain("SecretPlace");
            Encoding.Latin1.GetString(avatar).ShouldNotContain("Exif");
            Encoding.Latin1.GetString(avatar).ShouldNotContain("Lavc");
        }
    }

    [Fact]
    public async Task What_can_be_seen_through_lies_on_white()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await _pictures.MakeAsync("a.png", "color=black@0.0:size=64x64,format=rgba");
        byte[] avatar = await ShownAsync(await ChangeAsync(person, "a.png", "image/png", picture));
        (await _pictures.ColoursAsync(avatar, 1)).ShouldAllBe(part => part > 250);
    }

    [Fact]
    public async Task A_new_picture_takes_the_place_of_the_old_one()
    {
        using Person person = await app.NewPersonAsync();
        string first =
            (await ChangeAsync(person, "a.jpg", "image/jpeg", await _pictures.MakeAsync("a.jpg"))).Text("avatar_url");
        Answer again = await person.PostAsync($"{Path}/confirm");
        again.Status.ShouldBe(HttpStatusCode.OK);
        again.Text("avatar_url").ShouldBe(first);
        string second =
            (await ChangeAsync(person, "b.png", "image/png", await _pictures.MakeAsync("b.png"))).Text("avatar_url");
        second.ShouldNotBe(first);
        using HttpResponseMessage gone = await person.Http.GetAsync(first);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using HttpResponseMessage there = await person.Http.GetAsync(second);
        there.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Confirming_many_times_at_once_is_confirming_once()
    {
        using Person person = await app.NewPersonAsync();
        await UploadAsync(person, "a.jpg", "image/jpeg", await _pictures.MakeAsync("a.jpg"));
        Answer[] answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => person.PostAsync($"{Path}/confirm")));
        Answer[] done = [.. answers.Where(answer => answer.Status == HttpStatusCode.OK)];
        foreach (Answer busy in answers.Except(done)) busy.ShouldBeError(HttpStatusCode.BadRequest, "AVATAR_BUSY");
        done.Select(answer => answer.Text("avatar_url")).Distinct().Count().ShouldBe(1);
        (await person.PostAsync($"{Path}/confirm")).Text("avatar_url").ShouldBe(done[0].Text("avatar_url"));
    }

    [Fact]
    public async Task What_is_no_picture_leaves_the_old_one_and_may_be_sent_again()
    {
        using Person person = await app.NewPersonAsync();
        byte[] jpeg = await _pictures.MakeAsync("a.jpg");
        string avatar = (await ChangeAsync(person, "a.jpg", "image/jpeg", jpeg)).Text("avatar_url");
        byte[] png = await _pictures.MakeAsync("a.png");
        byte[] webp = await _pictures.MakeAsync("a.webp");
        (string Why, byte[] File)[] broken =
        [
            ("empty", []),
            ("text", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>")),
            ("a playlist", Encoding.UTF8.GetBytes("#EXTM3U\nfile:///etc/passwd")),
            ("only a head", jpeg[..4]),
            ("half a JPEG", jpeg[..(jpeg.Length / 2)]),
            ("half a PNG", png[..(png.Length / 2)]),
            ("half a WebP", webp[..(webp.Length / 2)]),
            ("a video", await _pictures.MakeAsync("a.mp4")),
            ("a GIF", await _pictures.MakeAsync("a.gif")),
            ("a BMP", await _pictures.MakeAsync("a.bmp")),
            ("too wide", await _pictures.MakeAsync("a.png", "color=red:size=4098x16")),
            ("too high", await _pictures.MakeAsync("a.jpg", "color=red:size=16x4098")),
            ("a PNG that says to be 30,000 pixels large", Large(png)),
            ("a GIF that says to be 30,000 pixels large", LargeGif(await _pictures.MakeAsync("a.gif"))),
        ];
        foreach ((string why, byte[] file) in broken)
        {
            Answer refused = await ChangeAsync(person, "b.jpg", "image/jpeg", file);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest, why);
            refused.ShouldBeError(HttpStatusCode.BadRequest, "INVALID_IMAGE");
            (await person.GetAsync("/api/v1/auth/me")).Text("user.avatar_url").ShouldBe(avatar);
        }

        string url = (await person.PostAsync(Path, Body("b.jpg", "image/jpeg"))).Text("upload.presigned_url");
        (await person.PutAsync(url, [1, 2, 3], "image/jpeg")).ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync($"{Path}/confirm")).ShouldBeError(HttpStatusCode.BadRequest, "INVALID_IMAGE");
        (await person.PutAsync(url, jpeg, "image/jpeg")).ShouldBe(HttpStatusCode.Created);
        (await person.PostAsync($"{Path}/confirm")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("a.png", "4098x16")]
    [InlineData("a.jpg", "16x4098")]
    [InlineData("a.webp", "4098x16")]
    [InlineData("a.webp", "16x4098", "-lossless", "1")]
    [InlineData("a.webp", "4098x16", "-pix_fmt", "yuva420p")]
    public async Task A_picture_that_is_too_large_is_told_its_size_and_the_limit(
        string name, string size, params string[] options)
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await _pictures.MakeAsync(name, $"color=red:size={size}", options);
        string type = name switch { "a.png" => "image/png", "a.jpg" => "image/jpeg", _ => "image/webp" };
        Answer refused = await ChangeAsync(person, name, type, picture);
        refused.ShouldBeError(HttpStatusCode.BadRequest, "INVALID_IMAGE");
        refused.Text("error.message").ShouldBe(
            $"The picture is {size.Replace("x", " × ", StringComparison.Ordinal)} pixels large; "
            + "at most 4096 × 4096 are possible.");
    }

    [Fact]
    public async Task The_largest_picture_is_taken()
    {
        using Person person = await app.NewPersonAsync();
        byte[] picture = await _pictures.MakeAsync("a.jpg", "color=red:size=4096x4096");
        (await ChangeAsync(person, "a.jpg", "image/jpeg", picture)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task More_than_5_MB_are_not_even_received()
    {
        using Person person = await app.NewPersonAsync();
        string url = (await person.PostAsync(Path, Body("a.png", "image/png"))).Text("upload.presigned_url");
        (await person.PutAsync(url, new byte[(5 * 1024 * 1024) + 1], "image/png"))
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await person.PutAsync(url, [1], "image/jpeg")).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await person.PostAsync($"{Path}/confirm")).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
        (await person.PutAsync(url, new byte[5 * 1024 * 1024], "image/png")).ShouldBe(HttpStatusCode.Created);
        (await person.PutAsync(url, [1, 2, 3], "image/png")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Nothing_can_be_confirmed_before_it_was_uploaded()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync($"{Path}/confirm")).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
        await person.PostAsync(Path, Body("a.png", "image/png"));
        (await person.PostAsync($"{Path}/confirm")).ShouldBeError(HttpStatusCode.BadRequest, "UPLOAD_MISSING");
    }

    [Theory]
    [InlineData("a.jpeg", "image/jpeg", "avatar.jpg")]
    [InlineData("A.JPG", "image/jpeg", "avatar.jpg")]
    [InlineData("my photo.png", "image/png", "avatar.png")]
    [InlineData("a.b.webp", "image/webp", "avatar.webp")]
    public async Task A_name_that_fits_its_type_is_taken(string name, string type, string key)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.PostAsync(Path, Body(name, type));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer.Text("upload.s3_key").ShouldBe($"avatars/{person.Id}/{key}");
    }

    [Theory]
    [InlineData("a.png", "image/jpeg", "file_name")]
    [InlineData("a.jpg", "image/png", "file_name")]
    [InlineData("jpg", "image/jpeg", "file_name")]
    [InlineData("a.gif", "image/gif", "file_name content_type")]
    [InlineData("a.jpg", "image/svg+xml", "content_type")]
    [InlineData("a.jpg", "IMAGE/GIF", "content_type")]
    [InlineData("", "", "file_name content_type")]
    public async Task A_name_that_does_not_is_refused(string name, string type, string fields)
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(Path, Body(name, type))).ShouldBeInvalid(fields.Split(' '));
    }

    [Theory]
    [InlineData("/avatars/0190a000-0000-7000-8000-000000000000/0190a000-0000-7000-8000-000000000000.jpg")]
    [InlineData("/avatars/x/0190a000-0000-7000-8000-000000000000.jpg")]
    [InlineData("/avatars/0190a000-0000-7000-8000-000000000000/x.jpg")]
    [InlineData("/avatars/..%2f..%2fmodels/0190a000-0000-7000-8000-000000000000.jpg")]
    [InlineData("/avatars/0190a000-0000-7000-8000-000000000000/..%2f..%2f0190a000-0000-7000-8000-000000000000.jpg")]
    public async Task There_is_nothing_where_no_avatar_is(string path)
    {
        using HttpClient anybody = app.Anonymous();
        (await Answer.OfAsync(await anybody.GetAsync(path))).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static object Body(string name, string type) => new { file_name = name, content_type = type };

    // The head of a PNG with other dimensions and the checksum that goes with them.
    private static byte[] Large(byte[] png)
    {
        byte[] large = [.. png];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(large.AsSpan(16), 30_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(large.AsSpan(20), 30_000);
        uint crc = uint.MaxValue;
        foreach (byte value in large.AsSpan(12, 17))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(large.AsSpan(29), ~crc);
        return large;
    }

    private static byte[] LargeGif(byte[] gif) => [.. gif[..6], 0x30, 0x75, 0x30, 0x75, .. gif[10..]];

    private static async Task UploadAsync(Person person, string name, string type, byte[] file)
    {
        Answer upload = await person.PostAsync(Path, Body(name, type));
        upload.Status.ShouldBe(HttpStatusCode.OK, upload.ToString());
        (await person.PutAsync(upload.Text("upload.presigned_url"), file, type)).ShouldBe(HttpStatusCode.Created);
    }

    private static async Task<Answer> ChangeAsync(Person person, string name, string type, byte[] file)
    {
        await UploadAsync(person, name, type, file);
        return await person.PostAsync($"{Path}/confirm");
    }

    private async Task<byte[]> ShownAsync(Answer confirmed)
    {
        confirmed.Status.ShouldBe(HttpStatusCode.OK, confirmed.ToString());
        using HttpClient anybody = app.Anonymous();
        return await anybody.GetByteArrayAsync(confirmed.Text("avatar_url"));
    }
}
