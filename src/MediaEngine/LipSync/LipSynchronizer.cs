using Understudy.MediaEngine.Marks;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Mouth;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;
using Understudy.MediaEngine.TalkingHead;
using Understudy.MediaEngine.Training;

namespace Understudy.MediaEngine.LipSync;

/// <summary>
/// Makes the lips of a film follow a recording, by its sound alone and without training: whoever is seen seems to say it.
/// Frames without a face stay as they are.
/// </summary>
public static class LipSynchronizer
{
    private const double PreparedShare = 0.05;
    private const double FollowedShare = 0.4;
    private const int SmallestSide = 64;

    /// <summary>Makes <c>video.mp4</c>, as long as the recording, and <c>thumbnail.jpg</c>. If it fails or is cancelled,
    /// neither is left.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="outputFolder">An existing folder.</param>
    /// <param name="progress">Receives 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Ends the work and kills its tools.</param>
    /// <exception cref="MediaRejectedException">The film or the recording cannot be used; the message tells why.</exception>
    /// <exception cref="MediaToolException">A tool is missing or failed.</exception>
    public static async Task<LipSyncResult> SyncAsync(
        LipSyncRequest request, string outputFolder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.LongestSide is < SmallestSide or > MediaLimits.MaximumSide)
        {
            throw new MediaRejectedException(
                MediaRejection.PictureSize,
                $"The longer side of the picture can be {SmallestSide} to {MediaLimits.MaximumSide} pixels.");
        }

        string video = Path.Combine(Path.GetFullPath(outputFolder), "video.mp4");
        string thumbnail = Path.Combine(Path.GetFullPath(outputFolder), "thumbnail.jpg");
        try
        {
            return await SyncAsync(request, video, thumbnail, progress, cancellationToken);
        }
        catch
        {
            File.Delete(video);
            File.Delete(thumbnail);
            throw;
        }
    }

    private static async Task<LipSyncResult> SyncAsync(
        LipSyncRequest request, string video, string thumbnail, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var temporary = TemporaryFolder.Create();
        Task<MediaProbe> looking = MediaProber.ProbeAsync(request.Video, MediaKind.Video, cancellationToken);
        Task<SpokenRecording> hearing = SpokenRecording.ReadAsync(request.Audio, temporary, cancellationToken);
        // Both have ended before anything is told of either, for both have tools; of two failures the film's is told.
        await Task.WhenAll(looking, hearing);
        VideoProperties picture = (await looking).Video!;
        SpokenRecording recording = await hearing;
        var timing = FilmTiming.Of(picture, recording.Heard.Duration);
        FilmReader film = new(request.Video, picture, timing, request.LongestSide);
        progress?.Report(PreparedShare);

        LipTrack? track = null;
        double preparedShare = PreparedShare;
        if (!film.FollowsAtOnce)
        {
            track = await film.FollowAsync(new PartialProgress(progress, PreparedShare, FollowedShare), cancellationToken);
            RequireFace(track.Share(timing.Frames));
            preparedShare = FollowedShare;
        }

        MouthPose[] poses = SoundMotion.Plan(recording.Heard, timing.Frames, timing.FrameRate);
        var mark = AiMark.TalkingVideo(request.Recipe);
        string metadata = temporary.File("metadata.txt");
        await File.WriteAllTextAsync(metadata, mark.ToMetadata(request.Title), cancellationToken);
        double faceShare = await film.WriteAsync(
            track,
            poses,
            Enumerable.Repeat(1f, timing.Frames).ToArray(),
            request.Watermark ? await Watermark.CreateAsync(film.Width, film.Height, cancellationToken) : null,
            recording.Sound,
            metadata,
            video,
            thumbnail,
            new PartialProgress(progress, preparedShare, 1),
            cancellationToken);
        RequireFace(faceShare);

        double duration = timing.Frames / timing.FrameRate;
        await JpegMark.WriteAsync(thumbnail, mark, cancellationToken);
        return new LipSyncResult(
            video, thumbnail, duration, new FileInfo(video).Length, film.Width, film.Height, faceShare);

        void RequireFace(double share)
        {
            if (share > 0 || !request.NeedsFace) return;
            throw new MediaRejectedException(
                MediaRejection.NoFace,
                "No face that looks towards the camera was found in the film, so there are no lips to move. "
                + "Please upload a film in which the speaker's face is clearly seen.");
        }
    }
}
