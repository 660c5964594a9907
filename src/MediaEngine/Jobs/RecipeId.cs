using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Media;
using Understudy.Domain.Persistence;
using Understudy.MediaEngine.Music;
using Understudy.MediaEngine.Scenes.Film;
using Understudy.MediaEngine.Scenes.Pictures;

namespace Understudy.MediaEngine.Jobs;

/// <summary>
/// The id of what a file was made by: 16 hexadecimal digits of a hash of the task, what is in its sources, and the version of the
/// engine. Where files lie has no part in it, so the same work has the same id everywhere.
/// </summary>
internal static class RecipeId
{
    /// <summary>Of what has no version of its own; it changes whenever the same task makes something else.</summary>
    private const string EngineVersion = "understudy-engine/1";

    private const int Digits = 16;

    private static readonly JsonSerializerOptions _json = new(DocumentJson.Options)
    {
        Converters = { new NoKeys() },
    };

    /// <summary>The id.</summary>
    /// <param name="task">What is done.</param>
    /// <param name="sources">The SHA-256 of each of its sources, in the order in which the task takes them.</param>
    public static string Of(EngineTask task, IEnumerable<byte[]> sources)
    {
        string version = task switch
        {
            EngineTask.PaintFilm => FilmMaker.EngineVersion,
            EngineTask.AnimateImages => PictureFilmMaker.EngineVersion,
            EngineTask.ComposeMusic => MusicRecipe.CurrentEngine,
            _ => EngineVersion,
        };
        byte[] asked = JsonSerializer.SerializeToUtf8Bytes(new { Version = version, Task = task }, _json);
        byte[] made = [.. asked, .. sources.SelectMany(hash => hash)];
        return Convert.ToHexStringLower(SHA256.HashData(made))[..Digits];
    }

    /// <summary>Tells that there is a file, and not where.</summary>
    private sealed class NoKeys : JsonConverter<MediaKey>
    {
        public override MediaKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, MediaKey value, JsonSerializerOptions options) => writer.WriteStringValue("");
    }
}
