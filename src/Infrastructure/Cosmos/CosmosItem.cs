using System.Globalization;
using System.Text;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>
/// An item of the container. Beside <c>id</c> and <c>pk</c> it holds <c>w</c>, the last writes; <c>ttl</c>, in seconds;
/// <c>d</c>, the document; and <c>x</c>, all that is indexed: <c>t</c> its type, <c>e</c> when it expires, <c>k</c> its key in the
/// order of ids, and <c>f</c> the fields that its type declares. One that is deleted holds neither <c>d</c> nor <c>x</c>.
/// </summary>
internal static class CosmosItem
{
    private const int LongestTtl = int.MaxValue;
    private const long LargestExact = 1L << 53;

    // Below every character of an id.
    private const char KeySeparator = '\u0001';

    // By its own clock Cosmos DB forgets an item later than it expires by ours, whatever the difference: until then, it is
    // passed over by what it says itself.
    private static readonly TimeSpan _clockMargin = TimeSpan.FromHours(1);

    // For as long as somebody may still ask whether it was he who deleted it.
    private static readonly TimeSpan _deletedKept = TimeSpan.FromMinutes(5);

    /// <summary>The partition of a type's documents: each type has its own ids.</summary>
    public static string PartitionOf(DocumentType type, string partition) => $"{type.Name}/{partition}";

    /// <summary>The item's id, whose order is that of code points.</summary>
    public static string IdOf(string id) => SortableText.From(id);

    /// <summary>The key that is ordered by: ids, and partitions where ids are equal.</summary>
    public static string KeyOf(string id, string partition) =>
        $"{SortableText.From(id)}{KeySeparator}{SortableText.From(partition)}";

    /// <summary>The item of a document.</summary>
    public static MemoryStream Write<T>(T document, IReadOnlyList<string> writes, DateTimeOffset now)
        where T : class, IDocument
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Options);
        using var parsed = JsonDocument.Parse(body);
        return Write(T.Type, document.Partition, document.Id, writes, json =>
        {
            if (document.ExpiresAt is { } expiresAt) WriteTtl(json, expiresAt - now + _clockMargin);
            json.WriteStartObject("x");
            json.WriteString("t", T.Type.Name);
            json.WriteString("e", DocumentJson.Sortable(document.ExpiresAt ?? DateTimeOffset.MaxValue));
            json.WriteString("k", KeyOf(document.Id, document.Partition));
            json.WritePropertyName("f");
            IndexedFields.Write(json, T.Type, parsed.RootElement);
            json.WriteEndObject();
            if (IsExact(body))
            {
                json.WritePropertyName("d");
                json.WriteRawValue(body, skipInputValidation: true);
            }
            else
            {
                json.WriteString("d", body);
            }
        });
    }

    /// <summary>What is left of a document that was deleted, for a while.</summary>
    public static MemoryStream WriteDeleted(DocumentType type, string partition, string id, IReadOnlyList<string> writes) =>
        Write(type, partition, id, writes, json => WriteTtl(json, _deletedKept));

    private static MemoryStream Write(
        DocumentType type, string partition, string id, IReadOnlyList<string> writes, Action<Utf8JsonWriter> write)
    {
        MemoryStream item = new();
        using (Utf8JsonWriter json = new(item))
        {
            json.WriteStartObject();
            json.WriteString("id", IdOf(id));
            json.WriteString("pk", PartitionOf(type, partition));
            json.WriteStartArray("w");
            foreach (string each in writes) json.WriteStringValue(each);
            json.WriteEndArray();
            write(json);
            json.WriteEndObject();
        }
        item.Position = 0;
        return item;
    }

    private static void WriteTtl(Utf8JsonWriter json, TimeSpan left) =>
        json.WriteNumber("ttl", (int)Math.Clamp(Math.Ceiling(left.TotalSeconds), 1, LongestTtl));

    /// <summary>
    /// Whether Cosmos DB, for which every number is a double, gives the document back as it was; one that it would not is
    /// kept as text.
    /// </summary>
    private static bool IsExact(ReadOnlySpan<byte> body)
    {
        Utf8JsonReader reader = new(body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.Number) continue;
            if (reader.TryGetInt64(out long integer))
            {
                if (integer is > LargestExact or < -LargestExact) return false;
            }
            else if (reader.GetDouble().ToString("R", CultureInfo.InvariantCulture) != Encoding.UTF8.GetString(reader.ValueSpan))
            {
                return false;
            }
        }
        return true;
    }
}
