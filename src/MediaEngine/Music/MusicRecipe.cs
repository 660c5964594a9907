using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Prompts;
using Understudy.MediaEngine.Music.Styles;
using Understudy.MediaEngine.Music.Theory;

namespace Understudy.MediaEngine.Music;

/// <summary>What was understood of a request, and what was made of it: <c>recipe.json</c>.</summary>
/// <param name="Engine">What made it, with its version: another version makes other music of the same request.</param>
/// <param name="Prompt">The prompt as it was given.</param>
/// <param name="Understood">The words of it that meant something.</param>
/// <param name="NotUnderstood">Those that may have meant something and were not understood.</param>
/// <param name="NotPossible">What it asked for and this engine cannot do.</param>
/// <param name="Genre">The genre.</param>
/// <param name="Bpm">Beats a minute.</param>
/// <param name="Meter">For instance "3/4".</param>
/// <param name="Key">For instance "D minor".</param>
/// <param name="Form">The sections.</param>
/// <param name="Instruments">Who plays.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Seconds">The length.</param>
/// <param name="RecipeId">The id of what it was made by, which its files carry.</param>
public sealed record MusicRecipe(
    string Engine,
    string Prompt,
    IReadOnlyList<MusicWord> Understood,
    IReadOnlyList<string> NotUnderstood,
    IReadOnlyList<string> NotPossible,
    MusicGenre Genre,
    double Bpm,
    string Meter,
    string Key,
    IReadOnlyList<RecipeSection> Form,
    IReadOnlyList<RecipeInstrument> Instruments,
    long Seed,
    double Seconds,
    string? RecipeId)
{
    /// <summary>The name and version of this composer.</summary>
    public const string CurrentEngine = "understudy-music/3";

    internal static MusicRecipe Of(MusicRequest request, MusicPlan plan, IReadOnlyList<Track> tracks)
    {
        int bar = plan.Beats * TempoMap.Beat;
        return new MusicRecipe(
            CurrentEngine,
            request.Prompt,
            [.. plan.Prompt.Words.Select(Told)],
            plan.Prompt.NotUnderstood,
            plan.Prompt.Impossible,
            plan.Style.Genre,
            Math.Round(plan.Bpm, 2),
            $"{plan.Beats}/4",
            plan.Key.ToString(),
            [
                .. plan.Sections.Select(section => new RecipeSection(
                    section.Name,
                    Math.Round(plan.Tempo.SecondsAt(section.Bar * bar), 3),
                    section.Bars,
                    [.. Composer.Harmonize(plan, request.Seed).Skip(section.Bar).Take(section.Bars)
                        .Select(chords => string.Join(' ', chords.Select(chord => chord.Name)))])),
            ],
            [.. tracks.Select(track => new RecipeInstrument(track.Name, track.Role, track.Channel, track.Program))],
            request.Seed,
            request.Seconds,
            request.Recipe);
    }

    // Instruments are numbers to a composer, and names to people.
    private static MusicWord Told(MusicWord word) => word.Kind switch
    {
        MusicWords.Instrument => word with { Meaning = GeneralMidi.NameOf(ProgramOf(word), isKit: false) },
        MusicWords.Without => word with { Meaning = InstrumentFamily.Of(ProgramOf(word)).Name },
        _ => word,
    };

    private static int ProgramOf(MusicWord word) => int.Parse(word.Meaning, CultureInfo.InvariantCulture);

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RecipeJsonContext.Default.MusicRecipe);
}

/// <summary>A section of the form.</summary>
/// <param name="Name">For instance "A".</param>
/// <param name="Start">When it begins, in seconds.</param>
/// <param name="Bars">How many it has.</param>
/// <param name="Chords">Those of each bar.</param>
public sealed record RecipeSection(string Name, double Start, int Bars, IReadOnlyList<string> Chords);

/// <summary>An instrument.</summary>
/// <param name="Name">Its name, e.g. "Harp".</param>
/// <param name="Part">What it does: melody, chords, arpeggio, bass or drums.</param>
/// <param name="Channel">Its MIDI channel, from 0.</param>
/// <param name="Program">Its General MIDI program, from 0; of the drum channel, the kit.</param>
public sealed record RecipeInstrument(string Name, string Part, int Channel, int Program);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(MusicRecipe))]
internal sealed partial class RecipeJsonContext : JsonSerializerContext;
