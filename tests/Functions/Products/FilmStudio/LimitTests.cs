using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.FilmStudio;

/// <summary>FilmStudio, Too Many Requests.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly TestApp _app = new() { KeepsContractLimits = true };

    public Task InitializeAsync() => _app.InitializeAsync();

    public Task DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Sixty_sounds_an_hour_together_and_no_video_among_them()
    {
        using Person person = await FilmPeople.NewAsync(_app);
        string project = await person.FilmProjectAsync();
        // What is refused counts, too.
        for (int i = 0; i < 60; i++)
        {
            string what = (i % 3) switch { 0 => "audio-generate", 1 => "music-generate", _ => "lip-sync" };
            (await person.AskAsync(what, new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
        foreach (string what in new[] { "audio-generate", "music-generate", "lip-sync" })
        {
            Answer refused = await person.AskAsync(what, new { });
            refused.ShouldFail(HttpStatusCode.TooManyRequests, "Rate limit exceeded");
            refused.Number("retryAfter").ShouldBe(int.Parse(refused.Headers.GetValues("Retry-After").Single(), null));
            refused.Headers.GetValues("RateLimit-Policy").Single().ShouldContain("q=60;w=3600");
        }
        await person.AskVideoAsync(project);
        using Person other = await FilmPeople.NewAsync(_app);
        await other.AskMusicAsync(await other.FilmProjectAsync());
        _app.Time.Advance(TimeSpan.FromHours(1));
        (await person.AskAsync("music-generate", new { })).Status.ShouldBe(HttpStatusCode.BadRequest);
    }
}
