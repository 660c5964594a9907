using Understudy.Domain.Common;
using Understudy.Domain.Media.Storage;
using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Media.Storage;

public sealed class StorageBookTests
{
    private static readonly StorageId _id = new("ann", "films");
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;
    private readonly StorageBook _book;

    public StorageBookTests()
    {
        _store = new InMemoryDocumentStore(_time) { Interleaves = true };
        _book = new StorageBook(_store, _time);
    }

    [Fact]
    public async Task Room_is_reserved_counted_and_given_back()
    {
        (await ReserveAsync("a", 60, limit: 100)).Value.ShouldBe(new StorageUse(0, 60));
        await _book.CountAsync(_id, "a", 55, default);
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(55, 0));
        await _book.ReturnAsync(_id, "a", default);
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(0, 0));
    }

    [Fact]
    public async Task Repeating_changes_nothing()
    {
        for (int time = 0; time < 2; time++) (await ReserveAsync("a", 60, limit: 100)).Value.ShouldBe(new StorageUse(0, 60));
        for (int time = 0; time < 2; time++) await _book.CountAsync(_id, "a", 60, default);
        (await ReserveAsync("a", 60, limit: 100)).Value.ShouldBe(new StorageUse(60, 0));
        await _book.CountAsync(_id, "b", 1, default);
        for (int time = 0; time < 2; time++) await _book.ReturnAsync(_id, "a", default);
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(1, 0));
    }

    [Fact]
    public async Task What_is_on_its_way_counts_and_more_than_the_limit_is_refused()
    {
        await _book.CountAsync(_id, "a", 40, default);
        await ReserveAsync("b", 50, limit: 100);
        (await ReserveAsync("c", 11, limit: 100)).Problem.ShouldBe(new StorageLimitReached(100, 90, 11));
        (await ReserveAsync("c", 10, limit: 100)).Value.ShouldBe(new StorageUse(40, 60));
        (await ReserveAsync("d", 1_000_000, limit: null)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Products_and_people_have_room_of_their_own()
    {
        await _book.CountAsync(_id, "a", 90, default);
        foreach (StorageId other in new[] { _id with { Product = "voices" }, _id with { OwnerId = "bob" } })
            (await _book.ReserveAsync(other, "a", 100, 100, _hour, default)).Value.ShouldBe(new StorageUse(0, 100));
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(90, 0));
    }

    [Fact]
    public async Task Room_that_was_kept_for_what_never_came_is_free_again()
    {
        await ReserveAsync("a", 100, limit: 100);
        _time.Advance(_hour);
        (await ReserveAsync("b", 100, limit: 100)).Succeeded.ShouldBeTrue();
        await _book.ReturnAsync(_id, "b", default);
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(0, 0));
    }

    [Fact]
    public async Task Nobody_is_turned_away_because_of_a_wrong_sum()
    {
        await _book.CountAsync(_id, "a", 10, default);
        await _book.RecountAsync(_id, default);
        await _store.UpdateAsync<StorageAccount>("ann", "films", account => account with { Bytes = 100 });
        (await ReserveAsync("b", 90, limit: 100)).Succeeded.ShouldBeFalse();
        _time.Advance(_hour + TimeSpan.FromSeconds(1));
        (await ReserveAsync("b", 90, limit: 100)).Value.ShouldBe(new StorageUse(10, 90));
    }

    [Fact]
    public async Task What_is_made_is_counted_though_there_is_no_room_for_it()
    {
        await ReserveAsync("a", 90, limit: 100);
        await _book.CountAsync(_id, "b", 50, default);
        (await ReserveAsync("c", 1, limit: 100)).Problem.ShouldBe(new StorageLimitReached(100, 140, 1));
    }

    [Fact]
    public async Task Many_at_once_do_not_take_more_than_there_is()
    {
        Result<StorageUse>[] results = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => ReserveAsync($"{i}", 10, limit: 95)));
        results.Count(result => result.Succeeded).ShouldBe(9);
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i => new[]
        {
            _book.CountAsync(_id, "same", 5, default),
            _book.CountAsync(_id, $"{i}", 10, default),
            _book.RecountAsync(_id, default),
        }));
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(205, 0));
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i => new[]
        {
            _book.ReturnAsync(_id, "same", default), _book.RecountAsync(_id, default), _book.ReturnAsync(_id, $"{i}", default),
        }));
        (await _book.GetAsync(_id, default)).ShouldBe(new StorageUse(0, 0));
    }

    /// <summary>Crashes anywhere, lost answers and conflicts; whatever was cut off is done again some time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task The_sum_is_that_of_the_items_whatever_happens(int seed)
    {
        Random random = new(seed);
        Dictionary<string, long> there = [];
        for (int round = 0; round < 60; round++)
        {
            _store.Faults = new RandomFaults((seed * 1000) + round);
            string item = $"{random.Next(12)}";
            long bytes = random.Next(1, 100);
            if (there.Remove(item)) await UntilDoneAsync(() => _book.ReturnAsync(_id, item, default));
            else
            {
                if (random.Next(2) == 0) await UntilDoneAsync(() => ReserveAsync(item, 200, limit: null));
                if (random.Next(4) == 0) continue;
                there[item] = bytes;
                await UntilDoneAsync(() => _book.CountAsync(_id, item, bytes, default));
            }
            if (random.Next(5) == 0) await UntilDoneAsync(() => _book.RecountAsync(_id, default));
        }
        _store.Faults = null;
        _time.Advance(TimeSpan.FromDays(1));
        StorageUse use = await _book.GetAsync(_id, default);
        use.ShouldBe(new StorageUse(there.Values.Sum(), 0));
        (await _book.RecountAsync(_id, default)).ShouldBe(use);
    }

    private static async Task UntilDoneAsync(Func<Task> step)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (SimulatedCrashException)
            {
                // It begins anew.
            }
        }
    }

    private Task<Result<StorageUse>> ReserveAsync(string item, long bytes, long? limit) =>
        _book.ReserveAsync(_id, item, bytes, limit, _hour, default);
}
