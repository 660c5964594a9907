using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>What a function has done about a version of a blob.</summary>
internal enum BlobState
{
    /// <summary>It failed and will be tried again.</summary>
    Failed = 0,

    /// <summary>It succeeded.</summary>
    Done = 1,

    /// <summary>It failed too often.</summary>
    Poison = 2,
}

/// <summary>What a function has done about the last version of a blob that it saw.</summary>
/// <param name="Version">The version.</param>
/// <param name="State">What came of it.</param>
/// <param name="Attempts">How often the function was run for it.</param>
/// <param name="RetryAt">When it may be tried again.</param>
internal sealed record BlobReceipt(string Version, BlobState State, int Attempts, DateTimeOffset RetryAt);

/// <summary>Remembers which versions of which blobs each function has handled.</summary>
internal sealed class BlobReceiptStore
{
    private readonly StateDatabase _database;

    public BlobReceiptStore(StateDatabase database)
    {
        _database = database;
        database.Execute("""
            CREATE TABLE IF NOT EXISTS blob_receipts (
                function TEXT NOT NULL COLLATE NOCASE,
                blob TEXT NOT NULL,
                version TEXT NOT NULL,
                state INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                retry_at INTEGER NOT NULL,
                failure TEXT,
                PRIMARY KEY (function, blob)) WITHOUT ROWID
            """);
    }

    /// <summary>A function's receipts by blob name.</summary>
    public Dictionary<string, BlobReceipt> Load(string function) => _database.Query(
        "SELECT blob, version, state, attempts, retry_at FROM blob_receipts WHERE function = $function",
        static row => (Blob: row.GetString(0), Receipt: new BlobReceipt(
            row.GetString(1),
            (BlobState)row.GetInt32(2),
            row.GetInt32(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)))),
        ("$function", function)).ToDictionary(static row => row.Blob, static row => row.Receipt, StringComparer.Ordinal);

    public void Save(string function, string blob, BlobReceipt receipt, string? failure) => _database.Execute(
        "INSERT OR REPLACE INTO blob_receipts VALUES ($function, $blob, $version, $state, $attempts, $retryAt, $failure)",
        ("$function", function),
        ("$blob", blob),
        ("$version", receipt.Version),
        ("$state", (int)receipt.State),
        ("$attempts", receipt.Attempts),
        ("$retryAt", receipt.RetryAt.ToUnixTimeMilliseconds()),
        ("$failure", failure));

    /// <summary>Forgets a blob that is gone.</summary>
    public void Remove(string function, string blob) => _database.Execute(
        "DELETE FROM blob_receipts WHERE function = $function AND blob = $blob",
        ("$function", function),
        ("$blob", blob));
}
