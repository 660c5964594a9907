using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Infrastructure.Documents;

/// <summary>
/// Where a page ended: the keys of its last document rather than a number, so that the next page goes on from there
/// whatever was created or deleted meanwhile. Issued as a token that is bound to its query by a MAC.
/// </summary>
/// <param name="Order">The value of the order's field: a text, long, double or null.</param>
/// <param name="Id">The document's id.</param>
/// <param name="Partition">The document's partition.</param>
internal sealed record Position(object? Order, string Id, string Partition)
{
    private const int MacBytes = 16;

    public string ToToken(byte[] key, DocumentType type, DocumentQuery query)
    {
        byte[] payload = JsonSerializer.SerializeToUtf8Bytes<object?[]>([Order, Id, Partition]);
        return Base64Url.EncodeToString([.. Mac(key, payload, type, query), .. payload]);
    }

    /// <exception cref="ArgumentException">The token is not one of this store's for the same query.</exception>
    public static Position Parse(string token, byte[] key, DocumentType type, DocumentQuery query)
    {
        byte[] bytes = Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : [];
        if (bytes.Length <= MacBytes ||
            Base64Url.EncodeToString(bytes) != token ||
            !CryptographicOperations.FixedTimeEquals(
                bytes.AsSpan(0, MacBytes), Mac(key, bytes.AsSpan(MacBytes), type, query)))
            throw new ArgumentException("The continuation is not one of this query.", nameof(token));
        var payload = JsonElement.Parse(bytes.AsSpan(MacBytes));
        return new Position(FieldValue.From(payload[0]), payload[1].GetString()!, payload[2].GetString()!);
    }

    private static ReadOnlySpan<byte> Mac(
        byte[] key, ReadOnlySpan<byte> payload, DocumentType type, DocumentQuery query)
    {
        ArrayBufferWriter<byte> signed = new();
        using (Utf8JsonWriter json = new(signed))
        {
            json.WriteStartArray();
            json.WriteStringValue(type.Name);
            json.WriteStringValue(query.Partition);
            json.WriteStringValue(query.OrderBy);
            json.WriteBooleanValue(query.Descending);
            foreach (Filter filter in query.Where) WriteFilter(json, filter);
            json.WriteEndArray();
        }
        signed.Write(payload);
        return HMACSHA256.HashData(key, signed.WrittenSpan).AsSpan(0, MacBytes);
    }

    private static void WriteFilter(Utf8JsonWriter json, Filter filter)
    {
        object?[] values = filter switch
        {
            Filter.EqualTo equal => [equal.Value],
            Filter.AnyOf any => [.. any.Values],
            Filter.Prefix prefix => [prefix.Text],
            Filter.Contains contains => [contains.Text],
            Filter.Range range => [range.From, range.To],
            _ => [],
        };
        json.WriteStartArray();
        json.WriteStringValue(filter.GetType().Name);
        json.WriteStringValue(filter.Field);
        foreach (object? value in values) JsonSerializer.Serialize(json, FieldValue.From(value));
        json.WriteEndArray();
    }
}
