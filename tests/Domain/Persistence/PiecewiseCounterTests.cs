using Understudy.Domain.Persistence;
using Understudy.Domain.Tests.Support;

namespace Understudy.Domain.Tests.Persistence;

public sealed class PiecewiseCounterTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Whatever_several_processes_count_at_once_is_counted_once_each()
    {
        InMemoryDocumentStore store = new(_time) { Interleaves = true };
        PiecewiseCounter[] processes = [new(store), new(store), new(store)];

        await Task.WhenAll(Enumerable.Range(0, 600)
            .Select(n => Task.Run(() => processes[n % 3].CountAsync("films", n % 2 == 0 ? "even" : "odd"))));

        IReadOnlyDictionary<string, long> counts = await processes[0].ReadAsync("films");
        counts.ShouldBe(new Dictionary<string, long> { ["even"] = 300, ["odd"] = 300 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Amounts_of_several_things_are_counted_together()
    {
        PiecewiseCounter counter = new(new InMemoryDocumentStore(_time) { Interleaves = true });
        await Task.WhenAll(Enumerable.Range(0, 100)
            .Select(n => counter.CountAsync("films", [("made", 1), ("seconds", n)])));
        (await counter.ReadAsync("films")).ShouldBe(
            new Dictionary<string, long> { ["made"] = 100, ["seconds"] = 4950 }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_counted_is_spread_over_all_pieces()
    {
        InMemoryDocumentStore store = new(_time);
        PiecewiseCounter counter = new(store);
        for (int n = 0; n < 3 * PiecewiseCounter.Pieces; n++) await counter.CountAsync("films", "1");

        DocumentPage<CountPiece> pieces = await store.QueryAsync<CountPiece>(new DocumentQuery { Partition = "films" });
        pieces.Items.Count.ShouldBe(PiecewiseCounter.Pieces);
        pieces.Items.ShouldAllBe(piece => piece.Value.Counts["1"] == 3);
    }

    [Fact]
    public async Task Groups_are_counted_apart_and_what_was_never_counted_is_missing()
    {
        PiecewiseCounter counter = new(new InMemoryDocumentStore(_time));
        await counter.CountAsync("films", "1");
        (await counter.ReadAsync("films")).ShouldBe(new Dictionary<string, long> { ["1"] = 1 });
        (await counter.ReadAsync("songs")).ShouldBeEmpty();
    }
}
