using Microsoft.AspNetCore.Http;
using Understudy.Domain.Jobs.Engines.Providers;
using Understudy.Domain.Media;
using Understudy.Infrastructure.Tests.Egress;

namespace Understudy.Infrastructure.Tests.SoraApi;

/// <summary>What the provider has made comes here whole or not at all, through the guard, and no larger than it may be.</summary>
public sealed class SoraFilmsTests : SoraApiTest
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task A_film_is_stored_as_it_comes_and_the_key_does_not_go_there()
    {
        Receiver server = await ServerAsync(Bytes(1000));

        (await FetchAsync(Provider(server.Url), server)).ShouldBe(ProviderFetch.Stored);

        MediaObject film = (await Media.FindAsync(Film)).ShouldNotBeNull();
        (film.Bytes, film.ContentType).ShouldBe((1000, "video/mp4"));
        server.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_refused_by_what_it_says_and_by_what_comes(bool saysSo)
    {
        Receiver server = await ServerAsync(Bytes(1001, saysSo));

        (await FetchAsync(Provider(server.Url), server)).ShouldBe(ProviderFetch.Refused);
        (await Media.FindAsync(Film)).ShouldBeNull();
    }

    [Theory]
    [InlineData("video/mp4", ProviderFetch.Stored)]
    [InlineData("Video/MP4; codecs=\"avc1\"", ProviderFetch.Stored)]
    [InlineData("video/webm", ProviderFetch.Stored)]
    [InlineData("text/html", ProviderFetch.Refused)]
    [InlineData("image/png", ProviderFetch.Refused)]
    [InlineData("application/octet-stream", ProviderFetch.Refused)]
    [InlineData(null, ProviderFetch.Refused)]
    public async Task Only_films_are_taken(string? type, ProviderFetch wanted)
    {
        Receiver server = await ServerAsync(Bytes(10, type: type));
        (await FetchAsync(Provider(server.Url), server)).ShouldBe(wanted);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Receiver elsewhere = await ServerAsync(Bytes(10));
        Receiver server = await ServerAsync(context =>
        {
            context.Response.Redirect(elsewhere.Url.AbsoluteUri);
            return Task.CompletedTask;
        });
        (await FetchAsync(Provider(server.Url), server)).ShouldBe(ProviderFetch.Refused);
        elsewhere.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("http://10.0.0.1/film.mp4", true)]
    [InlineData("https://169.254.169.254/latest/meta-data", true)]
    [InlineData("https://[::ffff:192.168.0.1]/film.mp4", true)]
    [InlineData("file:///etc/passwd", true)]
    [InlineData("https://user:word@127.0.0.1/film.mp4", true)]
    [InlineData("http://127.0.0.1:{0}/film.mp4", false)]
    [InlineData("https://127.0.0.1:{0}/film.mp4", false)]
    public async Task No_address_leads_inside(string url, bool allowLoopback)
    {
        Receiver server = await ServerAsync(Bytes(10));
        IFilmProvider provider = Provider(server.Url, allowLoopback: allowLoopback);

        (await provider.FetchAsync(new Uri(string.Format(null, url, server.Url.Port)), Film, _limit, default))
            .ShouldBe(ProviderFetch.Refused);
        server.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task What_is_not_there_now_may_be_later(int status)
    {
        Receiver server = await ServerAsync(Json(status, ""));
        (await FetchAsync(Provider(server.Url), server)).ShouldBe(ProviderFetch.Failed);
    }

    [Fact]
    public async Task What_breaks_off_or_takes_too_long_leaves_nothing()
    {
        Receiver server = await ServerAsync(async context =>
        {
            context.Response.ContentLength = 900;
            await Bytes(500, saysSo: false)(context);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        (await FetchAsync(Provider(server.Url), server)).ShouldBe(ProviderFetch.Failed);

        server = await ServerAsync(async context =>
        {
            context.Response.ContentLength = 900;
            await Bytes(500, saysSo: false)(context);
            await context.Response.Body.FlushAsync();
            await Silence(context);
        });
        Task<ProviderFetch> fetching = FetchAsync(Provider(server.Url), server);
        Receiver slow = server;
        await Eventually.GetAsync(() => Task.FromResult(slow.Requests), requests => requests == 1);
        Time.Advance(_limit);
        (await fetching).ShouldBe(ProviderFetch.Failed);
        (await Media.FindAsync(Film)).ShouldBeNull();
    }

    private static Func<HttpContext, Task> Bytes(int count, bool saysSo = true, string? type = "video/mp4") => async context =>
    {
        context.Response.ContentType = type;
        if (saysSo) context.Response.ContentLength = count;
        await context.Response.Body.WriteAsync(new byte[count]);
    };

    private static Task<ProviderFetch> FetchAsync(IFilmProvider provider, Receiver server) =>
        provider.FetchAsync(new Uri(server.Url, "film.mp4?sig=signed"), Film, _limit, default);
}
