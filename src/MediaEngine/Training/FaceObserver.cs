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
internal sealed class FaceObserver
{
    private const int SearchInterval = 5;
    private const int AnalysisSide = 960;
    private const float MinimumScore = 0.35f;

    /// <summary>A second face counts if it is this certain, and large enough not to be a poster on the wall.</summary>
    private const float SecondFaceScore = 0.5f;

    private const float SecondFaceArea = 0.2f;

    private readonly FaceDetector _faces = new();
    private readonly LandmarkDetector _landmarks = new();

    /// <exception cref="MediaRejectedException">The video cannot be decoded.</exception>
    public async Task<FaceObservations> ObserveAsync(
        VideoSegment segment, VideoProperties video, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var scale = Math.Min(1, (float)AnalysisSide / Math.Max(video.Width, video.Height));
        var width = (int)MathF.Round(video.Width * scale);
        var height = (int)MathF.Round(video.Height * scale);
        var block = Enumerable.Range(0, SearchInterval).Select(_ => new RgbFrame(width, height)).ToArray();
        var pass = new Pass(this, 1 / scale);

        await using var reader = SegmentReader.Open(
            segment, string.Create(CultureInfo.InvariantCulture, $"scale={width}:{height}"), "rgb24", cancellationToken);
        int read;
        do
        {
            read = 0;
            // The first block is a single frame, so that every block has a searched frame before it.
            var wanted = pass.FrameCount == 0 ? 1 : SearchInterval;
            while (read < wanted && await reader.ReadAsync(block[read].Pixels))
                read++;
            if (read > 0)
                pass.Observe(block.AsSpan(0, read));
            progress.Report(Math.Min(1, (double)pass.FrameCount / segment.ExpectedFrames));
        }
        while (read > 0);

        return pass.Result();
    }

    private sealed class Pass(FaceObserver observer, float toSource)
    {
        private readonly List<Vector2[]> _landmarks = [];
        private readonly List<KeyValuePair<int, FaceBox>> _found = [];
        private FaceBox? _previous;
        private int _examined;
        private int _crowded;

        public int FrameCount { get; private set; }

        public void Observe(ReadOnlySpan<RgbFrame> frames)
        {
            var found = Search(frames[^1]);
            var from = _previous ?? found;
            var to = found ?? _previous;
            for (var i = 0; i < frames.Length; i++)
            {
                if (from is { } start && to is { } end)
                    AddLandmarks(frames[i], start.Towards(end, (i + 1f) / frames.Length));
            }

            FrameCount += frames.Length;
            if (found is { } face)
                _found.Add(new(FrameCount - 1, Scale(face)));
            _previous = to;
        }

        public FaceObservations Result() => new(
            FrameCount, TrackSmoothing.Smooth(WithLeadIn()), _found, _examined, _crowded);

        private FaceBox? Search(RgbFrame frame)
        {
            var faces = observer._faces.Detect(frame, MinimumScore);
            _examined++;
            if (faces.Count == 0)
                return null;

            var person = _previous is { } previous
                ? faces.MinBy(face => Vector2.DistanceSquared(face.Centre, previous.Centre))
                : faces.MaxBy(face => face.Area * face.Score);
            if (faces.Exists(face => face != person
                                     && face.Score >= SecondFaceScore
                                     && face.Area >= person.Area * SecondFaceArea))
            {
                _crowded++;
            }

            return person;
        }

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

        private FaceBox Scale(FaceBox box) => new(
            box.Left * toSource, box.Top * toSource, box.Width * toSource, box.Height * toSource, box.Score);
    }
}
