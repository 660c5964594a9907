using System.Numerics;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>Turns an uploaded video of a person into a video model. One trainer serves any number of trainings.</summary>
/// <param name="temporaryRoot">Where intermediate files live; <see cref="TemporaryFolder.DefaultRoot"/> when null.</param>
public sealed class VideoTrainer(string? temporaryRoot = null)
{
    private const double ObservationShare = 0.35;

    private readonly FaceObserver _observer = new();

    /// <summary>
    /// Learns the face in at most 10 s of a video and writes the files of <see cref="VideoModelFiles"/>. Up to 800 MB
    /// of temporary space are used meanwhile.
    /// </summary>
    /// <param name="sourceFile">The uploaded video.</param>
    /// <param name="outputFolder">Where the model's files go; made if missing. It stays untouched unless training succeeds.</param>
    /// <param name="progress">Receives 0 to 1 as frames get done.</param>
    /// <param name="cancellationToken">Stops all work and kills the tools.</param>
    /// <exception cref="MediaRejectedException">The video cannot be used; the message tells the person why.</exception>
    /// <exception cref="MediaToolException">ffmpeg is missing or broken.</exception>
    public async Task<TrainedVideo> TrainAsync(
        string sourceFile, string outputFolder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var probe = await MediaProber.ProbeAsync(sourceFile, MediaKind.Video, cancellationToken);
        MediaLimits.RequireTrainable(probe.Duration);
        var video = probe.Video!;
        var segment = VideoSegment.Choose(sourceFile, probe);

        var observations = await _observer.ObserveAsync(
            segment, video, new PartialProgress(progress, 0, ObservationShare), cancellationToken);
        RequireDecoded(observations.FrameCount, segment);
        observations.RequireOnePerson();

        using var temporary = TemporaryFolder.Create(temporaryRoot);
        var files = new VideoModelFiles(temporary.Path);
        var framing = MezzanineFraming.Create(video, observations.Bounds);
        await new MezzanineWriter(temporary, files).WriteAsync(
            segment,
            framing,
            observations.FrameCount,
            observations.BestFrame,
            new PartialProgress(progress, ObservationShare, 1),
            cancellationToken);

        var track = MakeTrack(observations, framing);
        track.Save(files.FaceTrack);
        var model = new TrainedVideo(probe.Duration, video.Width, video.Height, segment.Start, track.FrameCount);
        await ModelJson.SaveAsync(files.Description, model, cancellationToken);
        Publish(files, new VideoModelFiles(outputFolder));
        return model;
    }

    private static void RequireDecoded(int frames, VideoSegment segment)
    {
        if (frames < segment.ExpectedFrames / 2)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the video is missing or cannot be played. Please export it again and upload it anew.");
        }

        MediaLimits.RequireTrainable((double)frames / VideoModelFiles.FrameRate);
    }

    private static FaceTrack MakeTrack(FaceObservations observations, MezzanineFraming framing)
    {
        var cycle = MezzanineWriter.CycleLength(observations.FrameCount);
        var landmarks = new Vector2[cycle * FaceTrack.LandmarkCount];
        for (var i = 0; i < cycle; i++)
        {
            var frame = i < observations.FrameCount ? i : cycle - i;
            for (var point = 0; point < FaceTrack.LandmarkCount; point++)
            {
                landmarks[(i * FaceTrack.LandmarkCount) + point] =
                    framing.Map(observations.Landmarks[(frame * FaceTrack.LandmarkCount) + point]);
            }
        }

        return new FaceTrack(landmarks);
    }

    /// <summary>The description goes last: its presence says that the model is whole.</summary>
    private static void Publish(VideoModelFiles from, VideoModelFiles to)
    {
        Directory.CreateDirectory(to.Folder);
        File.Move(from.Mezzanine1080, to.Mezzanine1080, overwrite: true);
        File.Move(from.Mezzanine720, to.Mezzanine720, overwrite: true);
        File.Move(from.FaceTrack, to.FaceTrack, overwrite: true);
        File.Move(from.Thumbnail, to.Thumbnail, overwrite: true);
        File.Move(from.Description, to.Description, overwrite: true);
    }
}
