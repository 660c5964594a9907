using Understudy.Domain.Common;
using Understudy.Domain.Jobs.Engines;
using Understudy.Domain.Products.FilmStudio;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Reads orders for work. FilmStudio, AI Job Service.</summary>
internal static class AiJobFields
{
    private const int LongestPrompt = 5000, LongestPath = 600;
    private const double ShortestFilm = 5, LongestFilm = 120, UsualFilm = 10;
    private const double ShortestMusic = 5, LongestMusic = 300, UsualMusic = 30;

    /// <summary>What a film is to be like.</summary>
    public static FilmWish Film(JsonFields fields) => new(
        fields.Paragraphs("prompt", LongestPrompt),
        fields.Word("style", FilmStudioWords.Styles),
        fields.OptionalNumber("duration", ShortestFilm, LongestFilm) ?? UsualFilm,
        Seed(fields));

    /// <summary>What of a film is to be different.</summary>
    public static FilmChange Change(JsonFields fields) => new(
        fields.OptionalParagraphs("prompt", LongestPrompt),
        fields.Word("style", FilmStudioWords.Styles),
        fields.OptionalNumber("duration", ShortestFilm, LongestFilm),
        Seed(fields));

    /// <summary>What is to be said.</summary>
    public static string Text(JsonFields fields) => fields.Paragraphs("text", LongestPrompt);

    /// <summary>Whose voice; the first of the catalogue that is neither this nor that, where none is named.</summary>
    public static string Voice(JsonFields fields, IVoiceCatalogue voices)
    {
        if (!fields.Has("voiceId")) return voices.All.First(voice => voice.Style == "neutral").Id;
        int before = fields.Errors;
        string id = fields.Line("voiceId", 100);
        if (fields.Errors == before && voices.All.All(voice => voice.Id != id))
            fields.Add(new FieldError(
                "voiceId", FieldFault.NotOneOf, $"Must be one of: {string.Join(", ", voices.All.Select(voice => voice.Id))}.")
            {
                Allowed = [.. voices.All.Select(voice => voice.Id)],
            });
        return id;
    }

    /// <summary>What music is to be like.</summary>
    public static (string Prompt, string? Genre, double Seconds) Music(JsonFields fields) => (
        fields.Paragraphs("prompt", LongestPrompt),
        fields.Word("genre", FilmStudioWords.Genres),
        fields.OptionalNumber("duration", ShortestMusic, LongestMusic) ?? UsualMusic);

    /// <summary>The name of a file, or an asset's id.</summary>
    public static string Path(JsonFields fields, string field)
    {
        int before = fields.Errors;
        string path = fields.Line(field, LongestPath);
        if (fields.Errors == before && !FilmFiles.IsPath(path))
            fields.Add(field, FieldFault.Malformed, "Must be a path such as s3://bucket/file, or the id of an asset.");
        return path;
    }

    private static long? Seed(JsonFields fields) => fields.OptionalWhole("seed", 0, int.MaxValue);
}
