using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Understudy.Domain.Jobs.Engines;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Narration;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.Speech.Voices;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>The segments of a dubbing, spoken at their times.</summary>
/// <param name="Raw">Bare samples, with silence between the segments.</param>
/// <param name="Fits">How each segment fits.</param>
internal sealed record DubbedSpeech(RawSpeech Raw, SegmentFit[] Fits)
{
    /// <summary>Quiet behind the last word, in seconds.</summary>
    private const double Tail = 0.2;

    /// <summary>Raised when the synthesizers come to speak otherwise: then nothing that was kept is used any more.</summary>
    private const int Version = 1;

    /// <summary>A pace that changes less is not worth to speak anew.</summary>
    private const double SmallestPaceChange = 0.02;

    /// <param name="request">What to dub.</param>
    /// <param name="recipe">The voice.</param>
    /// <param name="duration">Seconds of the original.</param>
    /// <param name="folder">Where the samples go.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public static async Task<DubbedSpeech> SpeakAsync(
        DubbingRequest request,
        VoiceRecipe recipe,
        double duration,
        TemporaryFolder folder,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        string file = folder.File("segments.raw");
        var fits = new SegmentFit[request.Segments.Count];
        List<TimedWord> words = [];
        int rate = 0;
        long written = 0;
        double free = 0;
        await using (FileStream raw = File.Create(file))
        {
            for (int i = 0; i < fits.Length; i++)
            {
                DubbedSegment segment = request.Segments[i];
                double next = i + 1 < fits.Length ? request.Segments[i + 1].Start : Math.Max(duration, segment.End);
                (SpokenPiece? piece, double natural, double pace, bool reused) =
                    await FindAsync(request, segment, recipe, cancellationToken);
                double spoken = piece?.Audio.Duration ?? 0;
                double at = piece is null ? segment.Start : SlotFitting.Place(segment, spoken, free, next);
                fits[i] = SlotFitting.Fit(segment, natural, pace, spoken, at, next) with { Reused = reused };
                progress.Report((i + 1.0) / fits.Length);
                if (piece is null) continue;
                rate = piece.Audio.SampleRate;
                words.AddRange(piece.Words.Select(word => word with { Start = word.Start + at, End = word.End + at }));
                free = at + spoken;
                await AppendAsync(raw, new short[Math.Max(0, (long)(at * rate) - written)]);
                await AppendAsync(raw, piece.Audio.Samples);
            }

            if (rate == 0)
                throw new MediaRejectedException(
                    MediaRejection.UnspeakableText, "The segments have no words that the voice can speak in its language.");
            long whole = (long)Math.Ceiling(Math.Max(duration, free + Tail) * rate);
            while (written < whole)
                await AppendAsync(raw, new short[Math.Min(rate, whole - written)]);
        }

        return new DubbedSpeech(new RawSpeech(file, rate, (double)written / rate, [.. words]), fits);

        async Task AppendAsync(FileStream raw, short[] sound)
        {
            folder.Quota.Require(sound.Length * sizeof(short));
            await raw.WriteAsync(MemoryMarshal.AsBytes(sound.AsSpan()).ToArray(), cancellationToken);
            written += sound.Length;
        }
    }

    /// <summary>Finds a segment that was spoken before, by all that its sound depends on, or speaks it.</summary>
    private static async Task<(SpokenPiece? Piece, double Natural, double Pace, bool Reused)> FindAsync(
        DubbingRequest request, DubbedSegment segment, VoiceRecipe recipe, CancellationToken cancellationToken)
    {
        string hash = HashOf(request, segment, recipe);
        if (request.Kept is { } kept && await kept.FindAsync(hash, cancellationToken) is { } known)
        {
            PcmAudio audio = new(MemoryMarshal.Cast<byte, short>(known.Samples).ToArray(), known.SampleRate);
            return (known.Samples.Length == 0 ? null : new SpokenPiece(audio, [.. known.Words]), known.Natural, known.Pace, true);
        }
        (SpokenPiece? piece, double natural, double pace) = await FitAsync(request, segment, recipe, cancellationToken);
        if (request.Kept is { } keeper)
        {
            byte[] samples = piece is null ? [] : MemoryMarshal.AsBytes(piece.Audio.Samples.AsSpan()).ToArray();
            await keeper.KeepAsync(
                hash,
                new KeptSegment(samples, piece?.Audio.SampleRate ?? 0, piece?.Words ?? [], natural, pace),
                cancellationToken);
        }
        return (piece, natural, pace, false);
    }

    // Where it stands in the film does not matter, only how long it may be.
    private static string HashOf(DubbingRequest request, DubbedSegment segment, VoiceRecipe recipe)
    {
        string content = string.Create(
            CultureInfo.InvariantCulture,
            $"{Version}\n{recipe.Sound}\n{recipe.Pace:0.####}\n{request.Language}\n{segment.End - segment.Start:0.###}\n{segment.Text}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <summary>Speaks a segment at the voice's own pace, and anew at the one that fits.</summary>
    private static async Task<(SpokenPiece? Piece, double Natural, double Pace)> FitAsync(
        DubbingRequest request, DubbedSegment segment, VoiceRecipe recipe, CancellationToken cancellationToken)
    {
        SpokenPiece? own = await SpeakAsync(1);
        if (own is null) return (null, 0, 1);
        double pace = SlotFitting.Pace(own.Audio.Duration, segment.End - segment.Start);
        SpokenPiece piece = Math.Abs(pace - 1) < SmallestPaceChange ? own : (await SpeakAsync(pace))!;
        return (piece, own.Audio.Duration, Math.Abs(pace - 1) < SmallestPaceChange ? 1 : pace);

        async Task<SpokenPiece?> SpeakAsync(double by)
        {
            PieceSpeaker speaker = new(recipe.Sound, request.Language, recipe.Pace * by);
            return (await speaker.SpeakAsync(segment.Text, cancellationToken))?.Trim();
        }
    }
}
