using System.Globalization;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Composing;

/// <summary>Puts a picture, speech, music, a title and captions together.</summary>
public static class FilmComposer
{
    /// <summary>How long the last frame is held behind a narration that goes on, in seconds.</summary>
    private const double Hold = 0.3;

    private const double Measured = 0.15;

    // An hour of 1080 lines takes some 40 minutes of a core.
    private static readonly ToolLimits _limits = ToolLimits.Work with { ProcessorTime = TimeSpan.FromHours(4) };

    /// <summary>Makes <c>film.mp4</c>, <c>film.webm</c> or <c>film.mov</c>. If it fails or is cancelled, nothing is left.</summary>
    /// <param name="request">What to put together.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">0 to 1.</param>
    /// <param name="cancellationToken">Ends the work and kills its tools.</param>
    /// <exception cref="MediaRejectedException">A file is not usable, or the request impossible.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<CompositionResult> ComposeAsync(
        CompositionRequest request, string outputFolder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Require();
        string file = Path.Combine(Path.GetFullPath(outputFolder), "film." + FilmEncoding.ExtensionOf(request.Container));
        try
        {
            using var folder = TemporaryFolder.Create();
            MediaProbe probe = request.Probe
                ?? await MediaProber.ProbeAsync(request.Picture, MediaKind.Video, cancellationToken);
            request.RequireNarrationWithin(probe.Duration);
            MediaProbe? narration = await ProbeSoundAsync(request.Narration?.File, cancellationToken);
            MediaProbe? music = await ProbeSoundAsync(request.Music, cancellationToken);
            FilmPicture picture = new(probe, DurationOf(probe, request.Narration, narration));
            MediaLimits.RequireNotTooLong(picture.Duration);
            double endFade = Math.Min(request.EndFade, picture.Duration / 2);

            FilmInputs inputs = new();
            inputs.AddRecording(request.Picture, "-noautorotate");
            FilmSound sound = await SoundAsync(request, picture.Duration, probe, narration, music, inputs, cancellationToken);
            string? mix = sound.Mix();
            double loudness = mix is null ? 0 : await FilmSound.MeasureAsync(inputs.Arguments, mix, _limits, cancellationToken);
            progress?.Report(Measured);

            bool copies = request.Title is null && !request.Watermark && endFade == 0 && picture.CanBeCopied(request.Container);
            List<string> graph = [];
            if (!copies) graph.Add(await PictureGraphAsync(request, picture, endFade, inputs, folder, cancellationToken));
            if (mix is not null) graph.Add($"{mix},{sound.Master(loudness, endFade)}[sound]");
            List<string> streams = [.. copies
                ? (string[])["-map", $"0:{probe.Video!.Stream}", "-c:v", "copy"]
                : ["-map", "[picture]", .. FilmEncoding.PictureOptions(request.Container, request.Quality)]];
            if (mix is not null) streams.AddRange(["-map", "[sound]", .. FilmEncoding.SoundOptions(request.Container, request.Quality)]);
            if (request.Captions is { } captions)
            {
                // Read here, as tolerantly as elsewhere: of a file with styles ffmpeg takes none, and none that is not in UTF-8.
                Cue[] cues = await CaptionReader.ReadAsync(captions.File, cancellationToken);
                string shown = folder.File("captions.vtt");
                await File.WriteAllTextAsync(shown, CaptionFiles.ToWebVtt(cues), cancellationToken);
                int input = inputs.AddFile(shown, "webvtt");
                streams.AddRange(
                    ["-map", $"{input}:s:0", "-c:s", FilmEncoding.CaptionCodec(request.Container), "-metadata:s:s:0", $"language={captions.Language}"]);
            }
            string metadata = folder.File("metadata.txt");
            await File.WriteAllTextAsync(
                metadata, AiMark.ComposedFilm(request.Recipe).ToMetadata(request.Name), cancellationToken);
            int mark = inputs.AddFile(metadata, "ffmetadata");
            await EncodeAsync(
                [
                    .. FFmpeg.GlobalOptions, "-progress", "pipe:1", .. inputs.Arguments,
                    .. graph.Count > 0 ? (string[])["-filter_complex", string.Join(';', graph)] : [],
                    .. streams, "-map_metadata", $"{mark}", "-map_chapters", "-1", "-t", Seconds(picture.Duration),
                    .. FilmEncoding.ContainerOptions(request.Container), "-bitexact", file,
                ],
                picture.Duration,
                file,
                new PartialProgress(progress, Measured, 1),
                cancellationToken);
            progress?.Report(1);
            return new CompositionResult(file, picture.Duration, new FileInfo(file).Length, picture.Width, picture.Height, copies);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    private static async Task<MediaProbe?> ProbeSoundAsync(string? file, CancellationToken cancellationToken) =>
        file is null ? null : await MediaProber.ProbeAsync(file, MediaKind.Audio, cancellationToken);

    // The picture's, unless somebody is still speaking: then its last frame is held, for whole frames.
    private static double DurationOf(MediaProbe picture, FilmNarration? narration, MediaProbe? speech)
    {
        if (narration is null || speech is null || narration.Start + speech.Duration <= picture.Duration) return picture.Duration;
        double rate = new FilmPicture(picture, 0).FrameRate;
        return Math.Ceiling((narration.Start + speech.Duration + Hold) * rate) / rate;
    }

    private static async Task<FilmSound> SoundAsync(
        CompositionRequest request,
        double duration,
        MediaProbe probe,
        MediaProbe? narration,
        MediaProbe? music,
        FilmInputs inputs,
        CancellationToken cancellationToken)
    {
        bool keeps = request.KeepsSound && probe.AudioCodec is not null;
        // One alone is measured as the mix.
        bool isMixed = (keeps ? 1 : 0) + (narration is null ? 0 : 1) + (music is null ? 0 : 1) > 1;
        async Task<double?> LoudnessAsync(string file) => isMixed
            ? await FilmSound.MeasureAsync(FFmpeg.UntrustedInput(file), $"[0:a:0]{FilmSound.Stereo}", _limits, cancellationToken)
            : null;

        FilmVoice? own = keeps ? new FilmVoice(0, await LoudnessAsync(request.Picture)) : null;
        FilmVoice? spoken = request.Narration is { } speech && narration is not null
            ? new FilmVoice(inputs.AddRecording(speech.File), await LoudnessAsync(speech.File), speech.Start)
            : null;
        FilmVoice? played = request.Music is { } file && music is not null
            ? new FilmVoice(inputs.AddRecording(file), await LoudnessAsync(file), Seconds: music.Duration)
            : null;
        return new FilmSound(duration, spoken ?? own, spoken is null ? null : own, played);
    }

    private static async Task<string> PictureGraphAsync(
        CompositionRequest request,
        FilmPicture picture,
        double endFade,
        FilmInputs inputs,
        TemporaryFolder folder,
        CancellationToken cancellationToken)
    {
        (int Input, double Seconds)? title = null;
        bool scales = false;
        if (request.Title is { } shown)
        {
            scales = await FilmFiles.SizeOfTitleAsync(shown.File, cancellationToken) != (picture.Width, picture.Height);
            title = (inputs.AddFile(shown.File, "png_pipe"), shown.Seconds);
        }
        (int Input, Watermark Plate)? plate = null;
        if (request.Watermark)
        {
            Watermark watermark = await Watermark.CreateAsync(picture.Width, picture.Height, cancellationToken);
            string file = folder.File("notice.rgba");
            await File.WriteAllBytesAsync(file, watermark.Plate(), cancellationToken);
            plate = (
                inputs.AddFile(file, "rawvideo", "-pixel_format", "rgba", "-video_size", $"{watermark.Width}x{watermark.Height}"),
                watermark);
        }
        return picture.Graph(title, scales, plate, endFade);
    }

    private static async Task EncodeAsync(
        IEnumerable<string> arguments, double duration, string file, PartialProgress progress, CancellationToken cancellationToken)
    {
        const string Key = "out_time_us=";
        await using var encoder = ChildProcess.Start(
            FFmpeg.Tool, arguments, ChildStreams.Output, _limits with { Disk = DiskQuota.Around(file) }, cancellationToken);
        using StreamReader reader = new(encoder.Output);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Key, StringComparison.Ordinal)
                && long.TryParse(line.AsSpan(Key.Length), CultureInfo.InvariantCulture, out long microseconds) && microseconds > 0)
                progress.Report(Math.Min(1, microseconds / 1e6 / duration));
        }
        await encoder.CompleteAsync();
    }

    private static string Seconds(double seconds) => seconds.ToString("0.######", CultureInfo.InvariantCulture);
}
