using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Narration;

/// <summary>When words and sentences of a speech are spoken.</summary>
internal static class SpeechTimes
{
    private static readonly SpeechTimesContext _json = new(new JsonSerializerOptions(SpeechTimesContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static IEnumerable<SpokenSentence> Sentences(TimedWord[] words, bool spaced)
    {
        int from = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].BreakAfter != WordBreak.Sentence && i + 1 < words.Length) continue;
            string text = string.Join(spaced ? " " : "", words[from..(i + 1)].Select(word => word.Text)).Trim();
            yield return new SpokenSentence(text, words[from].Start, words[i].End);
            from = i + 1;
        }
    }

    public static async Task SaveAsync(
        string file, SpeechRequest request, TimedWord[] words, SpokenSentence[] sentences, CancellationToken cancellationToken)
    {
        SpokenTimes times = new(
            request.Language.Code(),
            request.Recipe,
            [.. words.Select(word => new SpokenSentence(word.Text, Rounded(word.Start), Rounded(word.End)))],
            [.. sentences.Select(sentence => sentence with { Start = Rounded(sentence.Start), End = Rounded(sentence.End) })]);
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(times, _json.SpokenTimes), cancellationToken);
    }

    private static double Rounded(double seconds) => Math.Round(seconds, 3);
}

internal sealed record SpokenTimes(string Language, string? RecipeId, SpokenSentence[] Words, SpokenSentence[] Sentences);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SpokenTimes))]
internal sealed partial class SpeechTimesContext : JsonSerializerContext;
