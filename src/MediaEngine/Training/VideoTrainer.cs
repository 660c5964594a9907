using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;
using Understudy.MediaEngine.Processes;

namespace Understudy.MediaEngine.Training;

/// <summary>Turns an uploaded video of a person into a video model. One trainer serves any number of trainings.</summary>
public sealed class VideoTrainer
{
    private const double ScanShare = 0.1;
    private const double ObservationShare = 0.4;

    private readonly string? _temporaryRoot;
    private readonly ClipScanner _scanner;
    private readonly FaceObserver _observer;

    /// <param name="temporaryRoot">Where intermediate files live; <see cref="TemporaryFolder.DefaultRoot"/> when null.</param>
    public VideoTrainer(string? temporaryRoot = null)
    {
        _temporaryRoot = temporaryRoot;
        FaceDetector faces = new();
        _scanner = new ClipScanner(faces, temporaryRoot);
        _observer = new FaceObserver(faces);
    }

    /// <summary>
    /// Learns the face in the best part of a video, at most 10 s, and writes the files of <see cref="VideoModelFiles"/>.
    /// Up to 800 MB of temporary space are used meanwhile.
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
        MediaProbe probe = await MediaProber.ProbeAsync(sourceFile, MediaKind.Video, cancellationToken);
        MediaLimits.RequireTrainablePicture(probe.Duration, probe.SoundDuration);
        (VideoSegment chosen, FaceObservations observations) =
            await ObserveBestAsync(sourceFile, probe.Video!, progress, cancellationToken);
        VideoSegment segment = chosen with
        {
            Skip = chosen.Skip + observations.FirstFrame,
            FrameCount = observations.FrameCount,
        };

        using var temporary = TemporaryFolder.Create(_temporaryRoot);
        VideoModelFiles files = new(temporary.Path);
        var framing = MezzanineFraming.Create(segment.Video, observations.Bounds);
        await new MezzanineWriter(temporary, files).WriteAsync(
            segment,
            framing,
            observations.BestFrame,
            new PartialProgress(progress, ObservationShare, 1),
            cancellationToken);

        FaceTrack track = MakeTrack(observations, framing);
        track.Save(files.FaceTrack);
        TrainedVideo model = new(
            probe.Duration, segment.Video.Width, segment.Video.Height, segment.Start, track.FrameCount);
        await ModelJson.SaveAsync(files.Description, model, cancellationToken);
        Publish(files, new VideoModelFiles(outputFolder));
        return model;
    }

    /// <summary>Takes the first of the parts that looked good which still does when each of its frames is looked at.</summary>
    private async Task<(VideoSegment Segment, FaceObservations Observations)> ObserveBestAsync(
        string file, VideoProperties video, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<VideoSegment> parts = await _scanner.ChooseAsync(
                file, video, new PartialProgress(progress, 0, ScanShare), cancellationToken);
            MediaRejectedException? reason = null;
            foreach (VideoSegment part in parts)
            {
                VideoSegment segment = await InterlaceDetector.ExamineAsync(part, cancellationToken);
                try
                {
                    PartialProgress observing = new(progress, ScanShare, ObservationShare);
                    return (segment, await _observer.ObserveAsync(segment, observing, cancellationToken));
                }
                catch (MediaRejectedException rejected)
                {
                    // What is told is the reason of the best one.
                    reason ??= rejected;
                }
            }

            throw reason!;
        }
        catch (MediaToolException exception) when (SegmentReader.Rejection(exception) is not null)
        {
            throw SegmentReader.Rejection(exception)!;
        }
    }

    private static FaceTrack MakeTrack(FaceObservations observations, MezzanineFraming framing)
    {
        int cycle = MezzanineWriter.CycleLength(observations.FrameCount);
        var landmarks = new Vector2[cycle * FaceTrack.LandmarkCount];
        for (int i = 0; i < cycle; i++)
        {
            int frame = i < observations.FrameCount ? i : cycle - i;
            for (int point = 0; point < FaceTrack.LandmarkCount; point++)
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
