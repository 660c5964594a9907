using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Tests;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task A_document_lives_until_it_expires()
    {
        await Store.CreateAsync(Expiring("a", TimeSpan.FromMinutes(1)));
        Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromTicks(1));
        (await Store.FindAsync<Note>("p", "a")).ShouldBeNull();
        DocumentPage<Note> page = await Store.QueryAsync<Note>(new DocumentQuery { CountTotal = true });
        page.Items.ShouldBeEmpty();
        page.Total.ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_document_is_neither_replaced_nor_deleted()
    {
        Stored<Note> note = (await Store.CreateAsync(Expiring("a", TimeSpan.FromMinutes(1)))).ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Store.ReplaceAsync(note.Value with { ExpiresAt = null }, note.ETag)).ShouldBeNull();
        (await Store.DeleteAsync<Note>("p", "a", note.ETag)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_id_of_an_expired_document_is_free()
    {
        Stored<Note> old = (await Store.CreateAsync(Expiring("a", TimeSpan.FromMinutes(1)))).ShouldNotBeNull();
        (await Store.CreateAsync(new Note { Id = "a", Rank = 2 })).ShouldBeNull();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Stored<Note> created = (await Store.CreateAsync(new Note { Id = "a", Rank = 3 })).ShouldNotBeNull();
        created.ETag.ShouldNotBe(old.ETag);
        Clock.Advance(TimeSpan.FromDays(400));
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull().Value.Rank.ShouldBe(3);
    }

    [Fact]
    public async Task A_replacement_has_its_own_expiry()
    {
        Stored<Note> note = (await Store.CreateAsync(Expiring("a", TimeSpan.FromMinutes(1)))).ShouldNotBeNull();
        await Store.ReplaceAsync(Expiring("a", TimeSpan.FromMinutes(3)), note.ETag);
        Clock.Advance(TimeSpan.FromMinutes(2));
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull();
        Clock.Advance(TimeSpan.FromMinutes(1));
        (await Store.FindAsync<Note>("p", "a")).ShouldBeNull();
    }

    protected Note Expiring(string id, TimeSpan after) => new() { Id = id, ExpiresAt = Clock.GetUtcNow() + after };
}
