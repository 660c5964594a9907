using System.Globalization;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>The flite synthesizer as a child process. Text reaches it in a file and without its markup option, so that
/// nothing in the text is interpreted.</summary>
internal static class Flite
{
    public const string Pause = "pau";

    /// <summary>The quickest voice; it has the same dictionary and rules as the good ones.</summary>
    private const string DraftVoice = "kal16";

    /// <summary>Speaks text into a WAV file.</summary>
    /// <param name="voice">The options that choose it.</param>
    /// <param name="text">What to say.</param>
    /// <param name="textFile">Where to put the text.</param>
    /// <param name="wavFile">Where to put the sound.</param>
    /// <param name="cancellationToken">Kills the tool.</param>
    /// <returns>The phones with their times.</returns>
    public static async Task<List<TimedPhone>> SpeakAsync(
        string[] voice, string text, string textFile, string wavFile, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(textFile, text, cancellationToken);
        string printed = await ChildProcess.ReadTextAsync(
            "flite",
            [.. voice, "-psdur", "-f", textFile, "-o", wavFile],
            ToolLimits.Quick with { Disk = DiskQuota.Around(wavFile) },
            cancellationToken);

        List<TimedPhone> phones = [];
        double start = 0;
        double before = 0;
        foreach (string line in printed.Split('\n'))
        {
            // Each line is an utterance whose times begin at zero again.
            double end = 0;
            foreach (string item in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                int colon = item.LastIndexOf(':');
                end = double.Parse(item.AsSpan(colon + 1), CultureInfo.InvariantCulture);
                phones.Add(new TimedPhone(item[..colon], before + start, before + end));
                start = end;
            }

            before += end;
            start = 0;
        }

        return phones;
    }

    /// <summary>The phones of each text spoken alone, without pauses.</summary>
    /// <returns>Null if the synthesizer did not take each text for one utterance.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>?> PronounceAsync(
        IReadOnlyList<string> texts, string textFile, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(textFile, string.Join("\n\n", texts) + "\n", cancellationToken);
        string printed = await ChildProcess.ReadTextAsync(
            "flite", ["-voice", DraftVoice, "-psdur", "-f", textFile, "-o", "none"], cancellationToken);
        string[][] utterances =
        [
            .. printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(item => item[..item.LastIndexOf(':')])
                    .Where(phone => phone != Pause)
                    .ToArray()),
        ];
        return utterances.Length == texts.Count ? utterances : null;
    }
}
