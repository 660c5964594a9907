using System.Runtime.InteropServices;
using Understudy.MediaEngine.Captions;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Narration;

/// <summary>Speaks texts of any length by stock voices and by voices matched to a person's.</summary>
public static class SpeechMaker
{
    /// <summary>Seconds of quiet before the first word.</summary>
    public const double Lead = 0.1;

    private const double Tail = 0.2;

    // The parts of the work that are done when the voice is made, the text is spoken, and the sound is finished.
    private const double PreparingShare = 0.05;
    private const double SpokenShare = 0.85;
    private const double MasteredShare = 0.98;

    /// <summary>Speaks a text into a folder: <c>speech.wav</c>, <c>captions.srt</c>, <c>captions.vtt</c> and
    /// <c>words.json</c>. If it fails or is cancelled, none of them is left.</summary>
    /// <param name="request">What to say, and how.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The request is out of range, or nothing in the text can be spoken.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<SpeechResult> SpeakAsync(
        SpeechRequest request, string outputFolder, IProgress<double> progress, CancellationToken cancellationToken)
    {
        request.Validate();
        string Output(string name) => Path.Combine(Path.GetFullPath(outputFolder), name);
        (string sound, string subRip, string webVtt, string times) =
            (Output("speech.wav"), Output("captions.srt"), Output("captions.vtt"), Output("words.json"));
        try
        {
            progress.Report(0);
            using var folder = TemporaryFolder.Create();
            VoiceRecipe recipe = await VoiceRecipe.OfAsync(request.Voice, request.Language, folder, cancellationToken);
            progress.Report(PreparingShare);
            RawSpeech raw = await RecordAsync(request, recipe, folder, progress, cancellationToken);
            await SpeechMastering.WriteAsync(
                raw, recipe.Filters, SpeechMaster.Loudness, folder.File("mastered.wav"), sound, AiMark.Speech(request.Recipe), cancellationToken);

            progress.Report(MasteredShare);
            Cue[] cues = CaptionLayout.Lay(raw.Words, request.Language.IsSpaced(), lead: 0);
            await File.WriteAllTextAsync(subRip, CaptionFiles.ToSrt(cues), cancellationToken);
            await File.WriteAllTextAsync(webVtt, CaptionFiles.ToWebVtt(cues), cancellationToken);
            SpokenSentence[] sentences = [.. SpeechTimes.Sentences(raw.Words, request.Language.IsSpaced())];
            await SpeechTimes.SaveAsync(times, request, raw.Words, sentences, cancellationToken);
            progress.Report(1);
            string voice = request.Voice.Profile is null ? "stock" : "matched";
            return new SpeechResult(sound, subRip, webVtt, times, raw.Duration, raw.Words, sentences, voice);
        }
        catch
        {
            foreach (string file in (string[])[sound, subRip, webVtt, times])
                File.Delete(file);
            throw;
        }
    }

    /// <summary>Speaks piece by piece into a file of bare samples.</summary>
    private static async Task<RawSpeech> RecordAsync(
        SpeechRequest request,
        VoiceRecipe recipe,
        TemporaryFolder folder,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        PieceSpeaker speaker = new(recipe.Sound, request.Language, request.Pace * recipe.Pace);
        string file = folder.File("speech.raw");
        List<TimedWord> words = [];
        int rate = 0;
        long samples = 0;
        int read = 0;
        await using (FileStream raw = File.Create(file))
        {
            foreach (string text in TextPieces.Of(request.Text))
            {
                SpokenPiece? piece = await speaker.SpeakAsync(text, cancellationToken);
                read += text.Length;
                progress.Report(PreparingShare + ((SpokenShare - PreparingShare) * read / request.Text.Length));
                if (piece is null) continue;
                if (rate == 0)
                {
                    rate = piece.Audio.SampleRate;
                    await AppendAsync(new short[(int)(Lead * rate)]);
                }

                double offset = (double)samples / rate;
                words.AddRange(piece.Words.Select(word => word with { Start = word.Start + offset, End = word.End + offset }));
                await AppendAsync(piece.Audio.Samples);
            }

            if (rate > 0) await AppendAsync(new short[(int)(Tail * rate)]);

            async Task AppendAsync(short[] sound)
            {
                folder.Quota.Require(sound.Length * sizeof(short));
                await raw.WriteAsync(MemoryMarshal.AsBytes(sound.AsSpan()).ToArray(), cancellationToken);
                samples += sound.Length;
            }
        }

        return rate > 0
            ? new RawSpeech(file, rate, (double)samples / rate, [.. words])
            : throw new MediaRejectedException(
                MediaRejection.UnspeakableText,
                $"The text has no words that the voice can speak in its language ({request.Language}).");
    }
}

/// <summary>Speech as the synthesizer made it, in a file of bare samples of 16 bits.</summary>
internal sealed record RawSpeech(string File, int SampleRate, double Duration, TimedWord[] Words);
