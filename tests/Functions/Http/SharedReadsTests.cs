using Understudy.Domain.Persistence;
using Understudy.Functions.Http.Streaming;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Sqlite;
using Understudy.Tests;

namespace Understudy.Functions.Tests.Http;

/// <summary>What many people watch is read once.</summary>
public sealed class SharedReadsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ElasticTime _time = new();
    private readonly SqliteDocumentStore _store;
    private int _reads;

    public SharedReadsTests() =>
        _store = new SqliteDocumentStore(new SqliteOptions(Path.Combine(_folder.Path, "documents.db")), _time);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_hundred_who_watch_one_thing_cost_one_read_and_nothing_while_nothing_changes()
    {
        SharedReads reads = new(_store, _time);
        SharedRead<int>[] all = [.. Enumerable.Range(0, 100).Select(_ => reads.Join(Watched()))];
        SharedRead<int>.Moment[] first = await Task.WhenAll(all.Select(each => each.AfterAsync(null, default)));
        first.ShouldAllBe(moment => moment.State!.Data == 0);
        _time.Advance(TimeSpan.FromMinutes(10));
        _reads.ShouldBe(1);

        Task<SharedRead<int>.Moment>[] next = [.. all.Select(each => each.AfterAsync(first[0], default))];
        await _store.CreateAsync(new Thing { Id = "1", Partition = "watched" });
        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(next.All(task => task.IsCompleted));
            },
            done => done);
        (await Task.WhenAll(next)).ShouldAllBe(moment => moment.State!.Data == 1);
        _reads.ShouldBe(2);
        await _store.CreateAsync(new Thing { Id = "2", Partition = "elsewhere" });
        _time.Advance(TimeSpan.FromMinutes(10));
        _reads.ShouldBe(2);
        foreach (SharedRead<int> each in all) each.Dispose();
        using SharedRead<int> later = reads.Join(Watched());
        (await later.AfterAsync(null, default)).State!.Data.ShouldBe(1);
        _reads.ShouldBe(3);
    }

    [Fact]
    public async Task A_store_that_does_not_tell_is_read_now_and_then()
    {
        SharedReads reads = new(new FaultyStore(_store), _time);
        using SharedRead<int> watch = reads.Join(Watched());
        SharedRead<int>.Moment first = await watch.AfterAsync(null, default);
        Task<SharedRead<int>.Moment> next = watch.AfterAsync(first, default);
        await _store.CreateAsync(new Thing { Id = "1", Partition = "watched" });
        await Eventually.GetAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(next.IsCompleted);
            },
            done => done);
        (await next).State!.Data.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_those_who_watch_and_the_next_begins_anew()
    {
        SharedReads reads = new(_store, _time);
        Watched<int> broken = new("a", ["watched"], _ => throw new IOException("gone"));
        using (SharedRead<int> watch = reads.Join(broken))
        {
            SharedRead<int>.Moment moment = await watch.AfterAsync(null, default);
            Should.Throw<InvalidOperationException>(() => moment.State);
        }
        using SharedRead<int> again = reads.Join(Watched());
        (await again.AfterAsync(null, default)).State!.Data.ShouldBe(0);
    }

    private Watched<int> Watched() => new("a", ["watched"], async cancellationToken =>
    {
        Interlocked.Increment(ref _reads);
        DocumentPage<Thing> page = await _store.QueryAsync<Thing>(
            new DocumentQuery { Partition = "watched" }, cancellationToken);
        return new WatchedState<int>($"{page.Items.Count}", page.Items.Count, IsLast: false);
    });

    private sealed record Thing : IDocument
    {
        public static DocumentType Type { get; } = new("thing");

        public required string Id { get; init; }

        public required string Partition { get; init; }

        public DateTimeOffset? ExpiresAt => null;
    }
}
