using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Understudy.LocalRuntime.Durable.Histories;
using Understudy.LocalRuntime.Durable.Storage;
using Understudy.Tests;

namespace Understudy.LocalRuntime.Tests.Durable;

/// <summary>The store without room, which a limit of SQLite's stands in for.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteConnection _connection;
    private readonly StoreWriter _writer;

    public FullDiskTests()
    {
        _connection = Schema.OpenWriter(Path.Combine(_folder.Path, "hub.db"), survivesPowerLoss: false);
        Execute("PRAGMA max_page_count = 1");
        _writer = new StoreWriter(new WriteSession(_connection), NullLogger.Instance);
    }

    public void Dispose()
    {
        _writer.Abandon();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_asks_hears_of_it_and_what_the_engine_stores_waits_for_room()
    {
        Change own = new(isAsked: false);
        _writer.Enqueue(own);
        Change asked = new(isAsked: true);
        _writer.Enqueue(asked);

        (await Should.ThrowAsync<SqliteException>(() => asked.Stored.Task.WaitAsync(TimeSpan.FromMinutes(1))))
            .SqliteErrorCode.ShouldBe(SQLitePCL.raw.SQLITE_FULL);
        own.Stored.Task.IsCompleted.ShouldBeFalse();

        // Between two attempts; SQLite takes the statement whenever it may.
        Execute("PRAGMA max_page_count = 100000");
        await own.Stored.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private void Execute(string sql) =>
        SQLitePCL.raw.sqlite3_exec(_connection.Handle, sql).ShouldBe(SQLitePCL.raw.SQLITE_OK);

    /// <summary>Stores more than fits onto the pages that are there.</summary>
    private sealed class Change(bool isAsked) : Transition
    {
        private static readonly string _much = new('x', 100_000);

        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool IsAsked => isAsked;

        public override void Committed() => Stored.SetResult();

        public override void Failed(Exception exception) => Stored.TrySetException(exception);

        protected override void Apply(WriteSession session) =>
            session.Create(Guid.NewGuid().ToString("N"), "Any", _much, DateTime.UtcNow, parent: null);
    }
}
