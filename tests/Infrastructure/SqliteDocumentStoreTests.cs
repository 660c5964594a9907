using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;
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
        await Store.CreateAsync(new Note { Id = "b" });
        DocumentQuery query = new() { OrderBy = "title", Limit = 1 };
        string continuation = (await Store.QueryAsync<Note>(query)).Continuation.ShouldNotBeNull();
        _store.Dispose();
        _store = Open();
        (await Store.FindAsync<Note>("p", "a")).ShouldNotBeNull().ShouldBe(created);
        (await Store.QueryAsync<Note>(query with { Continuation = continuation })).Items.ShouldBe([created]);
    }

    [Fact]
    public async Task Reading_writes_nothing_and_needs_no_index()
    {
        await Store.CreateAsync(new Note { Id = "a", Title = "t" });
        _store.Dispose();
        _store = new SqliteDocumentStore(
            new SqliteOptions(_folder["data/store.db"]) { BusyTimeout = TimeSpan.Zero }, Clock);
        using SqliteConnection other = new($"Data Source={_folder["data/store.db"]};Pooling=False");
        other.Open();
        using SqliteCommand hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();

        (await Store.FindAsync<Memo>("p", "1")).ShouldBeNull();
        DocumentQuery all = new() { CountTotal = true };
        DocumentPage<Memo> memos = await Store.QueryAsync<Memo>(all);
        memos.Items.ShouldBeEmpty();
        memos.Total.ShouldBe(0);
        DocumentPage<Note> notes = await Store.QueryAsync<Note>(all with { OrderBy = "title" });
        notes.Total.ShouldBe(1);
        notes.Items.ShouldHaveSingleItem().Value.Id.ShouldBe("a");
        await Should.ThrowAsync<SqliteException>(() => Store.CreateAsync(new Memo { Id = "1" }));
    }

    [Fact]
    public async Task A_disposed_store_leaves_one_file_and_says_that_it_is_closed()
    {
        await Store.CreateAsync(new Note { Id = "a" });
        await Store.FindAsync<Note>("p", "a");
        _store.Dispose();
        _store.Dispose();
        Directory.EnumerateFiles(_folder["data"]).ShouldBe([_folder["data/store.db"]]);
        await Should.ThrowAsync<ObjectDisposedException>(() => Store.FindAsync<Note>("p", "a"));
        await Should.ThrowAsync<ObjectDisposedException>(() => Store.CreateAsync(new Note { Id = "b" }));
        await Should.ThrowAsync<ObjectDisposedException>(() => Store.QueryAsync<Note>(new DocumentQuery()));
    }

    [Fact]
    public async Task Expired_documents_are_removed_in_time()
    {
        for (int i = 0; i < 1500; i++) await Store.CreateAsync(Expiring($"{i}", TimeSpan.FromMinutes(1)));
        await Store.CreateAsync(new Note { Id = "stays" });
        Clock.Advance(TimeSpan.FromMinutes(9));
        await Store.CreateAsync(new Memo { Id = "1" });
        CountRows().ShouldBe(1501);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Store.CreateAsync(new Memo { Id = "2" });
        CountRows().ShouldBe(501);
        await Store.CreateAsync(new Memo { Id = "3" });
        CountRows().ShouldBe(1);
        (await Store.FindAsync<Note>("p", "stays")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Expired_documents_are_removed_in_time_although_the_clock_is_put_back()
    {
        await Store.CreateAsync(new Memo { Id = "1" });
        Clock.Correct(TimeSpan.FromDays(-1));
        await Store.CreateAsync(Expiring("a", TimeSpan.FromMinutes(1)));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Store.CreateAsync(new Memo { Id = "2" });
        CountRows().ShouldBe(0);
    }

    [Fact]
    public async Task What_expires_while_a_write_sleeps_is_removed_with_the_next_one()
    {
        await Store.CreateAsync(Expiring("a", TimeSpan.FromDays(1)));
        Clock.LeapOnceRead(TimeSpan.FromDays(30));
        await Store.CreateAsync(new Memo { Id = "1" });
        await Store.CreateAsync(new Memo { Id = "2" });
        CountRows().ShouldBe(0);
    }

    [Fact]
    public async Task Every_query_walks_along_one_index()
    {
        await Store.CreateAsync(new Note { Id = "a" });
        DocumentTable table = DocumentTable.Of<Note>.Table;
        Filter[][] filters =
        [
            [],
            [Filter.Equal("mood", Mood.Calm)],
            [Filter.Equal("mood", Mood.Calm), Filter.Equal("flag", null), Filter.Has("title", "x")],
            [Filter.StartsWith("title", "x")],
            [Filter.Among("mood", Mood.Calm, Mood.VeryHappy)],
            [Filter.Between("createdAt", Clock.GetUtcNow(), null), Filter.Equal("rank", 1)],
        ];
        IEnumerable<DocumentQuery> queries =
            from filter in filters
            from partition in (string?[])["p", null]
            from order in (string?[])[null, "createdAt", "title", "mood"]
            from reversed in (bool[])[false, true]
            select new DocumentQuery { Partition = partition, Where = filter, OrderBy = order, Descending = reversed };
        Position?[] positions = [null, new("x", "i", "p"), new(null, "i", "p")];
        foreach (DocumentQuery query in queries)
        {
            await Store.QueryAsync<Note>(query);
            QueryPlan plan = new(table, query, 1);
            Explain(plan.CountSql).ShouldHaveSingleItem().ShouldContain("USING COVERING INDEX");
            // Several values are several walks, which are put in order afterwards.
            bool isOneWalk = !query.Where.Any(filter => filter is Filter.AnyOf);
            foreach ((string sql, _) in positions.SelectMany(plan.Pages))
                (isOneWalk ? Explain(sql).ShouldHaveSingleItem(sql) : Explain(sql)[0]).ShouldContain("USING INDEX");
        }
    }

    [Fact]
    public async Task Reading_goes_on_while_something_writes()
    {
        await Store.CreateAsync(new Memo { Id = "a", Count = 1 });
        await Store.QueryAsync<Memo>(new DocumentQuery());
        using SqliteConnection other = Connect();
        using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
        (await Store.FindAsync<Memo>("p", "a")).ShouldNotBeNull().Value.Count.ShouldBe(1);
        (await Store.QueryAsync<Memo>(new DocumentQuery())).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_that_cannot_be_done_fails_and_the_next_one_succeeds()
    {
        using SqliteDocumentStore impatient = new(
            new SqliteOptions(_folder["data/store.db"]) { BusyTimeout = TimeSpan.Zero }, Clock);
        await impatient.CreateAsync(new Memo { Id = "a" });
        using (SqliteConnection other = Connect())
        {
            using SqliteTransaction transaction = other.BeginTransaction(deferred: false);
            await Should.ThrowAsync<SqliteException>(() => impatient.CreateAsync(new Memo { Id = "b" }));
        }
        (await impatient.CreateAsync(new Memo { Id = "b" })).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_acknowledged_survives_the_death_of_the_process()
    {
        string path = _folder["killed/store.db"];
        List<string> acknowledged = [];
        for (int round = 1; round <= 3; round++)
        {
            using Process process = WriterProcess.Start(path);
            for (int i = 0; i < 200; i++)
                acknowledged.Add((await process.StandardOutput.ReadLineAsync()).ShouldNotBeNull());
            process.Kill();
            string rest = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            // What comes after the last line's end was cut off.
            acknowledged.AddRange(rest.Split('\n')[..^1]);

            using SqliteDocumentStore store = new(new SqliteOptions(path), Clock);
            int counter = (await store.FindAsync<Memo>("p", "counter")).ShouldNotBeNull().Value.Count;
            foreach (string[] line in acknowledged.Select(line => line.Split(' ')))
            {
                (await store.FindAsync<Memo>("p", line[0])).ShouldNotBeNull();
                counter.ShouldBeGreaterThanOrEqualTo(int.Parse(line[1], CultureInfo.InvariantCulture));
            }
            DocumentPage<Memo> all = await store.QueryAsync<Memo>(new DocumentQuery { CountTotal = true });
            // Each of the four may have been killed between a write and its acknowledgement, in each round.
            all.Total.ShouldNotBeNull().ShouldBeInRange(acknowledged.Count + 1, acknowledged.Count + 1 + (4 * round));
            counter.ShouldBeInRange(acknowledged.Count, acknowledged.Count + (4 * round));
        }
    }

    private SqliteDocumentStore Open() => new(new SqliteOptions(_folder["data/store.db"]), Clock);

    private SqliteConnection Connect()
    {
        SqliteConnection connection = new($"Data Source={_folder["data/store.db"]};Pooling=False");
        connection.Open();
        return connection;
    }

    private int CountRows()
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM \"documents:note\"";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private List<string> Explain(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The store's own statement.
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
#pragma warning restore CA2100
        for (int i = 1; i <= 20; i++) command.Parameters.AddWithValue($"?{i}", 1);
        List<string> steps = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read()) steps.Add(reader.GetString(3));
        return steps;
    }
}
