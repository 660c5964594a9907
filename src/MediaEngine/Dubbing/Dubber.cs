using System.Text.Json;
using System.Text.Json.Serialization;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Narration;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>Has a film or a sound speak another language.</summary>
public static class Dubber
{
    /// <summary>What a film may be longer than its picture before that is held, in seconds.</summary>
    private const double Unseen = 0.05;

    /// <summary>Dubs into a folder: <c>dub.wav</c>, <c>report.json</c>, and <c>dub.mp4</c> when a film was given. If it fails
    /// or is cancelled, none of them is left.</summary>
    /// <param name="request">What to dub, and how.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The request is out of range, the original cannot be used, or nothing in the
    /// segments can be spoken.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<DubbingResult> DubAsync(
        DubbingRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        request.Validate();
        string Output(string name) => Path.Combine(Path.GetFullPath(outputFolder), name);
        (string sound, string film, string reportFile) = (Output("dub.wav"), Output("dub.mp4"), Output("report.json"));
        try
        {
            progress.Report(0);
            MediaProbe probe = await MediaProber.ProbeAsync(request.Original, request.Kind, cancellationToken);
            request.RequireWithin(probe.Duration);
            bool isFilm = probe.Video is not null;
            using var folder = TemporaryFolder.Create();
            OriginalSound original = probe.AudioCodec is null
                ? OriginalSound.None
                : await OriginalSound.MeasureAsync(request, probe.Duration, cancellationToken);
            progress.Report(0.1);
            VoiceRecipe recipe = await VoiceRecipe.OfAsync(request.Voice, request.Language, folder, cancellationToken);
            DubbedSpeech speech = await DubbedSpeech.SpeakAsync(
                request, recipe, probe.Duration, folder, new PartialProgress(progress, 0.1, isFilm ? 0.3 : 0.7), cancellationToken);

            string mastered = folder.File("speech.s16");
            await SpeechMastering.WriteAsync(
                speech.Raw,
                recipe.Filters,
                original.Speech,
                folder.File("unlevelled.wav"),
                mastered,
                mark: null,
                cancellationToken);
            await DubbedMix.WriteAsync(
                probe.AudioCodec is null ? null : request.Original,
                mastered,
                original,
                speech.Fits,
                speech.Raw.Duration,
                AiMark.DubbedSound(request.Recipe),
                sound,
                new PartialProgress(progress, isFilm ? 0.3 : 0.7, isFilm ? 0.4 : 0.9),
                cancellationToken);

            double held = speech.Raw.Duration - probe.Duration;
            if (!isFilm || held < Unseen) held = 0;
            double? faceShare = null;
            if (probe.Video is { } video)
            {
                DubbedLips lips = await DubbedLips.FindAsync(
                    request.Original,
                    video,
                    speech.Fits,
                    speech.Raw.Duration,
                    new PartialProgress(progress, 0.4, 0.6),
                    cancellationToken);
                faceShare = Math.Round(lips.FaceShare, 3);
                if (lips.Move)
                {
                    await lips.WriteAsync(
                        mastered,
                        sound,
                        request.Title,
                        request.Recipe,
                        film,
                        new PartialProgress(progress, 0.6, 1),
                        cancellationToken);
                }
                else
                {
                    await DubbedFilm.WriteAsync(
                        request.Original, video, sound, held, request.Title, request.Recipe, film, cancellationToken);
                }
            }

            DubbingReport report = new(
                Speech.SpokenLanguages.Code(request.Language),
                request.Voice.Profile is null ? "stock" : "matched",
                Math.Round(speech.Raw.Duration, 3),
                Math.Round(held, 3),
                Math.Round(original.Speech + OriginalSound.TwoChannels, 1),
                original.Background,
                faceShare,
                speech.Fits,
                request.Recipe);
            await File.WriteAllBytesAsync(
                reportFile, JsonSerializer.SerializeToUtf8Bytes(report, DubbingJson.Default.DubbingReport), cancellationToken);
            progress.Report(1);
            return new DubbingResult(sound, isFilm ? film : null, reportFile, report, speech.Raw.Words);
        }
        catch
        {
            foreach (string file in (string[])[sound, film, reportFile])
                File.Delete(file);
            throw;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DubbingReport))]
internal sealed partial class DubbingJson : JsonSerializerContext;
