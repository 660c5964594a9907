using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Sqlite;

/// <summary>
/// The table of one type of documents. A table each, so that a write pays for the indexes of its own type only.
/// </summary>
internal sealed class DocumentTable
{
    private const string Prefix = "documents:";
    private static int _slots;

    private DocumentTable(DocumentType type)
    {
        if (!type.Name.Split('-').All(IsName)) throw new ArgumentException($"'{type.Name}' is no name of a type.", nameof(type));
        foreach (string field in type.Fields)
        {
            if (!DocumentType.IsPath(field.EndsWith(".*", StringComparison.Ordinal) ? field[..^2] : field))
                throw new ArgumentException($"'{field}' is no path of a field.", nameof(type));
        }
        Type = type;
        Slot = Interlocked.Increment(ref _slots) - 1;
        Name = Prefix + type.Name;
        Table = Quote(Name);
        FindSql = $"SELECT etag, body FROM {Table} WHERE partition = ?1 AND id = ?2 AND {Alive("?3")}";
        CreateSql =
            $"INSERT INTO {Table} (partition, id, etag, expires_at, body) VALUES (?1, ?2, ?3, ?4, ?5) " +
            "ON CONFLICT (partition, id) DO UPDATE " +
            "SET etag = excluded.etag, expires_at = excluded.expires_at, body = excluded.body " +
            "WHERE expires_at <= ?6";
        ReplaceSql =
            $"UPDATE {Table} SET etag = ?3, expires_at = ?4, body = ?5 " +
            $"WHERE partition = ?1 AND id = ?2 AND etag = ?7 AND {Alive("?6")}";
        DeleteSql = $"DELETE FROM {Table} WHERE partition = ?1 AND id = ?2 AND etag = ?7 AND {Alive("?6")}";
    }

    public DocumentType Type { get; }

    /// <summary>A small number that is this table's own, for arrays.</summary>
    public int Slot { get; }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The table's name, quoted.</summary>
    public string Table { get; }

    /// <summary>?1 partition, ?2 id, ?3 now → etag, body.</summary>
    public string FindSql { get; }

    /// <summary>?1 partition, ?2 id, ?3 new etag, ?4 expires_at, ?5 body, ?6 now.</summary>
    public string CreateSql { get; }

    /// <summary>As <see cref="CreateSql"/>, and ?7 the etag that must be current.</summary>
    public string ReplaceSql { get; }

    /// <summary>?1 partition, ?2 id, ?6 now, ?7 the etag that must be current.</summary>
    public string DeleteSql { get; }

    /// <summary>What makes the table, if it is not there.</summary>
    public IEnumerable<string> Schema =>
    [
        $"CREATE TABLE IF NOT EXISTS {Table} (partition TEXT NOT NULL, id TEXT NOT NULL, etag INTEGER NOT NULL, " +
            "expires_at INTEGER, body TEXT NOT NULL, UNIQUE (partition, id))",
        $"CREATE INDEX IF NOT EXISTS {Quote($"{Prefix}{Type.Name}:expires")} ON {Table} (expires_at) " +
            "WHERE expires_at IS NOT NULL",
    ];

    /// <summary>?1 the name of a table → a row if there is that table.</summary>
    public static string ExistsSql => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";

    /// <summary>The names of all the tables of documents in a file.</summary>
    public static string ListSql =>
        $"SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, {Prefix.Length}) = '{Prefix}'";

    public static string Alive(string now) => $"(expires_at IS NULL OR expires_at > {now})";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');

    /// <summary>The table of <typeparamref name="T"/>.</summary>
    public static class Of<T>
        where T : class, IDocument
    {
        public static DocumentTable Table { get; } = new(T.Type);
    }
}
