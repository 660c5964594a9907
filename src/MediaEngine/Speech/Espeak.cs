using System.Globalization;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech;

/// <summary>A voice of the espeak-ng synthesizer.</summary>
/// <param name="Name">A language, and behind a plus sign the timbre: <c>es+f5</c>.</param>
/// <param name="Pitch">0 to 99; null for the timbre's own.</param>
/// <param name="WordsPerMinute">Null for the synthesizer's own pace.</param>
internal sealed record EspeakVoice(string Name, int? Pitch = null, int? WordsPerMinute = null);

/// <summary>espeak-ng as a child process, which it has to be by its licence. Text reaches it in a file and without its
/// option for markup.</summary>
internal static class Espeak
{
    /// <summary>Speaks a file of text.</summary>
    /// <returns>The sound without silence around it.</returns>
    public static async Task<PcmAudio> SpeakAsync(EspeakVoice voice, string textFile, CancellationToken cancellationToken)
    {
        // Through a pipe: on a full disk its file would be short, and it would not say so.
        ReadOnlyMemory<byte> wav = await ChildProcess.ReadAsync(
            "espeak-ng",
            [
                "-v", voice.Name, .. Option("-p", voice.Pitch), .. Option("-s", voice.WordsPerMinute),
                "-b", "1", "-z", "-f", textFile, "--stdout",
            ],
            ToolLimits.Quick,
            cancellationToken);
        return PcmAudio.ReadWav(wav.Span).Trim();
    }

    private static string[] Option(string name, int? value) =>
        value is { } number ? [name, number.ToString(CultureInfo.InvariantCulture)] : [];
}
