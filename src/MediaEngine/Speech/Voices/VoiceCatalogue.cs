using Understudy.Domain.Jobs.Engines;

namespace Understudy.MediaEngine.Speech.Voices;

/// <summary>The stock voices as the app knows them.</summary>
public sealed class VoiceCatalogue : IVoiceCatalogue
{
    /// <inheritdoc/>
    public IReadOnlyList<CatalogueVoice> All { get; } = [.. StockVoices.All.Select(voice => new CatalogueVoice(
        voice.Id,
        voice.Name,
        Word(voice.Gender),
        Word(voice.Age),
        Word(voice.Style),
        [.. voice.Languages.Select(language => language.Code())]))];

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
