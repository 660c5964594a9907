using Understudy.Domain.Jobs;
using Understudy.Domain.Persistence;
using Understudy.Domain.Products.Clone;
using Understudy.Domain.Tests.Support;
using Understudy.Tests;

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

        time.Advance(TimeSpan.FromDays(-1));

        await Eventually.GetAsync(
            async () =>
            {
                await watcher.AdvancedAsync(20, default);
                return (await store.FindAsync<Job>(job.OwnerId, job.Id))!.Value.Progress;
            },
            progress => progress == 20);
    }
}
