using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Tests;

/// <summary>What every document store does: a subclass for each.</summary>
public abstract partial class DocumentStoreContract
{
    protected FakeClock Clock { get; } = new();

    protected abstract IDocumentStore Store { get; }

    [Fact]
    public async Task A_created_document_is_found_as_it_was()
    {
        Note note = new()
        {
            Id = "a",
            Title = "Zoë's \"100%\" 😀 \0 end",
            Rank = long.MaxValue,
            Score = 0.1,
            Flag = true,
            Mood = Mood.VeryHappy,
            CreatedAt = Clock.GetUtcNow().AddTicks(7),
            Details = new NoteDetails("x"),
        };
        Stored<Note>? created = await Store.CreateAsync(note);
        created.ShouldNotBeNull().Value.ShouldBe(note);
        Stored<Note>? found = await Store.FindAsync<Note>("p", "a");
        found.ShouldNotBeNull().Value.ShouldBe(note);
        found.ETag.ShouldBe(created.ETag);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await Store.CreateAsync(new Note { Id = "a" });
        (await Store.FindAsync<Note>("p", "b")).ShouldBeNull();
        (await Store.FindAsync<Note>("q", "a")).ShouldBeNull();
        (await Store.FindAsync<Memo>("p", "a")).ShouldBeNull();
        (await Store.FindAsync<Note>("p", "A")).ShouldBeNull();
        (await Store.FindAsync<Note>("p", "a' OR 1=1 --")).ShouldBeNull();
    }

    [Fact]
    public async Task An_id_is_taken_within_its_partition_and_type_only()
    {
        (await Store.CreateAsync(new Note { Id = "a", Rank = 1 })).ShouldNotBeNull();
        (await Store.CreateAsync(new Note { Id = "a", Rank = 2 })).ShouldBeNull();
        (await Store.CreateAsync(new Note { Id = "a", Partition = "q" })).ShouldNotBeNull();
        (await Store.CreateAsync(new Memo { Id = "a" })).ShouldNotBeNull();
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull().Value.Rank.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    public async Task An_id_that_is_none_is_refused(string id) =>
        await Should.ThrowAsync<ArgumentException>(() => Store.CreateAsync(new Note { Id = id }));

    [Fact]
    public async Task Ids_of_255_characters_are_fine_and_longer_ones_refused()
    {
        string longest = new('é', 255);
        await Store.CreateAsync(new Note { Id = longest });
        (await Store.FindAsync<Note>("p", longest)).ShouldNotBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Store.CreateAsync(new Note { Id = longest + "é" }));
    }

    [Fact]
    public async Task Replacing_needs_the_current_etag()
    {
        Stored<Note> first = (await Store.CreateAsync(new Note { Id = "a", Rank = 1 })).ShouldNotBeNull();
        Stored<Note> second = (await Store.ReplaceAsync(first.Value with { Rank = 2 }, first.ETag)).ShouldNotBeNull();
        second.ETag.ShouldNotBe(first.ETag);
        (await Store.ReplaceAsync(first.Value with { Rank = 3 }, first.ETag)).ShouldBeNull();
        (await Store.ReplaceAsync(first.Value with { Rank = 3 }, "nonsense")).ShouldBeNull();
        (await Store.ReplaceAsync(new Note { Id = "b" }, second.ETag)).ShouldBeNull();
        Stored<Note> found = (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull();
        found.Value.Rank.ShouldBe(2);
        found.ETag.ShouldBe(second.ETag);
    }

    [Fact]
    public async Task Writing_the_same_value_changes_the_etag()
    {
        Stored<Note> first = (await Store.CreateAsync(new Note { Id = "a" })).ShouldNotBeNull();
        Stored<Note> second = (await Store.ReplaceAsync(first.Value, first.ETag)).ShouldNotBeNull();
        second.ETag.ShouldNotBe(first.ETag);
    }

    [Fact]
    public async Task Deleting_needs_the_current_etag()
    {
        Stored<Note> first = (await Store.CreateAsync(new Note { Id = "a" })).ShouldNotBeNull();
        Stored<Note> second = (await Store.ReplaceAsync(first.Value, first.ETag)).ShouldNotBeNull();
        (await Store.DeleteAsync<Note>("p", "a", first.ETag)).ShouldBeFalse();
        (await Store.DeleteAsync<Note>("p", "a", second.ETag)).ShouldBeTrue();
        (await Store.DeleteAsync<Note>("p", "a", second.ETag)).ShouldBeFalse();
        (await Store.FindAsync<Note>("p", "a")).ShouldBeNull();
        (await Store.ReplaceAsync(second.Value, second.ETag)).ShouldBeNull();
    }

    [Fact]
    public async Task A_document_created_anew_has_a_new_etag()
    {
        Stored<Note> first = (await Store.CreateAsync(new Note { Id = "a" })).ShouldNotBeNull();
        await Store.DeleteAsync<Note>("p", "a", first.ETag);
        Stored<Note> second = (await Store.CreateAsync(new Note { Id = "a" })).ShouldNotBeNull();
        second.ETag.ShouldNotBe(first.ETag);
        (await Store.ReplaceAsync(second.Value, first.ETag)).ShouldBeNull();
    }

    [Fact]
    public async Task No_update_is_lost_among_many_writers_of_one_document()
    {
        const int Writers = 8, Updates = 50;
        await Store.CreateAsync(new Memo { Id = "counter" });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (int done = 0; done < Updates;)
            {
                Stored<Memo> memo = (await Store.FindAsync<Memo>("p", "counter")).ShouldNotBeNull();
                // Lets the others come between.
                await Task.Yield();
                Memo changed = memo.Value with { Count = memo.Value.Count + 1 };
                if (await Store.ReplaceAsync(changed, memo.ETag) is not null) done++;
            }
        })));
        (await Store.FindAsync<Memo>("p", "counter")).ShouldNotBeNull().Value.Count.ShouldBe(Writers * Updates);
    }

    [Fact]
    public async Task Exactly_one_of_many_creators_wins()
    {
        for (int round = 0; round < 20; round++)
        {
            string id = $"claim{round}";
            Stored<Memo>?[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
                Task.Run(() => Store.CreateAsync(new Memo { Id = id, Count = i }))));
            Stored<Memo> winner = results.Single(result => result is not null)!;
            (await Store.FindAsync<Memo>("p", id)).ShouldNotBeNull().ETag.ShouldBe(winner.ETag);
        }
    }

    [Fact]
    public async Task A_write_that_loses_fails_alone()
    {
        Stored<Memo> stale = (await Store.CreateAsync(new Memo { Id = "x" })).ShouldNotBeNull();
        await Store.ReplaceAsync(stale.Value, stale.ETag);
        Stored<Memo>?[] results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => i % 2 == 0
            ? Store.CreateAsync(new Memo { Id = $"n{i}" })
            : Store.ReplaceAsync(stale.Value, stale.ETag))));
        for (int i = 0; i < results.Length; i++) (results[i] is not null).ShouldBe(i % 2 == 0);
    }

    [Fact]
    public async Task A_call_that_was_given_up_does_nothing()
    {
        CancellationToken given = new(canceled: true);
        await Should.ThrowAsync<OperationCanceledException>(() => Store.CreateAsync(new Note { Id = "a" }, given));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.FindAsync<Note>("p", "a", given));
        await Should.ThrowAsync<OperationCanceledException>(() => Store.QueryAsync<Note>(new DocumentQuery(), given));
        (await Store.FindAsync<Note>("p", "a")).ShouldBeNull();
    }
}
