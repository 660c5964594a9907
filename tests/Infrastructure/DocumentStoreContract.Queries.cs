using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Tests;

public abstract partial class DocumentStoreContract
{
    private static readonly string[] _titles =
    [
        "", "a", "A", "ab", "abc", "100%", "100x", "a_b", "axb", "it's", "\"quoted\"", "back\\slash", "é", "e\u0301",
        "映画", "😀", "😀!", "\uE000", "\uFFFD", "\U0010FFFF", "a\U0010FFFF", "a\U0010FFFFz", "\uD7FF", "\uD7FFx", "\0",
        "a\0b", "a\0", "1", "null", "[]", "true", "'; DROP TABLE documents; --", "2026-01-02T03:04:05.0000000Z",
    ];

    private static readonly string[] _orders = ["title", "rank", "score", "flag", "mood", "createdAt", "details.topic"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    /// <summary>Every kind of query over random documents gives what the same query over a list gives.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_queries_give_what_a_list_gives(int seed)
    {
        Random random = new(seed);
        List<Note> notes = [.. Enumerable.Range(0, 120).Select(i => RandomNote(random, i))];
        await Task.WhenAll(notes.Select(note => Store.CreateAsync(note)));
        Clock.Advance(TimeSpan.FromMinutes(1));
        List<Note> alive = notes.FindAll(note => !(note.ExpiresAt <= Clock.GetUtcNow()));
        for (int round = 0; round < 60; round++)
        {
            DocumentQuery query = new()
            {
                Partition = random.Next(3) == 0 ? null : $"p{random.Next(3)}",
                Where = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomFilter(random))],
                OrderBy = random.Next(4) == 0 ? null : _orders[random.Next(_orders.Length)],
                Descending = random.Next(2) == 0,
                Limit = random.Next(1, 20),
                CountTotal = random.Next(2) == 0,
            };
            Note[] expected = NoteModel.Query(alive, query);
            string what = $"seed {seed}, round {round}: {query} {string.Join(" & ", query.Where)}";

            List<Note> paged = [];
            string? continuation = null;
            do
            {
                DocumentPage<Note> page = await Store.QueryAsync<Note>(query with { Continuation = continuation });
                page.Total.ShouldBe(query.CountTotal ? expected.Length : null, what);
                paged.AddRange(page.Items.Select(item => item.Value));
                paged.Count.ShouldBeLessThanOrEqualTo(expected.Length, what);
                continuation = page.Continuation;
            }
            while (continuation is not null);
            Names(paged).ShouldBe(Names(expected), what);

            int offset = random.Next(40);
            DocumentPage<Note> skipped = await Store.QueryAsync<Note>(query with { Offset = offset });
            Names(skipped.Items.Select(item => item.Value))
                .ShouldBe(Names(expected.Skip(offset).Take(query.Limit)), what);
        }
    }

    [Fact]
    public async Task A_query_says_the_etags_of_what_it_finds()
    {
        Stored<Note> created = (await Store.CreateAsync(new Note { Id = "a" })).ShouldNotBeNull();
        DocumentPage<Note> page = await Store.QueryAsync<Note>(new DocumentQuery());
        page.Items.ShouldBe([created]);
        page.Total.ShouldBeNull();
        page.Continuation.ShouldBeNull();
    }

    [Fact]
    public async Task A_query_of_a_type_that_nobody_has_stored_finds_nothing()
    {
        DocumentPage<Note> page = await Store.QueryAsync<Note>(new DocumentQuery { CountTotal = true });
        page.Items.ShouldBeEmpty();
        page.Total.ShouldBe(0);
    }

    [Fact]
    public async Task The_last_page_has_no_continuation_even_when_it_is_full()
    {
        for (int i = 0; i < 6; i++) await Store.CreateAsync(new Note { Id = $"{i}" });
        DocumentQuery query = new() { Limit = 3 };
        DocumentPage<Note> first = await Store.QueryAsync<Note>(query);
        DocumentPage<Note> second = await Store.QueryAsync<Note>(query with { Continuation = first.Continuation });
        second.Items.Count.ShouldBe(3);
        second.Continuation.ShouldBeNull();
    }

    [Fact]
    public async Task Pages_go_on_where_they_ended_whatever_was_written_meanwhile()
    {
        for (int i = 10; i < 20; i++) await Store.CreateAsync(new Note { Id = $"{i}", Rank = i / 2 });
        DocumentQuery query = new() { Partition = "p", OrderBy = "rank", Limit = 5 };
        DocumentPage<Note> first = await Store.QueryAsync<Note>(query);
        await Store.CreateAsync(new Note { Id = "00", Rank = 0 });
        Stored<Note> last = first.Items[^1];
        await Store.DeleteAsync<Note>("p", last.Value.Id, last.ETag);
        DocumentPage<Note> second = await Store.QueryAsync<Note>(query with { Continuation = first.Continuation });
        second.Items.Select(item => item.Value.Id).ShouldBe(["15", "16", "17", "18", "19"]);
    }

    [Fact]
    public async Task A_continuation_is_good_for_its_query_only()
    {
        for (int i = 0; i < 5; i++) await Store.CreateAsync(new Note { Id = $"{i}", Title = "t" });
        DocumentQuery query = new()
        {
            Partition = "p",
            OrderBy = "title",
            Limit = 2,
            Where = [Filter.Equal("title", "t")],
        };
        string token = (await Store.QueryAsync<Note>(query)).Continuation.ShouldNotBeNull();
        DocumentQuery next = query with { Continuation = token };
        (await Store.QueryAsync<Note>(next with { Limit = 3, CountTotal = true })).Items.Count.ShouldBe(3);
        foreach (DocumentQuery other in (DocumentQuery[])[
            next with { Partition = null },
            next with { Partition = "q" },
            next with { OrderBy = null },
            next with { Descending = true },
            next with { Where = [] },
            next with { Where = [Filter.Equal("title", "u")] },
            next with { Where = [Filter.StartsWith("title", "t")] },
            next with { Offset = 1 }])
            await Should.ThrowAsync<ArgumentException>(() => Store.QueryAsync<Note>(other));
        await Should.ThrowAsync<ArgumentException>(() => Store.QueryAsync<Memo>(
            new DocumentQuery { Partition = "p", Continuation = token }));
    }

    [Fact]
    public async Task A_tampered_continuation_is_refused()
    {
        for (int i = 0; i < 5; i++) await Store.CreateAsync(new Note { Id = $"{i}" });
        DocumentQuery query = new() { Limit = 2 };
        string token = (await Store.QueryAsync<Note>(query)).Continuation.ShouldNotBeNull();
        List<string> others = ["", "x", "0", "AAAA", token + "A", token[..^1], token + "=", " " + token, "é", "\0"];
        others.AddRange(Enumerable.Range(0, token.Length).Select(i =>
            $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}"));
        foreach (string other in others)
            await Should.ThrowAsync<ArgumentException>(
                () => Store.QueryAsync<Note>(query with { Continuation = other }), other);
    }

    [Fact]
    public async Task Whatever_is_below_a_field_can_be_asked_for_where_that_is_declared()
    {
        await CreateAsync("a", "red", "one");
        await CreateAsync("b", "blue", "two");
        await CreateAsync("c", "red", "three");
        await Store.CreateAsync(new Note { Id = "d" });

        (await IdsAsync(new() { Where = [Filter.Equal("anything.colour", "red")], OrderBy = "anything.word" }))
            .ShouldBe(["a", "c"]);
        (await IdsAsync(new() { Where = [Filter.StartsWith("anything.word", "t")], OrderBy = "anything.colour" }))
            .ShouldBe(["b", "c"]);
        (await IdsAsync(new() { Where = [Filter.Equal("anything.colour", null)] })).ShouldBe(["d"]);
        (await IdsAsync(new() { Where = [Filter.Equal("anything.never_heard_of", "red")] })).ShouldBeEmpty();

        Task CreateAsync(string id, string colour, string word) => Store.CreateAsync(new Note
        {
            Id = id,
            Anything = new Dictionary<string, string> { ["colour"] = colour, ["word"] = word },
        });

        async Task<string[]> IdsAsync(DocumentQuery query) =>
            [.. (await Store.QueryAsync<Note>(query with { Partition = "p" })).Items.Select(item => item.Value.Id)];
    }

    [Theory]
    [InlineData("id")]
    [InlineData("partition")]
    [InlineData("Title")]
    [InlineData("details")]
    [InlineData("")]
    [InlineData("title') OR 1=1 --")]
    [InlineData("anything")]
    [InlineData("anything.")]
    [InlineData("anything.*")]
    [InlineData("anything.a..b")]
    [InlineData("anything.1")]
    [InlineData("anything.a') OR 1=1 --")]
    [InlineData("anythingelse.a")]
    public async Task A_field_that_is_not_declared_is_refused(string field)
    {
        foreach (DocumentQuery query in (DocumentQuery[])[
            new() { OrderBy = field },
            new() { Where = [Filter.Equal(field, 1)] },
            new() { Where = [Filter.StartsWith(field, "x")] },
            new() { Where = [Filter.Has(field, "x")] },
            new() { Where = [Filter.Among(field, "x")] },
            new() { Where = [Filter.Between(field, 1, 2)] }])
            await Should.ThrowAsync<ArgumentException>(() => Store.QueryAsync<Note>(query));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1001, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, -1)]
    public async Task A_limit_or_offset_out_of_range_is_refused(int limit, int offset) =>
        await Should.ThrowAsync<ArgumentException>(
            () => Store.QueryAsync<Note>(new DocumentQuery { Limit = limit, Offset = offset }));

    [Fact]
    public async Task A_value_that_no_field_can_have_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.QueryAsync<Note>(
            new DocumentQuery { Where = [Filter.Equal("title", new NoteDetails("x"))] }));

    private static string Names(IEnumerable<Note> notes) =>
        string.Join(' ', notes.Select(note => $"{note.Partition}:{note.Id}"));

    private Note RandomNote(Random random, int number) => new()
    {
        Id = $"{number % 40}-{random.Next(3)}",
        Partition = $"p{number / 40}",
        Title = Maybe(random, _titles),
        Rank = Maybe(random, -1L, 0, 1, 2, long.MaxValue),
        Score = Maybe(random, -0.5, 0, 1, 1.5, 1e300),
        Flag = Maybe(random, true, false),
        Mood = random.Next(2) == 0 ? Mood.Calm : Mood.VeryHappy,
        CreatedAt = Maybe(random, [.. Enumerable.Range(0, 5).Select(i => Clock.GetUtcNow().AddTicks(i))]),
        Details = random.Next(3) == 0 ? null : new NoteDetails(Maybe(random, _titles)),
        ExpiresAt = Maybe(random, Clock.GetUtcNow().AddSeconds(60), Clock.GetUtcNow().AddSeconds(61)),
    };

    private static T? Maybe<T>(Random random, params T[] values)
        where T : struct => random.Next(4) == 0 ? null : values[random.Next(values.Length)];

    private static string? Maybe(Random random, string[] values) =>
        random.Next(5) == 0 ? null : values[random.Next(values.Length)];

    private Filter RandomFilter(Random random)
    {
        string field = _orders[random.Next(_orders.Length)];
        bool isText = field is "title" or "details.topic";
        return (random.Next(isText ? 5 : 3), isText) switch
        {
            (0, _) => Filter.Equal(field, RandomValue(random, field)),
            (1, _) when field is not "flag" => Filter.Between(
                field, RandomValue(random, field), RandomValue(random, field)),
            (2, _) => Filter.Among(
                field, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomValue(random, field)).OfType<object>(), 1.5]),
            (3, _) => Filter.StartsWith(field, Maybe(random, _titles) ?? "\uD83D"),
            (4, _) => Filter.Has(field, Maybe(random, _titles) ?? "\uDE00"),
            _ => Filter.Equal(field, null),
        };
    }

    private object? RandomValue(Random random, string field) => random.Next(5) == 0 ? null : field switch
    {
        "rank" => random.Next(2) == 0 ? (long)random.Next(-2, 4) : random.Next(-2, 4),
        "score" => random.Next(2) == 0 ? random.Next(-1, 3) / 2.0 : random.Next(-1, 3),
        "flag" => random.Next(2) == 0,
        "mood" => random.Next(2) == 0 ? Mood.Calm : Mood.VeryHappy,
        "createdAt" => Clock.GetUtcNow().AddMinutes(-1).AddTicks(random.Next(6)).ToOffset(TimeSpan.FromHours(9)),
        _ => _titles[random.Next(_titles.Length)],
    };
}
