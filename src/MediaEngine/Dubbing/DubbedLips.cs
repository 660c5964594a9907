using System.Globalization;
using Understudy.MediaEngine.LipSync;
using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.Speech;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.Dubbing;

/// <summary>Has the lips of a film say what is dubbed: while the original or the new speech speaks, where a face is seen.</summary>
/// <param name="film">The uploaded film.</param>
/// <param name="timing">Its frames, at its own pace.</param>
/// <param name="track">The face in it.</param>
/// <param name="shares">How much the lips follow the new speech, 0 to 1, one a frame.</param>
internal sealed class DubbedLips(FilmReader film, FilmTiming timing, LipTrack track, float[] shares)
{
    /// <summary>Seconds in which lips are taken over from the film, and given back to it.</summary>
    private const double Ramp = 0.12;

    /// <summary>In how much of the film a face was seen, 0 to 1.</summary>
    public double FaceShare { get; } = track.Share(timing.Frames);

    /// <summary>Whether any lips are moved.</summary>
    public bool Move => Enumerable.Range(0, timing.Frames).Any(frame => track.At(frame).Strength * shares[frame] > 0);

    /// <summary>Looks for the face.</summary>
    /// <param name="original">The uploaded film.</param>
    /// <param name="video">Its picture.</param>
    /// <param name="fits">When who speaks.</param>
    /// <param name="duration">Seconds of the dubbed sound.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public static async Task<DubbedLips> FindAsync(
        string original,
        VideoProperties video,
        IReadOnlyList<SegmentFit> fits,
        double duration,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        var timing = FilmTiming.OwnPace(video, duration);
        FilmReader film = new(original, video, timing, MediaLimits.MaximumSide);
        return new DubbedLips(film, timing, await film.FollowAsync(progress, cancellationToken), Shares(fits, timing));
    }

    /// <summary>Makes the film.</summary>
    /// <param name="speech">Bare mono samples of <see cref="SpeechMaster.SampleRate"/>: what the lips say.</param>
    /// <param name="sound">What is heard.</param>
    /// <param name="title">For the metadata.</param>
    /// <param name="recipe">The id of what it is made by.</param>
    /// <param name="output">An MP4 file.</param>
    /// <param name="progress">Receives 0 to 1.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    public async Task WriteAsync(
        string speech,
        string sound,
        string? title,
        string? recipe,
        string output,
        IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        using var folder = TemporaryFolder.Create();
        (string heard, string metadata) = (folder.File("heard.wav"), folder.File("metadata.txt"));
        await ChildProcess.RunAsync(
            FFmpeg.Tool,
            [
                .. FFmpeg.GlobalOptions, "-f", "s16le", "-ar", Text(SpeechMaster.SampleRate), "-ac", "1", "-i", speech,
                "-ar", Text(SoundBands.SampleRate), "-c:a", "pcm_s16le", heard,
            ],
            ToolLimits.Work with { Disk = folder.Quota },
            cancellationToken);
        await File.WriteAllTextAsync(metadata, AiMark.TalkingVideo(recipe).ToMetadata(title), cancellationToken);
        MouthPose[] poses = SoundMotion.Plan(PcmAudio.ReadWav(heard), timing.Frames, timing.FrameRate);
        await film.WriteAsync(
            track,
            poses,
            shares,
            watermark: null,
            sound,
            metadata,
            output,
            thumbnail: null,
            progress,
            cancellationToken);
    }

    /// <summary>Lips that say something else than is heard would be wrong, and so would be lips that say nothing where the
    /// film is heard.</summary>
    private static float[] Shares(IReadOnlyList<SegmentFit> fits, FilmTiming timing)
    {
        float[] shares = new float[timing.Frames];
        foreach (SegmentFit fit in fits.Where(fit => fit.Spoken > 0))
        {
            double start = Math.Min(fit.Start, fit.SpokenAt);
            double end = Math.Max(fit.End, fit.SpokenAt + fit.Spoken);
            int last = Math.Min(timing.Frames - 1, (int)((end + Ramp) * timing.FrameRate));
            for (int frame = Math.Max(0, (int)((start - Ramp) * timing.FrameRate)); frame <= last; frame++)
            {
                double time = (frame + 0.5) / timing.FrameRate;
                double outside = Math.Max(0, Math.Max(start - time, time - end));
                shares[frame] = Math.Max(shares[frame], (float)Math.Max(0, 1 - (outside / Ramp)));
            }
        }

        return shares;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
