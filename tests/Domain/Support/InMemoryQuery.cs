using System.Globalization;
using System.Text.Json;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Tests.Support;

/// <summary>A checked query over documents in memory.</summary>
internal sealed class InMemoryQuery
{
    private readonly DocumentType _type;
    private readonly DocumentQuery _query;
    private readonly string _fingerprint;

    public InMemoryQuery(DocumentType type, DocumentQuery query)
    {
        _type = type;
        _query = query;
        string[] fields = [.. query.Where.Select(filter => filter.Field)];
        if (query.OrderBy is { } order) fields = [.. fields, order];
        if (fields.FirstOrDefault(field => !type.Declares(field)) is { } unknown)
            throw new ArgumentException($"{type.Name} declares no field {unknown}.", nameof(query));
        if (query.Limit is < 1 or > 1000) throw new ArgumentException("The limit is 1–1000.", nameof(query));
        if (query.Offset < 0 || (query.Offset > 0 && query.Continuation is not null))
            throw new ArgumentException("The offset is 0 or more, and not together with a continuation.", nameof(query));

        _fingerprint = JsonSerializer.Serialize(
            new
            {
                type.Name,
                query.Partition,
                Where = query.Where.Select(
                    filter => filter is Filter.AnyOf any ? $"{any.Field} {string.Join(' ', any.Values)}" : filter.ToString()),
                query.OrderBy,
                query.Descending,
            });
        Start = query.Continuation is { } token ? StartOf(token) : query.Offset;
    }

    /// <summary>How many documents to pass over.</summary>
    public int Start { get; }

    /// <summary>The continuation of a page that ended before a document.</summary>
    public string ContinueAt(int index) => JsonSerializer.Serialize(new Token(index, _fingerprint));

    public bool Matches(JsonElement document) => _query.Where.All(filter => Matches(document, filter));

    public IEnumerable<TRow> Sort<TRow>(
        IEnumerable<TRow> rows, Func<TRow, JsonElement> document, Func<TRow, (string Id, string Partition)> id)
    {
        var byValue = Comparer<JsonElement?>.Create(Compare);
        IOrderedEnumerable<TRow> ordered = rows
            .OrderBy(row => _query.OrderBy is { } field ? Field(document(row), field) : null, byValue)
            .ThenBy(row => id(row).Id, StringComparer.Ordinal)
            .ThenBy(row => id(row).Partition, StringComparer.Ordinal);
        return _query.Descending ? ordered.Reverse() : ordered;
    }

    private int StartOf(string token)
    {
        try
        {
            if (JsonSerializer.Deserialize<Token>(token) is { } known && known.Query == _fingerprint) return known.Index;
        }
        catch (JsonException exception)
        {
            throw new ArgumentException("This is no continuation.", nameof(token), exception);
        }

        throw new ArgumentException($"This is no continuation of this query over {_type.Name}.", nameof(token));
    }

    private static bool Matches(JsonElement document, Filter filter)
    {
        JsonElement? value = Field(document, filter.Field);
        return filter switch
        {
            Filter.EqualTo equal => SameKind(value, Json(equal.Value)) && Compare(value, Json(equal.Value)) == 0,
            Filter.AnyOf any => any.Values.Any(one => SameKind(value, Json(one)) && Compare(value, Json(one)) == 0),
            Filter.Prefix prefix => Text(value)?.StartsWith(prefix.Text, StringComparison.Ordinal) == true,
            Filter.Contains contains => Text(value)?.Contains(contains.Text, StringComparison.Ordinal) == true,
            Filter.Range range => value is not null &&
                (range.From is null || (SameKind(value, Json(range.From)) && Compare(value, Json(range.From)) >= 0)) &&
                (range.To is null || (SameKind(value, Json(range.To)) && Compare(value, Json(range.To)) < 0)),
            _ => throw new ArgumentException($"{filter.GetType()} is no filter.", nameof(filter)),
        };
    }

    private static JsonElement? Field(JsonElement document, string path)
    {
        JsonElement current = document;
        foreach (string name in path.Split('.'))
        {
            if (current.ValueKind != JsonValueKind.Object || !current.TryGetProperty(name, out current)) return null;
        }

        return current.ValueKind == JsonValueKind.Null ? null : current;
    }

    private static JsonElement? Json(object? value) =>
        value is null ? null : JsonSerializer.SerializeToElement(value, value.GetType(), DocumentJson.Options);

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool SameKind(JsonElement? one, JsonElement? other) => Rank(one) == Rank(other);

    private static int Compare(JsonElement? one, JsonElement? other)
    {
        int order = Rank(one).CompareTo(Rank(other));
        if (order != 0 || one is not { } left || other is not { } right) return order;
        return left.ValueKind switch
        {
            JsonValueKind.Number => left.GetDecimal().CompareTo(right.GetDecimal()),
            JsonValueKind.String => string.CompareOrdinal(left.GetString(), right.GetString()),
            JsonValueKind.True or JsonValueKind.False => left.GetBoolean().CompareTo(right.GetBoolean()),
            _ => string.CompareOrdinal(left.GetRawText(), right.GetRawText()),
        };
    }

    private static int Rank(JsonElement? value) => value?.ValueKind switch
    {
        null => 0,
        JsonValueKind.False or JsonValueKind.True => 1,
        JsonValueKind.Number => 2,
        JsonValueKind.String => 3,
        _ => 4,
    };

    private sealed record Token(int Index, string Query);
}
