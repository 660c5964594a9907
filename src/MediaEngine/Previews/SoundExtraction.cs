using System.Globalization;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Previews;

/// <summary>As what the sound of a recording or a film is wanted.</summary>
/// <param name="SourceFile">A recording or a film.</param>
public sealed record SoundExtractionRequest(string SourceFile)
{
    /// <summary>One of <see cref="SoundExtraction.Formats"/>.</summary>
    public string Format { get; init; } = "wav";

    /// <summary>One of <see cref="SoundExtraction.SampleRates"/>.</summary>
    public int SampleRate { get; init; } = 44_100;

    /// <summary>1 or 2.</summary>
    public int Channels { get; init; } = 2;

    /// <summary>The id of what it is made by, which the file carries; null for none.</summary>
    public string? Recipe { get; init; }
}

/// <summary>A sound of its own.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Duration">Its length in seconds.</param>
public sealed record ExtractedSound(string File, double Duration);

/// <summary>
/// Takes the sound out of recordings and films, in step with the picture. What says that it is AI-made says so in its sound, too.
/// </summary>
public static class SoundExtraction
{
    private const string TimeKey = "out_time_us=";

    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromMinutes(30) };

    /// <summary>The formats, by the ends of their files' names.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["wav", "mp3", "flac", "ogg"];

    /// <summary>The possible numbers of samples a second.</summary>
    public static IReadOnlyList<int> SampleRates { get; } = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000];

    /// <summary>Writes the sound.</summary>
    /// <param name="request">Of what, and how.</param>
    /// <param name="outputFolder">Where the file goes, <c>sound</c> and the format; made if missing.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">There is no sound, or the request is not possible.</exception>
    public static async Task<ExtractedSound> ExtractAsync(
        SoundExtractionRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        RequirePossible(request);
        SoundTrack sound = await SoundTrack.FindAsync(request.SourceFile, cancellationToken);
        AiMark mark = (await FileMarks.ReadAsync(request.SourceFile, cancellationToken)).OfPart(request.Recipe);
        Directory.CreateDirectory(outputFolder);
        string file = Path.Combine(outputFolder, $"sound.{request.Format}");
        double length = sound.Duration ?? MediaLimits.MaximumDuration;
        double written = 0;
        try
        {
            await using var encoder = ChildProcess.Start(
                FFmpeg.Tool,
                Arguments(request, mark, file),
                ChildStreams.Output,
                _limits with { Disk = DiskQuota.Around(file) },
                cancellationToken);
            using StreamReader reader = new(encoder.Output);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (!line.StartsWith(TimeKey, StringComparison.Ordinal)
                    || !long.TryParse(line.AsSpan(TimeKey.Length), CultureInfo.InvariantCulture, out long microseconds))
                    continue;
                written = Math.Max(written, microseconds / 1e6);
                progress.Report(Math.Clamp(written / length, 0, 0.99));
            }

            await encoder.CompleteAsync();
        }
        catch (MediaToolException exception) when (SoundTrack.Rejection(exception) is not null)
        {
            throw SoundTrack.Rejection(exception)!;
        }

        MediaLimits.RequireNotTooLong(written);
        progress.Report(1);
        return new ExtractedSound(file, Math.Round(written, 3));
    }

    private static void RequirePossible(SoundExtractionRequest request)
    {
        if (!Formats.Contains(request.Format))
            throw Impossible($"The format has to be one of {string.Join(", ", Formats)}.");
        if (!SampleRates.Contains(request.SampleRate))
            throw Impossible($"The sample rate has to be one of {string.Join(", ", SampleRates)}.");
        if (request.Channels is not (1 or 2)) throw Impossible("The sound can be mono or stereo: 1 or 2 channels.");
    }

    private static MediaRejectedException Impossible(string message) => new(MediaRejection.InvalidRequest, message);

    private static string[] Arguments(SoundExtractionRequest request, AiMark mark, string file) =>
    [
        .. FFmpeg.GlobalOptions, "-progress", "pipe:1", .. FFmpeg.UntrustedSound(request.SourceFile),
        "-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1",
        .. mark.Description is { } description ? (string[])["-metadata", $"description={description}"] : [],
        "-metadata", $"comment={mark.Comment}",
        "-af", SoundTrack.InStep(request.SampleRate), "-ac", $"{request.Channels}",
        "-t", $"{MediaLimits.MaximumDuration + 1}",
        .. Encoder(request.Format), "-fflags", "+bitexact", "-flags:a", "+bitexact", file,
    ];

    private static string[] Encoder(string format) => format switch
    {
        "mp3" => ["-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"],
        "flac" => ["-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"],
        "ogg" => ["-c:a", "libvorbis", "-q:a", "5", "-f", "ogg"],
        _ => ["-c:a", "pcm_s16le", "-f", "wav"],
    };
}
