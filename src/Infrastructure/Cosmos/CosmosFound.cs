using System.Text.Json;
using Understudy.Domain.Persistence;
using Understudy.Infrastructure.Documents;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>An item as it was read.</summary>
internal sealed class CosmosFound
{
    private readonly JsonElement _item;

    /// <summary>Reads one; the element has to last.</summary>
    public CosmosFound(JsonElement item)
    {
        _item = item;
        ETag = new CosmosETag(
            item.GetProperty("_etag").GetString()!,
            IsDeleted ? DateTimeOffset.MinValue : item.GetProperty("x").GetProperty("e").GetDateTimeOffset(),
            [.. item.GetProperty("w").EnumerateArray().Select(write => write.GetString()!)]);
    }

    /// <summary>Which state of it this is.</summary>
    public CosmosETag ETag { get; }

    private bool IsDeleted => !_item.TryGetProperty("d", out _);

    /// <summary>Whether there is a document.</summary>
    public bool IsAlive(DateTimeOffset now) => !IsDeleted && ETag.ExpiresAt > now;

    /// <summary>The document.</summary>
    public Stored<T> Read<T>()
        where T : class, IDocument
    {
        JsonElement body = _item.GetProperty("d");
        T document = body.ValueKind == JsonValueKind.String
            ? JsonSerializer.Deserialize<T>(body.GetString()!, DocumentJson.Options)!
            : body.Deserialize<T>(DocumentJson.Options)!;
        return new Stored<T>(document, ETag.ToString());
    }

    /// <summary>A field as it is indexed: a text, long, double or null.</summary>
    public object? Field(string path)
    {
        JsonElement value = _item.GetProperty("x").GetProperty("f");
        foreach (string name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value)) return null;
        }
        return FieldValue.From(value);
    }
}
