using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Persistence;
using Understudy.Domain.Publishing;
using Understudy.Functions.Tests.Products.FilmStudio;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.Faults;

/// <summary>
/// A hundred uploads while a quarter of what is asked of YouTube fails in all the ways that it can: each video is there once, and to
/// the byte.
/// </summary>
public sealed class YouTubeFaultTests(YouTubeApp youTube) : IClassFixture<YouTubeApp>
{
    private const int People = 20;
    private const int Each = PublishVideoHandler.MostAtOnce;

    [Fact]
    public Task Each_video_is_there_once_whatever_breaks() => Seed.RunAsync(async random =>
    {
        var runs = new Run[People];
        for (int i = 0; i < People; i++)
        {
            Person person = await youTube.NewOwnerAsync();
            (string project, byte[] film) = await youTube.FilmAsync(person, random.Next(1, 4 * YouTubeApp.Unit));
            runs[i] = new Run(person, project, film);
        }
        youTube.YouTube.KeptUnit = 1024;
        Lock gate = new();
        youTube.YouTube.Script = request =>
        {
            lock (gate) return Fault(random, request);
        };
        Task<Answer>[] asked =
        [
            .. runs.SelectMany(run => Enumerable.Range(0, Each).Select(n => YouTubeApp.UploadAsync(run.Person, run.Project, $"Film {n}"))),
        ];
        IDocumentStore store = youTube.App.Services.GetRequiredService<IDocumentStore>();
        // Slowly enough for each call to be answered in its time, also on a slow machine.
        await Eventually.GetAsync(
            async () =>
            {
                youTube.App.Time.Advance(TimeSpan.FromMilliseconds(500));
                return asked.All(task => task.IsCompleted) && await LeftAsync(store, runs) == 0;
            },
            isDone => isDone,
            Limits.Work);
        youTube.YouTube.Script = null;

        foreach (Run run in runs)
        {
            Publication[] publications = await PublicationsAsync(store, run);
            publications.Select(each => (each.State, each.Failure)).Distinct().ShouldBe([(PublicationState.Published, null)]);
            YouTubeVideo[] videos = [.. youTube.YouTube.Videos.Where(video => video.Channel == $"UC-{run.Person.Id}")];
            videos.Select(video => video.Title).ShouldBe(Enumerable.Range(0, Each).Select(n => $"Film {n}"), ignoreOrder: true);
            videos.All(video => video.Bytes.AsSpan().SequenceEqual(run.Film)).ShouldBeTrue();
            publications.Select(each => (each.Details.Title, each.VideoId)).ShouldBe(
                videos.Select(video => (video.Title, (string?)video.Id)), ignoreOrder: true);
            run.Person.Dispose();
        }
        youTube.YouTube.Unexpected.ShouldBeEmpty();
    });

    private static YouTubeFault? Fault(Random random, YouTubeRequest request)
    {
        if (random.NextDouble() > 0.25) return null;
        bool isOfUpload = request.Range.Length > 0;
        return random.Next(isOfUpload ? 9 : 4) switch
        {
            0 => new YouTubeFault.Answer(503, "backendError"),
            1 => new YouTubeFault.Answer(403, "rateLimitExceeded", RetryAfter: 2),
            2 => new YouTubeFault.Cut(random.Next(YouTubeApp.Unit)),
            3 => new YouTubeFault.LoseAnswer(),
            4 => new YouTubeFault.Answer(401, "authError"),
            5 when random.Next(4) == 0 => new YouTubeFault.Forget(IsDoneBefore: random.Next(2) == 0),
            6 => new YouTubeFault.Shorten(random.Next(YouTubeApp.Unit)),
            _ => new YouTubeFault.Cut(random.Next(YouTubeApp.Unit)),
        };
    }

    private static async Task<int> LeftAsync(IDocumentStore store, Run[] runs)
    {
        int left = 0;
        foreach (Run run in runs) left += (await PublicationsAsync(store, run)).Count(each => !each.IsFinished);
        return left;
    }

    private static async Task<Publication[]> PublicationsAsync(IDocumentStore store, Run run) =>
    [
        .. (await store.QueryAsync<Publication>(new DocumentQuery { Partition = run.Person.Id })).Items.Select(each => each.Value),
    ];

    private sealed record Run(Person Person, string Project, byte[] Film);
}
