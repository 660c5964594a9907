using System.Text.Json;
using System.Text.Json.Serialization;

namespace Understudy.MediaEngine.Models;

/// <summary>Reads and writes the JSON files of trained models.</summary>
public static class ModelJson
{
    /// <summary>The name of a voice model's profile in its folder.</summary>
    public const string VoiceProfileFile = "voice.json";

    /// <summary>Writes a description so that a reader sees the whole of it or nothing.</summary>
    public static async Task SaveAsync<T>(string file, T value, CancellationToken cancellationToken)
    {
        string partial = file + ".partial";
        await File.WriteAllBytesAsync(
            partial,
            JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), ModelJsonContext.Default),
            cancellationToken);
        File.Move(partial, file, overwrite: true);
    }

    /// <summary>Reads a description.</summary>
    /// <exception cref="InvalidDataException">The file does not hold a <typeparamref name="T"/>.</exception>
    public static async Task<T> LoadAsync<T>(string file, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(file);
        try
        {
            return (T)(await JsonSerializer.DeserializeAsync(
                           stream, typeof(T), ModelJsonContext.Default, cancellationToken)
                       ?? throw new InvalidDataException($"{file} is empty."));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} is not a valid description.", exception);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TrainedVideo))]
[JsonSerializable(typeof(VoiceProfile))]
internal sealed partial class ModelJsonContext : JsonSerializerContext;
