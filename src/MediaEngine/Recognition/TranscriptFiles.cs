using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.Domain.Jobs;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Speech;

namespace Understudy.MediaEngine.Recognition;

/// <summary>Writes a transcript in three formats.</summary>
public static class TranscriptFiles
{
    /// <summary>The whole transcript.</summary>
    public const string JsonFile = "transcript.json";

    /// <summary>SubRip captions.</summary>
    public const string SrtFile = "transcript.srt";

    /// <summary>WebVTT captions.</summary>
    public const string WebVttFile = "transcript.vtt";

    /// <summary>The transcript as captions.</summary>
    public static Cue[] Captions(Transcript transcript) => CaptionLayout.Lay(
        TimedWords(transcript), TranscriptBuilder.IsSpaced(transcript.Language), lead: 0);

    /// <summary>Writes all three files.</summary>
    public static async Task SaveAsync(Transcript transcript, string folder, CancellationToken cancellationToken)
    {
        Cue[] captions = Captions(transcript);
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, SrtFile), CaptionFiles.ToSrt(captions), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, WebVttFile), CaptionFiles.ToWebVtt(captions), cancellationToken);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, JsonFile),
            JsonSerializer.SerializeToUtf8Bytes(transcript, TranscriptJson.Default.Transcript),
            cancellationToken);
    }

    /// <summary>Reads what <see cref="SaveAsync"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is no transcript.</exception>
    public static async Task<Transcript> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        await using FileStream file = File.OpenRead(Path.Combine(folder, JsonFile));
        try
        {
            return await JsonSerializer.DeserializeAsync(file, TranscriptJson.Default.Transcript, cancellationToken)
                ?? throw new InvalidDataException("The transcript is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The file holds no transcript.", exception);
        }
    }

    private static IEnumerable<TimedWord> TimedWords(Transcript transcript)
    {
        TranscriptWord[] words = transcript.Words;
        int from = 0;
        foreach (TranscriptSegment sentence in transcript.Segments)
        {
            int to = from;
            while (to < words.Length && words[to].End <= sentence.End) to++;
            if (to == from) continue;
            string[] written = TranscriptBuilder.Written(words[from..to], transcript.Language);
            for (int i = from; i < to; i++)
            {
                WordBreak end = i == to - 1 ? WordBreak.Sentence : WordBreak.None;
                yield return new TimedWord(written[i - from], words[i].Start, words[i].End, end);
            }

            from = to;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Transcript))]
internal sealed partial class TranscriptJson : JsonSerializerContext;
