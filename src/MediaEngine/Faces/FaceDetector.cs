using System.Numerics;
using Understudy.MediaEngine.Faces.Networks;

namespace Understudy.MediaEngine.Faces;

/// <summary>Finds faces whose height is at least a fifteenth or so of the picture's longer side.</summary>
internal sealed class FaceDetector
{
    private const int OverviewSize = 416;
    private const int CloseUpSize = 224;
    private const float CloseUpMargin = 2;
    private const float LeakySlope = 0.1f;
    private const float SameFaceOverlap = 0.4f;
    private const int ValuesPerAnchor = 5;

    private static readonly float[] _meanColour = [117.001f, 114.697f, 97.404f];

    // Typical face sizes in grid cells, as the network was trained with.
    private static readonly Vector2[] _anchors =
    [
        new(1.603231f, 2.094468f), new(6.041143f, 7.080126f), new(2.882459f, 3.518061f),
        new(4.266906f, 5.178857f), new(9.041765f, 10.66308f),
    ];

    private readonly SpatialConvolution _first;
    private readonly SeparableConvolution[] _separable;
    private readonly DenseLayer _last;

    public FaceDetector()
    {
        var weights = NetworkWeights.Load("tiny_face_detector");
        _first = new SpatialConvolution(
            weights["conv0/filters"], weights["conv0/bias"], stride: 1, padded: false, LeakySlope);
        _separable =
        [
            .. Enumerable.Range(1, 5).Select(i => new SeparableConvolution(weights, $"conv{i}", stride: 1, LeakySlope)),
        ];
        _last = new DenseLayer(weights["conv8/filters"], weights["conv8/bias"], negativeSlope: 1);
    }

    /// <summary>The faces in a picture, the surest first.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="minimumScore">How sure the detector must be, 0 to 1.</param>
    public List<FaceBox> Detect(IFacePicture frame, float minimumScore)
    {
        int side = Math.Max(frame.Width, frame.Height);
        List<FaceBox> candidates = Detect(frame, Vector2.Zero, side, OverviewSize, minimumScore);
        candidates.RemoveAll(candidate => !IsConfirmed(frame, candidate, minimumScore));
        return candidates;
    }

    /// <summary>The face near where one was before, at a quarter of the cost; null when it is not there any more.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="before">Where the face was.</param>
    /// <param name="minimumScore">How sure the detector must be, 0 to 1.</param>
    public FaceBox? Follow(IFacePicture frame, FaceBox before, float minimumScore)
    {
        foreach (FaceBox face in CloseUp(frame, before, minimumScore))
        {
            if (face.Overlap(before) >= SameFaceOverlap) return face;
        }

        return null;
    }

    /// <summary>Patterns that resemble a face at one size rarely do so when looked at from closer by.</summary>
    private bool IsConfirmed(IFacePicture frame, FaceBox candidate, float minimumScore) =>
        CloseUp(frame, candidate, minimumScore).Exists(face => face.Overlap(candidate) >= SameFaceOverlap);

    private List<FaceBox> CloseUp(IFacePicture frame, FaceBox around, float minimumScore)
    {
        float side = Math.Max(around.Width, around.Height) * CloseUpMargin;
        return Detect(frame, around.Centre - new Vector2(side / 2), side, CloseUpSize, minimumScore);
    }

    private List<FaceBox> Detect(IFacePicture frame, Vector2 corner, float side, int inputSize, float minimumScore)
    {
        using FeatureMap grid = Grid(frame.Sample(corner.X, corner.Y, side, inputSize, _meanColour));
        List<FaceBox> faces = new();
        foreach (FaceBox candidate in Candidates(grid, corner, side, minimumScore).OrderByDescending(box => box.Score))
        {
            if (faces.TrueForAll(face => face.Overlap(candidate) < SameFaceOverlap)) faces.Add(candidate);
        }

        return faces;
    }

    private FeatureMap Grid(FeatureMap picture)
    {
        FeatureMap features = Pooled(_first, picture, stride: 2);
        for (int i = 0; i < _separable.Length; i++)
            features = Pooled(_separable[i], features, stride: i < _separable.Length - 1 ? 2 : 1);
        using (features)
        {
            FeatureMap grid = new(features.Height, features.Width, _last.Outputs);
            _last.Apply(features.Values, grid.Values);
            return grid;
        }
    }

    // What a convolution makes of features, which are disposed of.
    private static FeatureMap Pooled(IConvolution convolution, FeatureMap features, int stride)
    {
        using (features)
        {
            using FeatureMap result = convolution.Apply(features);
            return result.MaxPool(stride);
        }
    }

    private static IEnumerable<FaceBox> Candidates(
        FeatureMap grid, Vector2 corner, float side, float minimumScore)
    {
        float cell = side / grid.Width;
        for (int y = 0; y < grid.Height; y++)
        {
            for (int x = 0; x < grid.Width; x++)
            {
                for (int anchor = 0; anchor < _anchors.Length; anchor++)
                {
                    ReadOnlySpan<float> values = grid.Pixel(x, y).Slice(anchor * ValuesPerAnchor, ValuesPerAnchor);
                    float score = Logistic(values[4]);
                    if (score < minimumScore) continue;

                    Vector2 centre = corner + (new Vector2(x + Logistic(values[0]), y + Logistic(values[1])) * cell);
                    Vector2 size = new Vector2(MathF.Exp(values[2]), MathF.Exp(values[3])) * _anchors[anchor] * cell;
                    yield return new FaceBox(
                        centre.X - (size.X / 2), centre.Y - (size.Y / 2), size.X, size.Y, score);
                }
            }
        }
    }

    private static float Logistic(float value) => 1 / (1 + MathF.Exp(-value));
}
