using Understudy.LocalRuntime.State;

namespace Understudy.LocalRuntime.Blobs;

/// <summary>Remembers which version of which blob was handed over to each function.</summary>
internal sealed class SeenBlobs
{
    private readonly StateDatabase _database;

    public SeenBlobs(StateDatabase database)
    {
        _database = database;
        database.Execute("""
            CREATE TABLE IF NOT EXISTS seen_blobs (
                function TEXT NOT NULL COLLATE NOCASE,
                blob TEXT NOT NULL,
                version TEXT NOT NULL,
                PRIMARY KEY (function, blob)) WITHOUT ROWID
            """);
    }

    /// <summary>A function's versions by blob name.</summary>
    public Dictionary<string, string> Load(string function) => _database.Query(
        "SELECT blob, version FROM seen_blobs WHERE function = $function",
        static row => (Blob: row.GetString(0), Version: row.GetString(1)),
        ("$function", function)).ToDictionary(static row => row.Blob, static row => row.Version, StringComparer.Ordinal);

    public void Save(string function, string blob, string version) => _database.Execute(
        "INSERT OR REPLACE INTO seen_blobs VALUES ($function, $blob, $version)",
        ("$function", function),
        ("$blob", blob),
        ("$version", version));

    /// <summary>Forgets a blob that is gone.</summary>
    public void Remove(string function, string blob) => _database.Execute(
        "DELETE FROM seen_blobs WHERE function = $function AND blob = $blob",
        ("$function", function),
        ("$blob", blob));
}
