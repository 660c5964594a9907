using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Sqlite;

namespace Understudy.Infrastructure.Tests;

public sealed class SqliteDocumentStoreTests : DocumentStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDocumentStore _store;

    public SqliteDocumentStoreTests() => _store = Open();

    protected override IDocumentStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_reopening()
    {
        Stored<Note> created = (await Store.CreateAsync(new Note { Id = "a", Title = "t" })).ShouldNotBeNull();
        _store.Dispose();
        _store = Open();
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull().ShouldBe(created);
    }

    private SqliteDocumentStore Open() => new(new SqliteOptions(_folder["data/store.db"]), Clock);
}
