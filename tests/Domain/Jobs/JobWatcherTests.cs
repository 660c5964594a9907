using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Jobs;

public sealed class JobWatcherTests
{
    [Fact]
    public async Task Progress_goes_on_although_the_clock_is_put_back()
    {
        ManualTime time = new();
        InMemoryDocumentStore store = new(time);
        Job job = Samples.Video();
        await store.CreateAsync(job);
        JobWatcher watcher = new(store, new Lanes(store, time), new TalkingVideoKind(store, new DeletedMedia()), time, job);
        await watcher.StartedAsync(default);
        await watcher.AdvancedAsync(10, default);

        time.Correct(TimeSpan.FromDays(-1));

        time.Advance(TimeSpan.FromMinutes(1));
        await watcher.AdvancedAsync(20, default);
        (await store.FindAsync<Job>(job.OwnerId, job.Id))!.Value.Progress.ShouldBe(20);
    }
}
