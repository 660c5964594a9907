using System.Globalization;
using System.Numerics;
using Understudy.MediaEngine.Faces;
using Understudy.MediaEngine.Models;
using Understudy.MediaEngine.Probing;

namespace Understudy.MediaEngine.Training;

/// <summary>
/// Follows a face through a segment. Faces are searched in every fifth frame, since boxes derived from the landmarks
/// would drift; between two such frames the box moves evenly from one to the other.
/// </summary>
internal sealed class FaceObserver(FaceDetector faces)
{
    /// <summary>How sure the detector must be of a face.</summary>
    public const float MinimumScore = 0.35f;

    private const int SearchInterval = 5;
    private const int AnalysisSide = 960;

    private readonly FaceDetector _faces = faces;
    private readonly LandmarkDetector _landmarks = new();

    /// <exception cref="MediaRejectedException">The video cannot be decoded, or nobody is clearly seen for long enough.</exception>
    public async Task<FaceObservations> ObserveAsync(
        VideoSegment segment, IProgress<double> progress, CancellationToken cancellationToken)
    {
        VideoProperties video = segment.Video;
        float scale = Math.Min(1, (float)AnalysisSide / Math.Max(video.Width, video.Height));
        int width = Even(video.Width * scale);
        int height = Even(video.Height * scale);
        RgbFrame[] block = Enumerable.Range(0, SearchInterval).Select(_ => new RgbFrame(width, height)).ToArray();
        Pass pass = new(this, new Vector2((float)video.Width / width, (float)video.Height / height));

        await using var reader = SegmentReader.Open(
            segment,
            $"{PictureFilters.Fit(video, width, height, Surround.Colour)},{PictureFilters.Colours(video)}",
            "rgb24",
            cancellationToken);
        int read;
        do
        {
            read = 0;
            // The first block is a single frame, so that every block has a searched frame before it.
            int wanted = pass.FrameCount == 0 ? 1 : SearchInterval;
            while (read < wanted && await reader.ReadAsync(block[read].Pixels))
                read++;
            if (read > 0) pass.Observe(block.AsSpan(0, read));
            progress.Report(Math.Min(1, (double)pass.FrameCount / segment.FrameCount));
        }
        while (read > 0);

        RequireDecoded(pass.FrameCount, segment.FrameCount);
        return pass.Result(segment.Start);
    }

    private static void RequireDecoded(int frames, int expected)
    {
        if (frames < expected / 2)
        {
            throw new MediaRejectedException(
                MediaRejection.CorruptFile,
                "Most of the video is missing or cannot be played. Please export it again and upload it anew.");
        }

        MediaLimits.RequireTrainable((double)frames / VideoModelFiles.FrameRate);
    }

    private static int Even(float pixels) => Math.Max(2, (int)MathF.Round(pixels / 2) * 2);

    private sealed class Pass(FaceObserver observer, Vector2 toSource)
    {
        private readonly List<Vector2[]> _landmarks = [];
        private readonly List<FaceSample> _samples = [];
        private FaceBox? _previous;

        public int FrameCount { get; private set; }

        public void Observe(ReadOnlySpan<RgbFrame> frames)
        {
            FaceSample sample = Search(frames[^1]);
            FaceBox? found = sample.Face?.Scale(Vector2.One / toSource);
            FaceBox? from = _previous ?? found;
            FaceBox? to = found ?? _previous;
            for (int i = 0; i < frames.Length; i++)
            {
                if (from is { } start && to is { } end)
                    AddLandmarks(frames[i], start.Towards(end, (i + 1f) / frames.Length));
            }

            FrameCount += frames.Length;
            _samples.Add(sample);
            _previous = to;
        }

        public FaceObservations Result(double start)
        {
            const double Rate = VideoModelFiles.FrameRate;
            FaceSamples seen = new(start, FrameCount / Rate, SearchInterval / Rate, Reach: 0, _samples);
            ClearStretch clear = seen.RequireBest(VideoSegment.MaximumDuration);
            int first = (int)Math.Ceiling((clear.Start * Rate) - 0.001);
            int count = (int)Math.Floor((clear.End * Rate) + 0.001) - first;
            return new FaceObservations(
                first,
                count,
                TrackSmoothing.Smooth(WithLeadIn()[first..(first + count)]),
                [.. Found().Where(face => face.Key >= 0 && face.Key < count)]);

            IEnumerable<KeyValuePair<int, FaceBox>> Found()
            {
                for (int i = 0; i < _samples.Count; i++)
                {
                    // The last block may be a shorter one.
                    if (_samples[i].Face is { } face)
                        yield return new(Math.Min(i * SearchInterval, FrameCount - 1) - first, face);
                }
            }
        }

        private FaceSample Search(RgbFrame frame) => FaceSample.Of(
            observer._faces.Detect(frame, MinimumScore), toSource, Surround.ShapeWithin(frame), _previous);

        private void AddLandmarks(RgbFrame frame, FaceBox box)
        {
            var landmarks = new Vector2[FaceTrack.LandmarkCount];
            observer._landmarks.Detect(frame, box, landmarks);
            _landmarks.Add(Array.ConvertAll(landmarks, point => point * toSource));
        }

        /// <summary>Before the face is first found, it is taken to be where it appears.</summary>
        private Vector2[][] WithLeadIn() => _landmarks.Count == 0
            ? []
            : [.. Enumerable.Repeat(_landmarks[0], FrameCount - _landmarks.Count), .. _landmarks];
    }
}
