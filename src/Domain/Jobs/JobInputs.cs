using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Jobs;

/// <summary>
/// What a job is to do, in the words of its kind: a JSON object that the core keeps and hands on without looking into it.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class JobInputs : IEquatable<JobInputs>
{
    private readonly JsonElement _json;
    private object? _read;

    private JobInputs(JsonElement json) => _json = json;

    /// <summary>Inputs as a kind describes them.</summary>
    /// <exception cref="ArgumentException">They are no JSON object.</exception>
    public static JobInputs Of<T>(T value)
        where T : class
    {
        JsonElement json = JsonSerializer.SerializeToElement(value, DocumentJson.Options);
        return json.ValueKind == JsonValueKind.Object
            ? new JobInputs(json) { _read = value }
            : throw new ArgumentException($"A {typeof(T).Name} is no JSON object.", nameof(value));
    }

    /// <summary>The inputs as their kind describes them.</summary>
    /// <exception cref="JsonException">They are of another kind.</exception>
    public T As<T>()
        where T : class
    {
        if (_read is T known) return known;
        T read = _json.Deserialize<T>(DocumentJson.Options) ?? throw new JsonException("There are no inputs.");
        _read = read;
        return read;
    }

    /// <summary>A text among them; null when there is none.</summary>
    internal string? Text(string name) => _json.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <inheritdoc/>
    public bool Equals(JobInputs? other) => other is not null && JsonElement.DeepEquals(_json, other._json);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JobInputs);

    /// <inheritdoc/>
    public override int GetHashCode() => _json.GetPropertyCount();

    /// <inheritdoc/>
    public override string ToString() => _json.GetRawText();

    private sealed class Converter : JsonConverter<JobInputs>
    {
        public override JobInputs Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartObject
                ? new JobInputs(JsonElement.ParseValue(ref reader))
                : throw new JsonException("The inputs of a job are a JSON object.");

        public override void Write(Utf8JsonWriter writer, JobInputs value, JsonSerializerOptions options) =>
            value._json.WriteTo(writer);
    }
}
