using System.Net;
using System.Net.Sockets;
using Understudy.Domain.Media;

namespace Understudy.Infrastructure.Tests;

// What one URL, and all of them, may take of the server.
public sealed partial class SignedUploadTests
{
    [Fact]
    public async Task A_trickle_ends_even_though_it_never_stops()
    {
        await using MediaServer server = await MediaServer.StartAsync(TimeSpan.FromSeconds(1));
        await using NetworkStream stream = await BeginAsync(server, 1000);
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
        string answer = await ReadToEndAsync(stream);
        await ended.CancelAsync();
        await trickle;
        answer.ShouldStartWith("HTTP/1.1 408");
        server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_uploads_of_an_object_may_go_on_at_once_and_others_are_told_to_wait()
    {
        Uri url = Sign(3);
        await using NetworkStream first = await BeginAsync(_server, 3);
        await using (NetworkStream second = await BeginAsync(_server, 3))
        {
            await Eventually.HoldsAsync(() => _server.Files.Count() == 2, "two files are coming in");
            HttpResponseMessage third = await PutAsync(url, [1, 2, 3]);
            third.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
            await ShouldRefuseAsync(third, HttpStatusCode.Conflict, "UPLOAD_IN_PROGRESS");
            Uri another = _server.Store.SignUpload(
                new MediaKey(MediaKey.Uploads, "videos/user/other/source.mp4"),
                new UploadPromise(Type, 3),
                TimeSpan.FromHours(1));
            (await PutAsync(another, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.Created);
        }
        await Eventually.HoldsAsync(() => _server.Files.Count() == 2, "the second one has ended");
        (await PutAsync(url, [1, 2, 3])).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_upload_that_is_under_way_ends_some_time_after_its_url()
    {
        await using NetworkStream stream = await BeginAsync(_server, 1000);
        _server.Clock.Advance(TimeSpan.FromHours(1) + _server.Store.Options.ExpiryGrace + TimeSpan.FromSeconds(1));
        await stream.WriteAsync("more"u8.ToArray());
        string answer = await ReadToEndAsync(stream);
        answer.ShouldStartWith("HTTP/1.1 403");
        answer.ShouldContain("expired");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_began_in_time_may_end_a_little_after_its_url()
    {
        await using NetworkStream stream = await BeginAsync(_server, 5);
        _server.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1));
        await stream.WriteAsync("abcd"u8.ToArray());
        (await ReadToEndAsync(stream)).ShouldStartWith("HTTP/1.1 201");
    }

    [Fact]
    public async Task What_nobody_awaits_any_more_is_not_taken()
    {
        _server.IsAwaited = false;
        await ShouldRefuseAsync(await PutAsync(Sign(3), [1, 2, 3]), HttpStatusCode.Forbidden, "UPLOAD_CLOSED");
        _server.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upload_ends_when_nobody_awaits_it_any_more(bool atItsEnd)
    {
        await using NetworkStream stream = await BeginAsync(_server, atItsEnd ? 5 : 1000);
        _server.IsAwaited = false;
        if (!atItsEnd) _server.Clock.Advance(TimeSpan.FromSeconds(10));
        await stream.WriteAsync("abcd"u8.ToArray());
        string answer = await ReadToEndAsync(stream);
        answer.ShouldStartWith("HTTP/1.1 403");
        answer.ShouldContain("UPLOAD_CLOSED");
        _server.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Uploads_leave_a_reserve_of_the_disk_free_and_reading_goes_on()
    {
        Uri url = Sign(700);
        _server.FreeBytes = MediaServer.ReserveBytes + 699;
        HttpResponseMessage refused = await PutAsync(url, new byte[700]);
        refused.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        await ShouldRefuseAsync(refused, HttpStatusCode.InsufficientStorage, "INSUFFICIENT_STORAGE");
        _server.FreeBytes = MediaServer.ReserveBytes + 700;
        (await PutAsync(url, new byte[700])).StatusCode.ShouldBe(HttpStatusCode.Created);
        _server.FreeBytes = 0;
        (await _server.Client.GetAsync(_server.Store.SignDownload(_key, TimeSpan.FromHours(1))))
            .StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_uploads_have_announced_counts_as_used()
    {
        _server.FreeBytes = MediaServer.ReserveBytes + 1000;
        Uri other = _server.Store.SignUpload(
            new MediaKey(MediaKey.Uploads, "videos/user/other/source.mp4"),
            new UploadPromise(Type, 700),
            TimeSpan.FromHours(1));
        await using (NetworkStream stream = await BeginAsync(_server, 700))
        {
            await ShouldRefuseAsync(
                await PutAsync(other, new byte[700]), HttpStatusCode.InsufficientStorage, "INSUFFICIENT_STORAGE");
        }
        await Eventually.HoldsAsync(() => !_server.Files.Any(), "the first one has ended");
        (await PutAsync(other, new byte[700])).StatusCode.ShouldBe(HttpStatusCode.Created);
    }
}
