using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Support;

public sealed class InMemoryDocumentStoreTests
{
    private readonly ManualTime _time = new();
    private readonly InMemoryDocumentStore _store;

    public InMemoryDocumentStoreTests() => _store = new InMemoryDocumentStore(_time);

    [Fact]
    public async Task Only_who_saw_the_latest_version_changes_or_deletes_a_document()
    {
        Stored<Note> first = (await _store.CreateAsync(new Note("a", "ann", "x", 1)))!;
        (await _store.CreateAsync(new Note("a", "ann", "y", 1))).ShouldBeNull();
        Stored<Note> second = (await _store.ReplaceAsync(first.Value with { Text = "z" }, first.ETag))!;

        (await _store.ReplaceAsync(first.Value, first.ETag)).ShouldBeNull();
        (await _store.DeleteAsync<Note>("ann", "a", first.ETag)).ShouldBeFalse();
        (await _store.FindAsync<Note>("ann", "a")).ShouldBe(second);
        (await _store.DeleteAsync<Note>("ann", "a", second.ETag)).ShouldBeTrue();
        (await _store.ReplaceAsync(second.Value, second.ETag)).ShouldBeNull();
    }

    [Fact]
    public async Task An_expired_document_is_gone()
    {
        await _store.CreateAsync(new Note("a", "ann", "x", 1) { ExpiresAt = _time.Now.AddHours(1) });
        _time.Advance(TimeSpan.FromHours(1));
        (await _store.FindAsync<Note>("ann", "a")).ShouldBeNull();
        (await _store.QueryAsync<Note>(new DocumentQuery())).Items.ShouldBeEmpty();
        (await _store.CreateAsync(new Note("a", "ann", "y", 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Pages_follow_each_other_in_the_query_s_order()
    {
        foreach ((string id, int rank) in new[] { ("a", 2), ("b", 1), ("c", 2), ("d", 3), ("e", 1) })
            await _store.CreateAsync(new Note(id, "ann", "x", rank));
        await _store.CreateAsync(new Note("f", "bob", "x", 1));

        DocumentQuery query = new()
        {
            Partition = "ann",
            OrderBy = "rank",
            Descending = true,
            Limit = 2,
            CountTotal = true,
        };
        List<string> ids = [];
        string? continuation = null;
        do
        {
            DocumentPage<Note> page = await _store.QueryAsync<Note>(query with { Continuation = continuation });
            page.Total.ShouldBe(5);
            ids.AddRange(page.Items.Select(item => item.Value.Id));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        ids.ShouldBe(["d", "c", "a", "e", "b"]);
        (await IdsAsync(query with { Offset = 3 })).ShouldBe("eb");
    }

    [Fact]
    public async Task Filters_choose_by_declared_fields()
    {
        await _store.CreateAsync(new Note("a", "ann", "holiday", 1));
        await _store.CreateAsync(new Note("b", "ann", "Holiday plan", 2));
        await _store.CreateAsync(new Note("c", "ann", null, 3));

        (await IdsAsync(Where(Filter.StartsWith("text", "hol")))).ShouldBe("a");
        (await IdsAsync(Where(Filter.Has("text", "liday")))).ShouldBe("ab");
        (await IdsAsync(Where(Filter.Equal("text", null)))).ShouldBe("c");
        (await IdsAsync(Where(Filter.Equal("rank", 2)))).ShouldBe("b");
        (await IdsAsync(Where(Filter.Equal("rank", "2")))).ShouldBe("");
        (await IdsAsync(Where(Filter.Among("rank", 3, 1, "2")))).ShouldBe("ac");
        (await IdsAsync(Where(Filter.Between("rank", 2, null)))).ShouldBe("bc");
        (await IdsAsync(Where(Filter.Between("rank", 1, 3), Filter.StartsWith("text", "H")))).ShouldBe("b");
    }

    [Fact]
    public async Task A_query_that_no_store_could_answer_is_refused()
    {
        await _store.CreateAsync(new Note("a", "ann", "x", 1));
        await _store.CreateAsync(new Note("b", "ann", "x", 1));
        string? continuation = (await _store.QueryAsync<Note>(new DocumentQuery { Limit = 1 })).Continuation;
        DocumentQuery[] refused =
        [
            Where(Filter.Equal("secret", 1)), new() { OrderBy = "secret" }, new() { Limit = 0 }, new() { Limit = 1001 },
            new() { Offset = -1 }, new() { Continuation = "?" }, new() { Continuation = continuation, Partition = "bob" },
        ];
        foreach (DocumentQuery query in refused)
            await Should.ThrowAsync<ArgumentException>(() => _store.QueryAsync<Note>(query));
    }

    private static DocumentQuery Where(params Filter[] filters) => new() { Where = filters };

    private async Task<string> IdsAsync(DocumentQuery query) =>
        string.Concat((await _store.QueryAsync<Note>(query)).Items.Select(item => item.Value.Id));

    private sealed record Note(string Id, string Partition, string? Text, int Rank) : IDocument
    {
        public static DocumentType Type { get; } = new("note", "text", "rank");

        public DateTimeOffset? ExpiresAt { get; init; }
    }
}
