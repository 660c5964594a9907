using System.Globalization;
using System.Text;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Speech.English;

/// <summary>The clearest female voice of English: festival with the HTS voice "slt". Its script is ours, and the text reaches
/// it as nothing but letters, figures and punctuation within a string.</summary>
internal static class Festival
{
    private const string Voice = "(voice_cmu_us_slt_arctic_hts)";

    /// <summary>Speaks a line of text into a WAV file.</summary>
    /// <param name="pace">How many times as quick as usual.</param>
    /// <param name="text">What to say.</param>
    /// <param name="scriptFile">Where to put the script.</param>
    /// <param name="wavFile">Where to put the sound.</param>
    /// <param name="cancellationToken">Kills the tool.</param>
    /// <returns>The phones with their times.</returns>
    public static async Task<List<TimedPhone>> SpeakAsync(
        double pace, string text, string scriptFile, string wavFile, CancellationToken cancellationToken)
    {
        string script = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Voice}
            (set! hts_engine_params (append hts_engine_params (list (list "-r" {pace:0.###}))))
            (set! spoken (Utterance Text "{Quoted(text)}"))
            (utt.synth spoken)
            (utt.save.wave spoken "{wavFile}" 'riff)
            (mapcar (lambda (phone) (format t "%s:%f " (item.name phone) (item.feat phone 'end)))
              (utt.relation.items spoken 'Segment))
            """);
        await File.WriteAllTextAsync(scriptFile, script, cancellationToken);
        string printed = await ChildProcess.ReadTextAsync(
            "festival",
            ["-b", scriptFile],
            ToolLimits.Quick with { Disk = DiskQuota.Around(wavFile) },
            cancellationToken);

        List<TimedPhone> phones = [];
        double start = 0;
        foreach (string item in printed.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = item.LastIndexOf(':');
            double end = double.Parse(item.AsSpan(colon + 1), CultureInfo.InvariantCulture);
            phones.Add(new TimedPhone(item[..colon], start, end));
            start = end;
        }

        return phones;
    }

    private static string Quoted(string text)
    {
        StringBuilder quoted = new(text.Length);
        foreach (char c in text)
            quoted.Append(char.IsAsciiLetterOrDigit(c) || ".,?!'$:-".Contains(c) ? c : ' ');
        return quoted.ToString().Trim();
    }
}
