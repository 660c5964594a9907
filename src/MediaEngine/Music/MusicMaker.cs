using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Music.Midi;
using Understudy.MediaEngine.Music.Sound;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Music;

/// <summary>Composes music, and has it played.</summary>
public static class MusicMaker
{
    private const double Played = 0.75;
    private const double Mastered = 0.85;

    /// <summary>Makes <c>music.mid</c>, <c>recipe.json</c> and the sound in the formats that are wanted, <c>music.wav</c>,
    /// <c>music.m4a</c> and <c>music.mp3</c>. If it fails or is cancelled, none of them is left.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">0 to 1.</param>
    /// <param name="cancellationToken">Ends the work and kills its tools.</param>
    /// <exception cref="MediaRejectedException">The request is impossible.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<MusicResult> MakeAsync(
        MusicRequest request, string outputFolder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Require();
        string Output(string name) => Path.Combine(Path.GetFullPath(outputFolder), name);
        string? Wanted(MusicFormats format, string name) => request.Formats.HasFlag(format) ? Output(name) : null;
        MusicResult result = new(
            Wanted(MusicFormats.Wav, "music.wav"),
            Wanted(MusicFormats.M4a, "music.m4a"),
            Wanted(MusicFormats.Mp3, "music.mp3"),
            Output("music.mid"),
            Output("recipe.json"),
            request.Seconds);
        try
        {
            (byte[] midi, MusicRecipe recipe) = Compose(request);
            await File.WriteAllBytesAsync(result.Midi, midi, cancellationToken);
            await File.WriteAllBytesAsync(result.Recipe, recipe.ToJson(), cancellationToken);
            using var folder = TemporaryFolder.Create();
            string tags = folder.File("tags.txt");
            await File.WriteAllTextAsync(tags, AiMark.Music(request.Recipe).ToMetadata(TitleOf(recipe)), cancellationToken);
            // It gets ready while the music is played.
            await using ChildProcess encoder = StartEncoder(result, tags, cancellationToken);
            MusicMaster master = new((int)Math.Round(request.Seconds * FluidSynth.SampleRate));
            await foreach (ReadOnlyMemory<float> piece in FluidSynth.PlayAsync(result.Midi, cancellationToken))
            {
                master.Add(piece.Span);
                progress?.Report(Played * master.Filled);
                if (master.IsFull) break;
            }
            master.Finish();
            progress?.Report(Mastered);
            foreach (ReadOnlyMemory<byte> piece in master.Pcm()) await encoder.WriteAsync(piece);
            await encoder.CompleteAsync();
            progress?.Report(1);
            return result;
        }
        catch
        {
            foreach (string? file in (string?[])[result.Wav, result.M4a, result.Mp3, result.Midi, result.Recipe])
                if (file is not null) File.Delete(file);
            throw;
        }
    }

    /// <summary>The notes, as a MIDI file, and how they came about.</summary>
    internal static (byte[] Midi, MusicRecipe Recipe) Compose(MusicRequest request)
    {
        var plan = MusicPlan.For(request);
        IReadOnlyList<Track> tracks = Composer.Compose(plan, request.Seed);
        var recipe = MusicRecipe.Of(request, plan, tracks);
        var mark = AiMark.Music(request.Recipe);
        int bar = plan.Beats * TempoMap.Beat;
        Conductor conductor = new(
            TitleOf(recipe),
            $"{mark.Description} {mark.Comment}",
            plan.Beats,
            plan.Key.Sharps,
            plan.Key.IsDark,
            [.. plan.Sections.Select(section => (section.Bar * bar, section.Name))]);
        return (MidiFile.Write(tracks, conductor, plan.Tempo, plan.End), recipe);
    }

    private static string TitleOf(MusicRecipe recipe) => $"{recipe.Genre} in {recipe.Key}";

    private static ChildProcess StartEncoder(MusicResult result, string tags, CancellationToken cancellationToken)
    {
        List<string> outputs = [];
        void Add(string? file, params string[] options)
        {
            if (file is not null) outputs.AddRange(["-map", "0:a", "-map_metadata", "1", .. options, "-bitexact", file]);
        }

        Add(result.Wav, "-c:a", "pcm_s16le");
        // At this rate the fast coder is nearer to the sound than the one that searches, up to 6 kHz, in two fifths of the time.
        Add(result.M4a, "-c:a", "aac", "-aac_coder", "fast", "-b:a", "192k", "-movflags", "+faststart");
        Add(result.Mp3, "-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "3");
        return ChildProcess.Start(
            FFmpeg.Tool,
            [
                // Where it has two inputs, it looks every 10 ms whether something has come: a queue of 8 packets of 4 KB, as it would
                // have, lets 3 MB a second through.
                .. FFmpeg.GlobalOptions, "-thread_queue_size", "1024",
                "-f", "s16le", "-ar", $"{FluidSynth.SampleRate}", "-ac", "2", "-i", "pipe:0",
                "-f", "ffmetadata", "-i", tags, .. outputs,
            ],
            ChildStreams.Input,
            ToolLimits.Work with { Disk = DiskQuota.Around(result.Midi) },
            cancellationToken);
    }
}
